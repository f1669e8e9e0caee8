/** The dataset editor's requests over a wire. */
import { afterEach, describe, expect, it } from 'vitest';
import { createConnection } from 'vscode-languageserver/node';
import { createMemorySource } from '../../server/core/json/byteSource.ts';
import { startServer } from '../../server/server.ts';
import type { Workspace } from '../../server/workspace.ts';
import {
	closeTableRequest,
	describeTableRequest,
	exportTableRequest,
	findMarksRequest,
	type MarkKeysResult,
	markKeysRequest,
	openTableRequest,
	reloadTableRequest,
	type TableRowsResult,
	type TableState,
	type TableStateParams,
	tableRecordRequest,
	tableRowsRequest,
	tableStateNotification,
	type ViewTableResult,
	viewTableRequest,
} from '../../shared/tableProtocol.ts';
import { utf8 } from '../support/bytes.ts';
import { jsonl } from '../support/dataset.ts';
import { createWire, startClient, type TestClient } from '../support/languageClient.ts';
import { createMemoryExports } from '../support/memoryExports.ts';
import { createTestWorkspace } from '../support/workspace.ts';

const uri = 'file:///big.jsonl';
const pool = jsonl([
	{ id: 'easy', prompt: 'One?', rewards: [1, 1, 1, 1] },
	{ id: 'middle', prompt: 'Seven?', rewards: [1, 0, 0, 0] },
]);
const viewParams = { uri, filter: '', sort: { column: 'rank', descending: false }, histogram: 'score', marks: ';' };
const clients: TestClient[] = [];

afterEach(() => {
	for (const { connection } of clients.splice(0)) connection.dispose();
});

async function start(content = pool, world: Partial<Workspace> = {}) {
	const { host, files } = createMemoryExports();
	const workspace = createTestWorkspace({
		...host,
		openSource: async () => createMemorySource('big.jsonl', utf8(content)),
		pause: () => new Promise((resolve) => setImmediate(resolve)),
		schedule: () => () => undefined,
		...world,
	});
	const [server, end] = createWire();
	startServer(createConnection(server, server), workspace);
	const client = await startClient(end, end, { settings: { k: 4 }, capabilities: { workspace: { configuration: true } } });
	clients.push(client);
	const { connection } = client;
	/** The next state that satisfies the test. */
	const stateWith = (test: (state: TableState) => boolean): Promise<TableState> =>
		new Promise((resolve) => {
			connection.onNotification(tableStateNotification, ({ state }: TableStateParams) => {
				if (test(state)) resolve(state);
			});
		});
	return { connection, files, stateWith };
}

describe('the server', () => {
	it('opens a file that is no document, shows its rows, and exports them', async () => {
		const { connection, files, stateWith } = await start();
		const ready = stateWith(({ phase }) => phase === 'ready');
		expect(await connection.sendRequest(openTableRequest, { uri })).toMatchObject({ phase: 'reading', generation: 0 });
		expect(await ready).toMatchObject({
			examples: 2,
			format: 'a prompt a line, rewards in a list',
			fields: [['id'], ['prompt'], ['rewards']],
		});
		const view = await connection.sendRequest<ViewTableResult>(viewTableRequest, viewParams);
		const generation = view.kind === 'view' ? view.generation : 0;
		const page = await connection.sendRequest<TableRowsResult>(tableRowsRequest, { uri, generation, start: 0, count: 10 });
		expect(page.rows?.map(({ id, strip }) => [id, strip])).toEqual([
			['middle', '1000'],
			['easy', '1111'],
		]);
		expect(await connection.sendRequest(tableRecordRequest, { uri, line: 0 })).toMatchObject({ id: 'easy', prompt: 'One?' });
		expect(await connection.sendRequest(describeTableRequest, { uri })).toMatchObject({
			markdown: expect.stringContaining('How InSight reads big.jsonl'),
		});
		const request = {
			uri,
			generation,
			rows: 'view',
			marks: ';',
			filter: '',
			order: 'rank',
			top: { count: 1 },
			target: '/out.jsonl',
		};
		expect(await connection.sendRequest(exportTableRequest, request)).toMatchObject({ examples: 1, lines: 1 });
		expect(files.get('/out.jsonl')).toBe(`${pool.split('\n')[1]}\n`);
	});

	it('names marked examples, and finds them, by the numbering that they are asked for in', async () => {
		const { connection, stateWith } = await start();
		const ready = stateWith(({ phase }) => phase === 'ready');
		await connection.sendRequest(openTableRequest, { uri });
		const { numbering, fingerprint } = await ready;
		const marks = ';1';
		const named = await connection.sendRequest<MarkKeysResult>(markKeysRequest, { uri, marks, numbering });
		expect(named).toMatchObject({ fingerprint });
		expect(await connection.sendRequest(findMarksRequest, { uri, keys: named!.keys, numbering })).toEqual({ marks });
		const other = { uri, marks, keys: named!.keys, numbering: numbering + 1 };
		expect(await connection.sendRequest(markKeysRequest, other)).toBeNull();
		expect(await connection.sendRequest(findMarksRequest, other)).toBeNull();
	});

	it('reads a folder by the settings that lie in it', async () => {
		const asked: string[] = [];
		const { connection, stateWith } = await start(pool, {
			isFolder: async () => true,
			readText: async (file) => {
				asked.push(file);
				return '{"group": ["prompt"]}';
			},
		});
		const ready = stateWith(({ phase }) => phase === 'ready');
		await connection.sendRequest(openTableRequest, { uri: 'file:///run' });
		await ready;
		expect(new Set(asked)).toEqual(new Set(['file:///run/insight.jsonc']));
	});

	it('tells why a file cannot be shown, and what was looked for', async () => {
		const { connection, stateWith } = await start('{"a": 1}\n');
		const failed = stateWith(({ phase }) => phase === 'failed');
		await connection.sendRequest(openTableRequest, { uri });
		expect((await failed).message).toContain('The format was not recognised');
		expect(await connection.sendRequest(describeTableRequest, { uri })).toMatchObject({
			markdown: expect.stringContaining('does not recognise big.jsonl'),
		});
		await expect(connection.sendRequest(viewTableRequest, viewParams)).rejects.toThrow('The format was not recognised');
	});

	it('reads again on demand, and forgets what is closed', async () => {
		const { connection, stateWith } = await start();
		const ready = stateWith(({ phase }) => phase === 'ready');
		await connection.sendRequest(openTableRequest, { uri });
		await ready;
		const again = stateWith(({ phase, generation }) => phase === 'ready' && generation > 1);
		await connection.sendRequest(reloadTableRequest, { uri });
		expect((await again).examples).toBe(2);
		await connection.sendRequest(closeTableRequest, { uri });
		await expect(connection.sendRequest(viewTableRequest, viewParams)).rejects.toThrow('not open any more');
	});
});
