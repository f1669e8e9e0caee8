/** The built server over stdio, driven as any editor would. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ProgressType } from 'vscode-languageserver-protocol';
import { type ExportResult, exportRequest } from '../../shared/protocol.ts';
import { openTableRequest, type TableState, type TableStateParams, tableStateNotification } from '../../shared/tableProtocol.ts';
import { jsonLines } from '../support/documents.ts';
import { testFolder } from '../support/folder.ts';
import { startClient, type TestClient, type TestClientOptions } from '../support/languageClient.ts';

const cli = fileURLToPath(new URL('../../dist/cli.cjs', import.meta.url));
const servers = [
	{ name: 'insight lsp --stdio', args: [cli, 'lsp', '--stdio'] },
	{ name: 'dist/server.cjs --stdio', args: [fileURLToPath(new URL('../../dist/server.cjs', import.meta.url)), '--stdio'] },
];
const isBuilt = existsSync(cli);
if (!isBuilt) console.warn('skipped: dist/ is not there; npm test builds it');

const stops: (() => void)[] = [];
afterEach(() => {
	for (const stop of stops.splice(0)) stop();
});

async function start(
	args: readonly string[],
	options: TestClientOptions = {},
): Promise<{ readonly client: TestClient; readonly exit: Promise<unknown[]> }> {
	const server = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
	stops.push(() => server.kill());
	return { client: await startClient(server.stdout, server.stdin, options), exit: once(server, 'exit') };
}

describe.skipIf(!isBuilt).each(servers)('$name', ({ args }) => {
	it('serves a document through its life', async () => {
		const { client, exit } = await start(args);
		const folder = await testFolder();
		const text = jsonLines([
			{ id: 'middle', rewards: [1, 0, 0, 1, 0, 0, 1, 0] },
			{ id: 'easy', rewards: [1, 1, 1, 1, 1, 1, 1, 1] },
		]);
		const uri = pathToFileURL(await folder.file('pool.jsonl', text)).href;
		expect(client.initialized.serverInfo).toEqual({ name: 'InSight', version: '0.1.0' });
		await client.open(uri, text);
		const [finding] = await client.published(uri, (list) => list.length === 1);
		expect(finding).toMatchObject({ code: 'mastered', source: 'InSight', range: { start: { line: 1, character: 0 } } });

		await client.change(uri, 2, [
			{ range: { start: { line: 1, character: 0 }, end: { line: 2, character: 0 } }, text: '{"id": \n' },
		]);
		expect((await client.published(uri, (list) => list[0]?.code === 'invalid-json'))[0]?.message).toContain(
			'a value is expected here',
		);

		const target = join(folder.path, 'best.jsonl');
		const result = await client.connection.sendRequest<ExportResult>(exportRequest, {
			uri,
			top: { count: 1 },
			order: 'rank',
			target,
		});
		expect(result).toMatchObject({ examples: 1, lines: 1, target });
		expect(await readFile(target, 'utf8')).toBe(text.slice(0, text.indexOf('\n') + 1));
		await expect(
			client.connection.sendRequest(exportRequest, { uri, top: { count: 1 }, order: 'rank', target: fileURLToPath(uri) }),
		).rejects.toThrow(/it is the source/);

		await client.stop();
		expect((await exit)[0]).toBe(0);
	});

	it('exports from a log of batches a line a rollout, and reports its progress', async () => {
		const { client } = await start(args);
		const folder = await testFolder();
		const prompts = ['a', 'a', 'b', 'b'];
		const text = jsonLines([{ gen_step: [0, 0, 0, 0], prompt: prompts, completion: prompts, MathAccuracy: [1, 0, 1, 1] }]);
		const uri = pathToFileURL(await folder.file('completions.jsonl', text)).href;
		await client.open(uri, text);
		const percentages: number[] = [];
		client.connection.onProgress(new ProgressType<{ percentage?: number }>(), 'export', ({ percentage }) => {
			if (percentage !== undefined) percentages.push(percentage);
		});
		const target = join(folder.path, 'best.jsonl');
		const request = { uri, top: { count: 1 }, order: 'rank', target, workDoneToken: 'export' };
		expect(await client.connection.sendRequest<ExportResult>(exportRequest, request)).toMatchObject({ examples: 1, lines: 2 });
		const rollouts = (await readFile(target, 'utf8'))
			.trimEnd()
			.split('\n')
			.map((line) => JSON.parse(line) as object);
		expect(rollouts).toEqual([1, 0].map((reward) => ({ gen_step: 0, prompt: 'a', completion: 'a', MathAccuracy: reward })));
		expect(percentages.filter((percentage) => percentage >= 0 && percentage <= 100)).toEqual(percentages);
		expect(percentages).not.toEqual([]);
	});
});

describe.skipIf(!isBuilt)('two windows', () => {
	it('that open one file share its index, which is not read anew', async () => {
		const folder = await testFolder();
		const cacheFolder = join(folder.path, 'indexes');
		const record = (id: number) => `{"id":${10_000 + id},"prompt":"${'x'.repeat(1000)}","rewards":[1,0]}\n`;
		const text = Array.from({ length: 9000 }, (_, id) => record(id)).join('');
		const path = await folder.file('pool.jsonl', text);
		const time = new Date(1_700_000_000_000);
		await utimes(path, time, time);
		const uri = pathToFileURL(path).href;
		const examplesInWindow = async (): Promise<number> => {
			const { client } = await start(servers[1]!.args, { initializationOptions: { cacheFolder } });
			const ready = new Promise<TableState>((resolve) => {
				client.connection.onNotification(tableStateNotification, ({ state }: TableStateParams) => {
					if (state.phase === 'ready') resolve(state);
				});
			});
			await client.connection.sendRequest(openTableRequest, { uri });
			return (await ready).examples;
		};
		expect(await Promise.all([examplesInWindow(), examplesInWindow()])).toEqual([9000, 9000]);
		// What was read, and what was derived from it.
		await vi.waitFor(async () => expect((await readdir(cacheFolder)).filter((name) => name.endsWith('.scan'))).toHaveLength(2));
		// What nothing but reading all of it could tell: another middle, of the same length and time.
		const middle = text.indexOf(record(4500));
		await writeFile(
			path,
			text.slice(0, middle) + ' '.repeat(record(4500).length - 1) + text.slice(middle + record(4500).length - 1),
		);
		await utimes(path, time, time);
		expect(await examplesInWindow()).toBe(9000);
	});
});
