/** A training set in an editor, its rollouts in another file. */
import { afterEach, describe, expect, it } from 'vitest';
import { createConnection, type Diagnostic } from 'vscode-languageserver/node';
import { type ByteSource, createMemorySource } from '../../server/core/json/byteSource.ts';
import { startServer } from '../../server/server.ts';
import { describeFormatRequest, exportRequest, statusRequest } from '../../shared/protocol.ts';
import { openTableRequest, type TableStateParams, tableStateNotification } from '../../shared/tableProtocol.ts';
import { utf8 } from '../support/bytes.ts';
import { jsonLines } from '../support/documents.ts';
import { createWire, startClient, type TestClient } from '../support/languageClient.ts';
import { createTestWorkspace } from '../support/workspace.ts';

const uri = 'file:///data/train.jsonl';
const set = jsonLines(['a', 'b', 'c', 'c'].map((id) => ({ id, question: `What is ${id}?`, answer: id })));
const rolloutsOf = (rewards: Readonly<Record<string, readonly number[]>>): string =>
	jsonLines(Object.entries(rewards).map(([id, list]) => ({ id, question: `What is ${id}?`, rewards: list })));
const settings = { rollouts: ['rollouts.jsonl'] };
const clients: TestClient[] = [];

/** A server on whose disk the rollouts are what `disk.text` says at the moment, and which counts how often they are read. */
async function start(text: string, own: unknown = settings) {
	const disk = { text, readings: 0, asked: [] as unknown[], onRead: (): void => undefined };
	const files = new Map<string, string>();
	const source = (): ByteSource => {
		const memory = createMemorySource('/data/rollouts.jsonl', utf8(disk.text));
		return {
			...memory,
			fingerprint: async () => disk.text,
			read: (signal) => {
				disk.readings++;
				disk.onRead();
				return memory.read(signal);
			},
		};
	};
	const workspace = createTestWorkspace({
		openSource: async (name) => createMemorySource(name, utf8(set)),
		openRollouts: async (...request) => {
			disk.asked.push(request);
			if (disk.text === '') throw new Error('Cannot read rollouts.jsonl: it is not there.');
			return [source()];
		},
		createFile: async (path) => {
			let written = '';
			return {
				path,
				write: async (bytes) => {
					written += new TextDecoder().decode(bytes);
				},
				flush: async () => undefined,
				commit: async () => void files.set(path, written),
				discard: async () => undefined,
			};
		},
		createChecksum: () => ({ update: () => undefined, digest: () => 'sum' }),
	});
	const [server, wire] = createWire();
	startServer(createConnection(server, server), workspace);
	const client = await startClient(wire, wire, { capabilities: { workspace: { configuration: true } }, settings: own });
	clients.push(client);
	const { connection } = client;
	const changed = (...uris: readonly string[]) =>
		connection.sendNotification('workspace/didChangeWatchedFiles', {
			changes: uris.map((changedUri) => ({ uri: changedUri, type: 2 })),
		});
	return { client, connection, disk, files, changed };
}

/** Whether a line is not found to be without rollouts. */
const isExplored = (line: number) => (diagnostics: readonly Diagnostic[]) =>
	!diagnostics.some(({ code, range }) => code === 'unexplored' && range.start.line === line);

afterEach(() => {
	for (const client of clients.splice(0)) client.connection.dispose();
});

