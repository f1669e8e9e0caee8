/** The built server over stdio, driven as any editor would. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { type ExportResult, exportRequest } from '../../shared/protocol.ts';
import { jsonLines } from '../support/documents.ts';
import { testFolder } from '../support/folder.ts';
import { startClient, type TestClient } from '../support/languageClient.ts';

const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const servers = [
	{ name: 'insight lsp --stdio', args: [cli, 'lsp', '--stdio'] },
	{ name: 'dist/server.js --stdio', args: [fileURLToPath(new URL('../../dist/server.js', import.meta.url)), '--stdio'] },
];
const isBuilt = existsSync(cli);
if (!isBuilt) console.warn('skipped: dist/ is not there; npm test builds it');

const stops: (() => void)[] = [];
afterEach(() => {
	for (const stop of stops.splice(0)) stop();
});

async function start(args: readonly string[]): Promise<{ readonly client: TestClient; readonly exit: Promise<unknown[]> }> {
	const server = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
	stops.push(() => server.kill());
	return { client: await startClient(server.stdout, server.stdin), exit: once(server, 'exit') };
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
});
