import { afterEach, describe, expect, it } from 'vitest';
import { CancellationTokenSource, createConnection, LSPErrorCodes } from 'vscode-languageserver/node';
import { createMemorySource } from '../../server/core/json/byteSource.ts';
import { startServer } from '../../server/server.ts';
import type { Workspace } from '../../server/workspace.ts';
import {
	type CompareResult,
	compareRequest,
	type ExportResult,
	exportRequest,
	heatmapRequest,
	navigateRequest,
	rescoreRequest,
	reviewRequest,
	statusRequest,
} from '../../shared/protocol.ts';
import { jsonLines } from '../support/documents.ts';
import { createWire, startClient, type TestClient, type TestClientOptions } from '../support/languageClient.ts';
import { createTestWorkspace } from '../support/workspace.ts';

const uri = 'file:///pool.jsonl';
const pool = jsonLines([
	{ id: 'easy', prompt: 'One and one?', rewards: [1, 1, 1, 1, 1, 1, 1, 1] },
	{ id: 'middle', prompt: 'Seven times eight?', rewards: [1, 0, 0, 1, 0, 0, 1, 0] },
	{ id: 'hard', prompt: 'Prove it.', rewards: [0, 0, 0, 0, 0, 0, 0, 0] },
]);
const pullClient = { textDocument: { diagnostic: {} }, workspace: { configuration: true, diagnostics: { refreshSupport: true } } };

/** Files written, by path, once committed. */
const files = new Map<string, string>();
const clients: TestClient[] = [];

const workspace = createTestWorkspace({
	openSource: async (name) => createMemorySource(name, new TextEncoder().encode(pool)),
	createFile: async (path) => {
		let text = '';
		return {
			path,
			write: async (bytes) => {
				text += new TextDecoder().decode(bytes);
			},
			flush: async () => undefined,
			commit: async () => void files.set(path, text),
			discard: async () => undefined,
		};
	},
	createChecksum: () => ({ update: () => undefined, digest: () => 'sum' }),
});

async function start(options: TestClientOptions = {}, world: Workspace = workspace): Promise<TestClient> {
	const [server, client] = createWire();
	startServer(createConnection(server, server), world);
	const started = await startClient(client, client, options);
	clients.push(started);
	return started;
}

afterEach(async () => {
	files.clear();
	for (const client of clients.splice(0)) client.connection.dispose();
});

