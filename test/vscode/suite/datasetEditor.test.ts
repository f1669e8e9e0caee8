/** The dataset editor in a real VS Code: what its page asked for and received, seen from the extension. */
import { deepStrictEqual, match, ok, strictEqual } from 'node:assert';
import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { ShownTable } from '../../../client/datasetEditor.ts';
import type { Api } from '../../../client/extension.ts';
import type { ExportResult } from '../../../shared/protocol.ts';
import type { TableOpening } from '../../../shared/webviewProtocol.ts';
import { eventually } from './documents.ts';

const records = [
	{ id: 'easy', prompt: 'One and one?', source: 'gsm', rewards: [1, 1, 1, 1, 1, 1, 1, 1] },
	{ id: 'middle', prompt: 'Seven times eight?', source: 'aime', rewards: [1, 0, 0, 1, 0, 0, 1, 0] },
	{ id: 'hard', prompt: 'Prove it.', source: 'aime', rewards: [0, 0, 0, 0, 0, 0, 0, 0] },
];
const pool = records.map((record) => `${JSON.stringify(record)}\n`).join('');

async function api(): Promise<Api> {
	const extension = vscode.extensions.getExtension<Api>('insight-rlvr.insight-rlvr');
	ok(extension, 'the extension is there');
	return extension.activate();
}

async function writePool(content: string | Uint8Array = pool, name = 'pool.jsonl'): Promise<vscode.Uri> {
	const folder = await mkdtemp(join(vscode.workspace.workspaceFolders![0]!.uri.fsPath, 'table-'));
	const uri = vscode.Uri.file(join(folder, name));
	await writeFile(uri.fsPath, content);
	return uri;
}

/** Opens a file, and waits until its table satisfies the test. */
async function open(uri: vscode.Uri, opening: TableOpening, test: (shown: ShownTable) => boolean): Promise<ShownTable> {
	const { datasetEditors } = await api();
	await vscode.commands.executeCommand('insight.openDatasetEditor', { uri, ...opening });
	return eventually('the table', () => {
		const shown = datasetEditors.shown(uri.toString());
		return shown !== undefined && test(shown) ? shown : undefined;
	});
}

const hasIds =
	(...ids: readonly string[]) =>
	(shown: ShownTable): boolean =>
		shown.ids.join() === ids.join();

