import { afterEach, describe, expect, it } from 'vitest';
import { createConnection } from 'vscode-languageserver/node';
import type { CodeAction } from 'vscode-languageserver-types';
import { startServer } from '../../server/server.ts';
import type { Workspace } from '../../server/workspace.ts';
import { statusRequest } from '../../shared/protocol.ts';
import { jsonLines } from '../support/documents.ts';
import { createWire, startClient, type TestClient, type TestClientOptions } from '../support/languageClient.ts';
import { createTestWorkspace } from '../support/workspace.ts';

const pool = 'file:///data/pool.jsonl';
const config = 'file:///data/insight.jsonc';
const text = jsonLines([
	{ id: 'a', prompt: 'p', marks: [0.6, 0.2] },
	{ id: 'b', prompt: 'q', marks: [0.9, 0.8] },
]);
const clients: TestClient[] = [];
/** A server that sees these files on its disk. */
async function start(
	saved: Readonly<Record<string, string>> | Workspace['readText'],
	options: TestClientOptions = {},
): Promise<TestClient> {
	const workspace = createTestWorkspace({ readText: typeof saved === 'function' ? saved : async (uri) => saved[uri] });
	const [server, client] = createWire();
	startServer(createConnection(server, server), workspace);
	const started = await startClient(client, client, options);
	clients.push(started);
	return started;
}

afterEach(() => {
	for (const client of clients.splice(0)) client.connection.dispose();
});

describe('a settings file beside a dataset', () => {
	it('says how the dataset is read', async () => {
		const client = await start({ [config]: '{"success": {"field": "marks", "threshold": 0.5}}' });
		await client.open(pool, text);
		await client.published(pool, (diagnostics) => diagnostics.every(({ code }) => code !== 'unknown-format'));
		expect(await client.connection.sendRequest(statusRequest, { uri: pool })).toMatchObject({ rollouts: 4, successes: 3 });
	});

	it('is in force as it is typed, and no longer when it is closed', async () => {
		const client = await start({});
		await client.open(pool, text);
		await client.published(pool, ([first]) => first?.code === 'unknown-format');
		await client.open(config, '{"success": {"field": "marks", "threshold": 0.5}}');
		await client.published(pool, (diagnostics) => diagnostics.every(({ code }) => code !== 'unknown-format'));
		await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri: config } });
		await client.published(pool, ([first]) => first?.code === 'unknown-format');
	});

	it('that cannot be read is as if it were not there, and so are settings that the client keeps to itself', async () => {
		const readText = async (): Promise<string> => {
			throw new Error('permission is denied');
		};
		const capabilities = { workspace: { configuration: true } };
		const client = await start(readText, { settings: new Error('not today'), capabilities });
		await client.open(pool, text);
		await client.published(pool, ([first]) => first?.code === 'unknown-format');
		await expect
			.poll(() => client.logged.join('\n'))
			.toMatch(/not today[\s\S]*insight\.jsonc cannot be read.*permission is denied/);
	});

	it('is checked, unless the client does that itself', async () => {
		const broken = '{"k": 0, "eta" 3}';
		const plain = await start({});
		await plain.open(config, broken);
		const found = await plain.published(config, (diagnostics) => diagnostics.length > 0);
		expect(found.map(({ message }) => message)).toEqual([
			'k is 0, but must be a whole number from 1 to 4096. Using 8.',
			'Not valid JSON: a colon is missing here.',
		]);
		expect(found[0]).toMatchObject({ code: 'invalid-setting', severity: 2, range: { start: { line: 0, character: 6 } } });
		const knowing = await start({}, { initializationOptions: { checksJson: true } });
		await knowing.open(config, broken);
		expect(await knowing.published(config, (diagnostics) => diagnostics.length > 0)).toHaveLength(1);
	});

	it('is proposed for a dataset that is not recognised, unless there is one', async () => {
		const request = { textDocument: { uri: pool }, range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } } };
		const actionsOf = async ({ connection, open, published }: TestClient): Promise<readonly CodeAction[]> => {
			await open(pool, text);
			const diagnostics = await published(pool, ([first]) => first?.code === 'unknown-format');
			return connection.sendRequest('textDocument/codeAction', { ...request, context: { diagnostics } });
		};
		const [action] = await actionsOf(await start({}));
		expect(action).toMatchObject({ title: 'Say how to read it in insight.jsonc', kind: 'quickfix' });
		expect(action?.edit?.documentChanges).toMatchObject([{ kind: 'create', uri: config }, { textDocument: { uri: config } }]);
		expect(JSON.stringify(action)).toContain('marks[]');
		expect(await actionsOf(await start({ [config]: '{}' }))).toEqual([]);
	});

	it('is completed and explained from the manifest', async () => {
		const { connection, open } = await start({});
		await open(config, '{\n  "mu": 0.3,\n  \n}');
		const textDocument = { uri: config };
		const { items } = await connection.sendRequest<{ items: readonly { label: string }[] }>('textDocument/completion', {
			textDocument,
			position: { line: 2, character: 2 },
		});
		const labels = items.map(({ label }) => label);
		expect(labels).toEqual(expect.arrayContaining(['k', 'prior', 'success', 'group', 'format']));
		expect(labels).not.toContain('heatmap');
		expect(labels).not.toContain('mu');
		const hover = await connection.sendRequest('textDocument/hover', { textDocument, position: { line: 1, character: 4 } });
		expect(JSON.stringify(hover)).toContain('Centre μ');
	});
});