describe('the server', () => {
	it('says what it offers', async () => {
		const { initialized } = await start();
		expect(initialized.capabilities).toMatchObject({
			codeLensProvider: { resolveProvider: true },
			hoverProvider: true,
			documentSymbolProvider: true,
			diagnosticProvider: { workspaceDiagnostics: false },
		});
		expect(initialized.capabilities.foldingRangeProvider).toBeUndefined();
	});

	it('pushes diagnostics to a client that cannot pull, and clears them on close', async () => {
		const client = await start();
		await client.open(uri, pool);
		const diagnostics = await client.published(uri, (list) => list.length > 0);
		expect(diagnostics.map(({ code, tags }) => [code, tags])).toEqual([
			['mastered', [1]],
			['intractable', [1]],
		]);
		expect(diagnostics[0]?.codeDescription?.href).toMatch(/^https:\/\/.*#mastered$/);
		await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
		await client.published(uri, (list) => list.length === 0);
	});

	it('answers a pull, and pushes nothing then', async () => {
		const client = await start({ capabilities: pullClient });
		await client.open(uri, pool);
		const report = await client.connection.sendRequest<{ items: unknown[] }>('textDocument/diagnostic', { textDocument: { uri } });
		expect(report.items).toHaveLength(2);
		expect(client.pushed.size).toBe(0);
	});

	it('takes settings from the client: severities, K, the success threshold', async () => {
		const settings = { diagnostics: { severity: { mastered: 'warning', intractable: 'off' } }, success: { threshold: 0 } };
		const client = await start({ capabilities: pullClient, settings });
		await client.open(uri, pool);
		await client.scored(uri, 1);
		await expect
			.poll(async () => {
				const report = await client.connection.sendRequest<{ items: { code: string; severity: number }[] }>(
					'textDocument/diagnostic',
					{
						textDocument: { uri },
					},
				);
				return report.items.map(({ code, severity }) => [code, severity]);
			})
			.toEqual([
				['mastered', 2],
				['mastered', 2],
				['mastered', 2],
			]);
	});

	it('asks the client to ask again when settings changed, and not after an edit, when clients do by themselves', async () => {
		const client = await start({ capabilities: { ...pullClient, workspace: { diagnostics: { refreshSupport: true } } } });
		await client.open(uri, pool);
		await client.scored(uri, 1);
		await client.change(uri, 2, [{ range: { start: { line: 0, character: 1 }, end: { line: 0, character: 1 } }, text: ' ' }]);
		await client.scored(uri, 2);
		expect(client.refreshes()).toBe(0);
		await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: { k: 4 } });
		await expect.poll(() => client.refreshes()).toBe(1);
	});

	it('shows lenses that change with an edit', async () => {
		const client = await start({ initializationOptions: { commands: true } });
		await client.open(uri, pool);
		const titles = async (): Promise<string[]> => {
			const lenses = await client.connection.sendRequest<unknown[]>('textDocument/codeLens', { textDocument: { uri } });
			const resolved = await Promise.all(
				lenses.map((lens) => client.connection.sendRequest<{ command: { title: string } }>('codeLens/resolve', lens)),
			);
			return resolved.map(({ command }) => command.title);
		};
		expect(await titles()).toEqual([
			'InSight: 3 examples · 46 % solved',
			'Export Top-K…',
			'score 0.00805 · rank 3 of 3 · 8/8 solved · p 0.90 [0.66, >0.99]',
			'score 0.0681 · rank 1 of 3 · 3/8 solved · p 0.40 [0.14, 0.70]',
			'score 0.0210 · rank 2 of 3 · 0/8 solved · p 0.10 [<0.01, 0.34]',
		]);
		const column = pool.split('\n')[2]!.indexOf('[0') + 1;
		await client.change(uri, 2, [
			{ range: { start: { line: 2, character: column }, end: { line: 2, character: column + 1 } }, text: '1' },
		]);
		expect((await titles())[4]).toContain('1/8 solved');
	});

	it('explains an example on hover', async () => {
		const client = await start();
		await client.open(uri, pool);
		const hover = await client.connection.sendRequest<{ contents: { value: string } }>('textDocument/hover', {
			textDocument: { uri },
			position: { line: 1, character: 4 },
		});
		for (const part of [
			'`middle` · rank 1 of 3',
			'Solved 3 of 8 times',
			'Beta(4, 6)',
			'0.292 | nats',
			'0.233',
			'0.0681',
			'94 %',
			'eq. 13',
		]) {
			expect(hover.contents.value).toContain(part);
		}
	});

	it('lists records by id', async () => {
		const client = await start();
		await client.open(uri, pool);
		const symbols = await client.connection.sendRequest<{ name: string }[]>('textDocument/documentSymbol', {
			textDocument: { uri },
		});
		expect(symbols.map(({ name }) => name)).toEqual(['easy', 'middle', 'hard']);
	});

	it('answers the requests of its own client', async () => {
		const client = await start();
		await client.open(uri, `${pool}not json\n`);
		const { connection } = client;
		expect(await connection.sendRequest(heatmapRequest, { uri, mode: 'score', scale: 'rank', top: { count: 1 } })).toMatchObject({
			version: 1,
			buckets: '185  ',
			top: [1],
		});
		expect(await connection.sendRequest(statusRequest, { uri })).toMatchObject({ examples: 3, rollouts: 24, brokenLines: 1 });
		expect(await connection.sendRequest(navigateRequest, { uri, line: 1, target: 'next' })).toEqual({
			line: 2,
			rank: 2,
			examples: 3,
			place: { number: 1, lines: 1 },
		});
		await connection.sendRequest(rescoreRequest, { uri });
		expect(await connection.sendRequest(statusRequest, { uri: 'file:///other.jsonl' })).toBeNull();
	});

	it('exports the best lines with a manifest', async () => {
		const client = await start();
		await client.open(uri, pool);
		const result = await client.connection.sendRequest(exportRequest, {
			uri,
			top: { count: 2 },
			order: 'rank',
			target: '/out.jsonl',
		});
		const lines = pool.split('\n');
		expect(files.get('/out.jsonl')).toBe(`${lines[1]}\n${lines[2]}\n`);
		expect(JSON.parse(files.get('/out.jsonl.insight.json')!)).toMatchObject({
			scoring: { k: 8, eta: 3, mu: 0.3 },
			chosen: { examples: 2 },
		});
		expect(result).toMatchObject({ examples: 2, lines: 2, target: '/out.jsonl' });
	});

	it('exports by another strategy in another form, with a random control set beside it', async () => {
		const client = await start();
		await client.open(uri, pool);
		const choosing = { uri, top: { count: 1 }, strategy: 'easy-to-hard', order: 'rank', form: 'ids' } as const;
		const both = { ...choosing, target: '/easy.txt', control: '/control.txt' };
		const result = await client.connection.sendRequest<ExportResult>(exportRequest, both);
		expect(result.control).toMatchObject({ examples: 1, target: '/control.txt' });
		const [easy, control] = [files.get('/easy.txt'), files.get('/control.txt')];
		expect(easy).toMatch(/^\w+\n$/);
		expect(control).toMatch(/^\w+\n$/);
		expect(control).not.toBe(easy);
		const alone = { ...choosing, target: '/alone.txt', set: 'control' };
		await client.connection.sendRequest(exportRequest, alone);
		expect(files.get('/alone.txt')).toBe(control);
		const refused = client.connection.sendRequest(exportRequest, { ...alone, top: { percent: 100 } });
		await expect(refused).rejects.toThrow(/A control set of \d is not to be had.* Nothing was written\./);
	});

	it('compares strategies, those of the settings first', async () => {
		const client = await start();
		await client.open(uri, pool);
		const { markdown } = await client.connection.sendRequest<CompareResult>(compareRequest, { uri, top: { count: 1 } });
		expect(markdown).toMatch(/^# Strategies on \w+\.jsonl\n\nEach chooses 1 of \d examples\./);
		const rows = markdown.split('\n').filter((line) => line.startsWith('| '));
		expect(rows[1]).toMatch(/^\| insight \| 1 \|/);
		expect(new Set(rows.map((row) => row.split('|').length))).toEqual(new Set([12, 4]));
		expect(await client.connection.sendRequest(compareRequest, { uri: 'file:///other.jsonl', top: { count: 1 } })).toBeNull();
	});

	it('stops comparing and reviewing when the client cancels, and answers others meanwhile', async () => {
		let pauses = 0;
		const pause = (): Promise<void> => {
			pauses++;
			return new Promise((resolve) => setImmediate(resolve));
		};
		const client = await start({}, { ...workspace, pause });
		await client.open(uri, pool);
		await client.scored(uri, 1);
		for (const request of [compareRequest, reviewRequest]) {
			pauses = 0;
			const cancellation = new CancellationTokenSource();
			const answer = client.connection.sendRequest(request, { uri, top: { count: 1 } }, cancellation.token);
			const other = client.connection.sendRequest(statusRequest, { uri });
			cancellation.cancel();
			await expect(answer).rejects.toMatchObject({ code: LSPErrorCodes.RequestCancelled });
			expect(await other).toMatchObject({ examples: 3 });
			// To the end there are more than thirty.
			expect(pauses).toBeLessThan(20);
		}
	});

	it.each([
		['nothing', ''],
		['blank lines', '\n\n\n'],
		['a lone brace', '{'],
		['an empty array', '[]'],
		['a torn array', '[{"a":1},'],
		['lines that are no records', '"text"\n5\nnull'],
		['a NUL', '\u0000'],
		['deep nesting', '{"rewards":'.repeat(2000)],
	])('survives %s', async (_, text) => {
		const client = await start();
		await client.open(uri, text);
		const { connection } = client;
		const textDocument = { uri };
		for (const method of ['textDocument/codeLens', 'textDocument/documentSymbol', 'textDocument/diagnostic']) {
			await connection.sendRequest(method, { textDocument });
		}
		await connection.sendRequest('textDocument/hover', { textDocument, position: { line: 99, character: 99 } });
		expect(await connection.sendRequest(statusRequest, { uri })).toMatchObject({ examples: 0 });
	});
});