describe('the dataset editor', () => {
	afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

	it('shows a file by rank, without opening it as a text document', async () => {
		const uri = await writePool();
		const { state, rows } = await open(uri, {}, hasIds('middle', 'hard', 'easy'));
		strictEqual(state?.phase, 'ready');
		strictEqual(rows?.rows, 3);
		strictEqual((await api()).datasetEditors.active()?.toString(), uri.toString());
		ok(!vscode.workspace.textDocuments.some((document) => document.uri.toString() === uri.toString()));
	});

	it('opens compressed files', async () => {
		const uri = await writePool(gzipSync(pool), 'pool.jsonl.gz');
		const isShown = hasIds('middle', 'hard', 'easy');
		// How much there is to unpack is not known before the end: the rows stand there while it is still being read.
		await open(uri, {}, (shown) => shown.state?.phase === 'ready' && isShown(shown));
	});

	it('sorts and filters as it is told', async () => {
		const uri = await writePool();
		await open(uri, { sort: { column: 'line', descending: false } }, hasIds('easy', 'middle', 'hard'));
		await open(uri, { filter: 'source == "aime" and score > 0' }, hasIds('middle', 'hard'));
		await open(uri, { sort: { column: 'mean', descending: false } }, hasIds('hard', 'middle'));
	});

	it('exports the best of the rows that it shows', async () => {
		const uri = await writePool();
		await open(uri, { filter: 'source == "aime"' }, hasIds('middle', 'hard'));
		const target = join(uri.fsPath, '../best.jsonl');
		const answers = { rows: 'view', top: { count: 1 }, order: 'rank', target };
		const result = await vscode.commands.executeCommand<ExportResult>('insight.exportSelection', answers);
		strictEqual(result.examples, 1);
		strictEqual(await readFile(target, 'utf8'), `${JSON.stringify(records[1])}\n`);
		const manifest = JSON.parse(await readFile(result.manifest, 'utf8'));
		deepStrictEqual(manifest.selection, { filter: 'source == "aime"', top: { count: 1 }, order: 'rank', form: 'jsonl' });
	});

	it('keeps marks until the file is opened again', async () => {
		const uri = await writePool();
		await open(uri, {}, hasIds('middle', 'hard', 'easy'));
		const marks = () => api().then(({ datasetEditors }) => datasetEditors.shown(uri.toString())?.rows?.marks);
		await eventually('the mark', async () => {
			await vscode.commands.executeCommand('insight.table.include');
			return (await marks()) === '1;' ? true : undefined;
		});
		await vscode.commands.executeCommand('workbench.action.closeAllEditors');
		await open(uri, {}, ({ rows }) => rows?.marks === '1;');
		const target = join(uri.fsPath, '../included.jsonl');
		await vscode.commands.executeCommand('insight.exportSelection', { rows: 'included', order: 'file', target });
		strictEqual(await readFile(target, 'utf8'), `${JSON.stringify(records[1])}\n`);
	});

	it('finds the marked examples again in a file that was written anew', async () => {
		const uri = await writePool();
		await open(uri, {}, hasIds('middle', 'hard', 'easy'));
		await eventually('the mark', async () => {
			await vscode.commands.executeCommand('insight.table.include');
			return (await api()).datasetEditors.shown(uri.toString())?.rows?.marks === '1;' ? true : undefined;
		});
		await vscode.commands.executeCommand('workbench.action.closeAllEditors');
		// Without its first line, the others are a line further up.
		await writeFile(uri.fsPath, pool.slice(pool.indexOf('\n') + 1));
		await open(uri, {}, ({ rows }) => rows?.marks === '0;');
	});

	it('is restored when it was hidden', async () => {
		const uri = await writePool();
		await open(uri, { filter: 'id != "hard"', sort: { column: 'line', descending: true } }, hasIds('middle', 'easy'));
		const generation = (await api()).datasetEditors.shown(uri.toString())?.rows?.generation ?? 0;
		await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ content: 'in front' }));
		await vscode.commands.executeCommand('vscode.openWith', uri, 'insight.dataset');
		const shown = await open(uri, {}, ({ rows }) => (rows?.generation ?? 0) > generation);
		strictEqual(shown.rows?.filter, 'id != "hard"');
		await open(uri, {}, hasIds('middle', 'easy'));
	});

	it('notices that the file changed, and that it is gone', async () => {
		const uri = await writePool();
		await open(uri, {}, hasIds('middle', 'hard', 'easy'));
		await writeFile(uri.fsPath, pool.slice(0, 40));
		await open(uri, {}, ({ state }) => state?.isOutdated === true);
		await rm(uri.fsPath);
		strictEqual((await api()).datasetEditors.shown(uri.toString())?.state?.phase, 'ready');
	});

	it('shows the steps of a run as they come', async () => {
		const steps = (reward: number) =>
			records.map(({ prompt }) => `${JSON.stringify({ input: prompt, output: '?', gts: '1', score: reward })}\n`).join('');
		const first = await writePool(steps(1), '1.jsonl');
		const folder = vscode.Uri.joinPath(first, '..');
		await writeFile(join(folder.fsPath, '2.jsonl'), steps(0));
		await open(folder, {}, ({ state, rows }) => state?.phase === 'ready' && state.lines === 6 && rows?.rows === 3);
		await writeFile(join(folder.fsPath, '3.jsonl'), steps(1));
		await open(folder, {}, ({ state, rows }) => state?.lines === 9 && rows?.rows === 3);
		await appendFile(join(folder.fsPath, '3.jsonl'), `${JSON.stringify({ input: 'New?', output: '?', gts: '1', score: 0 })}\n`);
		const { state } = await open(folder, {}, ({ rows }) => rows?.rows === 4);
		strictEqual(state?.isOutdated, false);
	});

	it('says why it cannot show a file', async () => {
		const messages = [
			[await writePool(''), /The file is empty/],
			[await writePool('{"a": 1}\n'), /The format was not recognised: .*fields a/],
			[await writePool('not json\n'), /no record was found/],
		] as const;
		for (const [uri, pattern] of messages) {
			const { state } = await open(uri, {}, (shown) => shown.state?.phase === 'failed');
			match(state?.message ?? '', pattern);
		}
	});
});