describe('rollouts that stand elsewhere', () => {
	it('give the lines of an open document their beliefs', async () => {
		const { client, connection, disk } = await start(rolloutsOf({ a: [1, 0, 1], c: [0, 0], z: [1] }));
		await client.open(uri, set);
		const found = await client.published(uri, (diagnostics) => diagnostics.some(({ code }) => code === 'unexplored'));
		const at = (wanted: string) => found.filter(({ code }) => code === wanted).map(({ range }) => range.start.line);
		expect([at('unexplored'), at('ambiguous-rollouts')]).toEqual([[1], [3]]);
		expect(disk.asked[0]).toEqual([uri, ['rollouts.jsonl'], []]);
		expect(await connection.sendRequest(statusRequest, { uri })).toMatchObject({
			format: { name: 'training-set' },
			rollouts: 7,
			successes: 2,
			notes: expect.arrayContaining([
				'3 of 4 records have rollouts, found by id; 1 have none and are unexplored.',
				'1 of 3 examples among the rollouts are in no record of the training set.',
			]),
		});
		const { markdown } = await connection.sendRequest<{ markdown: string }>(describeFormatRequest, { uri });
		expect(markdown).toContain('## Rollouts');
		expect(markdown).toContain('`/data/rollouts.jsonl`');
	});

	it('are read once, not with every edit, and follow the line that is edited', async () => {
		const { client, connection, disk } = await start(rolloutsOf({ a: [1, 0], d: [1, 1] }));
		await client.open(uri, set);
		await client.published(uri, (diagnostics) => diagnostics.some(({ code }) => code === 'unexplored'));
		const { readings } = disk;
		const range = { start: { line: 1, character: 0 }, end: { line: 2, character: 0 } };
		await client.change(uri, 2, [{ range, text: '\n{"id": "d", "question": "What is d?"}\n' }]);
		await client.scored(uri, 2);
		expect(await connection.sendRequest(statusRequest, { uri })).toMatchObject({ version: 2, rollouts: 4, successes: 3 });
		expect(disk.readings).toBe(readings);
	});

	it('are read again when they have changed on the disk, and only then', async () => {
		const { client, connection, disk, changed } = await start(rolloutsOf({ a: [1, 0] }));
		await client.open(uri, set);
		await client.published(uri, (diagnostics) => diagnostics.some(({ code }) => code === 'unexplored'));
		const { readings } = disk;
		disk.text = rolloutsOf({ a: [1, 0], b: [1, 1] });
		await changed('file:///data/rollouts.jsonl');
		await client.published(uri, isExplored(1));
		expect(await connection.sendRequest(statusRequest, { uri })).toMatchObject({ rollouts: 4 });
		expect(disk.readings).toBe(2 * readings);
	});

	it('are read again where the settings file was written at the same moment', async () => {
		const { client, disk, changed } = await start(rolloutsOf({ a: [1, 0] }));
		await client.open(uri, set);
		await client.published(uri, (diagnostics) => diagnostics.some(({ code }) => code === 'unexplored'));
		disk.text = rolloutsOf({ a: [1, 0], b: [1, 1] });
		await changed('file:///data/insight.jsonc', 'file:///data/rollouts.jsonl');
		await client.published(uri, isExplored(1));
	});

	it('are read again when scores are asked for, whether or not the client tells of changes', async () => {
		const { client, connection, disk } = await start(rolloutsOf({ a: [1, 0] }));
		await client.open(uri, set);
		await client.published(uri, (diagnostics) => diagnostics.some(({ code }) => code === 'unexplored'));
		disk.text = rolloutsOf({ a: [1, 0], b: [1, 1] });
		await connection.sendRequest(statusRequest, { uri });
		await client.published(uri, isExplored(1));
	});

	it('that change all the time keep no scores from being ready', async () => {
		const { client, connection, disk, changed } = await start(rolloutsOf({ a: [1, 0] }));
		let rewards = 0;
		// Each time they are read they have changed once more.
		disk.onRead = () => {
			if (rewards++ > 200) return;
			disk.text = rolloutsOf({ a: [1, 0], b: new Array<number>(rewards).fill(1) });
			void changed('file:///data/rollouts.jsonl');
		};
		await client.open(uri, set);
		await client.published(uri, isExplored(1));
		const { rollouts } = await connection.sendRequest<{ rollouts: number }>(statusRequest, { uri });
		expect(rollouts).toBeGreaterThan(2);
	});

	it('are followed by a table', async () => {
		const { connection, disk, changed } = await start(rolloutsOf({ a: [1, 1] }));
		const notes: string[] = [];
		const waiting: (() => void)[] = [];
		connection.onNotification(tableStateNotification, ({ state }: TableStateParams) => {
			if (state.phase !== 'ready') return;
			notes.push(state.notes[0]!);
			for (const wake of waiting.splice(0)) wake();
		});
		const next = () => new Promise<void>((resolve) => waiting.push(resolve));
		let shown = next();
		await connection.sendRequest(openTableRequest, { uri });
		await shown;
		const { readings } = disk;
		disk.text = rolloutsOf({ a: [1, 1], b: [1, 0], c: [0] });
		shown = next();
		await changed('file:///data/rollouts.jsonl');
		await shown;
		expect(notes).toEqual([
			'1 of 4 records have rollouts, found by id; 3 have none and are unexplored.',
			'4 of 4 records have rollouts, found by id.',
		]);
		expect(disk.readings).toBe(2 * readings);
	});

	it('that cannot be had are a finding, until they are there', async () => {
		const { client, disk, changed } = await start('');
		await client.open(uri, set);
		const found = await client.published(uri, (diagnostics) => diagnostics.some(({ code }) => code === 'invalid-setting'));
		expect(found.find(({ code }) => code === 'invalid-setting')?.message).toBe(
			'insight.rollouts: Cannot read rollouts.jsonl: it is not there. Rewards are looked for in the dataset itself.',
		);
		disk.text = rolloutsOf({ a: [1, 0] });
		await changed('file:///data/rollouts.jsonl');
		await client.published(uri, (diagnostics) => diagnostics.every(({ code }) => code !== 'invalid-setting'));
	});

	it('are what an export and a table go by', async () => {
		const { connection, files } = await start(rolloutsOf({ a: [1, 1], b: [1, 0], c: [0, 0] }));
		const ready = new Promise<TableStateParams['state']>((resolve) => {
			connection.onNotification(tableStateNotification, ({ state }: TableStateParams) => {
				if (state.phase === 'ready') resolve(state);
			});
		});
		await connection.sendRequest(openTableRequest, { uri });
		expect((await ready).notes[0]).toBe('4 of 4 records have rollouts, found by id.');
		await connection.sendRequest(exportRequest, { uri, top: { count: 1 }, order: 'rank', target: '/data/best.jsonl' });
		expect(files.get('/data/best.jsonl')).toBe(`${set.split('\n')[1]}\n`);
		expect(JSON.parse(files.get('/data/best.jsonl.insight.json')!).rollouts).toMatchObject({ foundBy: 'id', matchedLines: 4 });
	});
});
