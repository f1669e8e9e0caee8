/** Fit Prior and Discount in a real VS Code: what *Apply* sets, and that the lines are scored by it. */
import { deepStrictEqual, notStrictEqual, strictEqual } from 'node:assert';
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { commandIds } from '../../../client/commandIds.ts';
import { eventually, lensTitles, show } from './documents.ts';

/** A hard pool, for whose prior held-out prompts speak. */
const pool = Array.from({ length: 40 }, (_, index) => ({
	id: `p${index}`,
	rewards: Array.from({ length: 8 }, (_, at) => (at < [0, 0, 0, 0, 0, 1, 3, 8][index % 8]! ? 1 : 0)),
}))
	.map((record) => `${JSON.stringify(record)}\n`)
	.join('');

const settingOf = (uri: vscode.Uri) => vscode.workspace.getConfiguration('insight', uri).inspect<string>('prior');

/** The lens of the record behind the summary. */
async function firstLens(document: vscode.TextDocument): Promise<string | undefined> {
	return (await lensTitles(document.uri)).find((title) => title.startsWith('score'));
}

/**
 * Fits, and answers the offer.
 *
 * @returns the prior that the account names before: it is written anew for the setting that follows, which leaves nothing to be named.
 */
async function apply(dataset: vscode.Uri, isDone: () => boolean | Promise<boolean>): Promise<string> {
	const fitting = vscode.commands.executeCommand(commandIds.fit);
	const prior = await eventually('the account', () => priorOf(dataset));
	await eventually('the setting', async () => {
		await vscode.commands.executeCommand('notification.acceptPrimaryAction');
		return (await isDone()) || undefined;
	});
	await fitting;
	return prior;
}

function priorOf(dataset: vscode.Uri): string | undefined {
	const account = vscode.workspace.textDocuments.find(
		({ uri }) => uri.scheme === 'insight' && uri.authority === 'fit' && uri.query === dataset.toString(),
	);
	return /"insight\.prior": "([\d.,]+)"/.exec(account?.getText() ?? '')?.[1];
}

describe('Fit Prior and Discount', () => {
	beforeEach(() => vscode.commands.executeCommand('notifications.clearAll'));
	afterEach(async () => {
		await vscode.workspace.getConfiguration('insight').update('prior', undefined, vscode.ConfigurationTarget.Workspace);
		await vscode.commands.executeCommand('workbench.action.closeAllEditors');
	});

	it('sets the prior in the workspace, and lines are scored by it', async () => {
		const { document } = await show('applied.jsonl', { text: pool });
		const before = await eventually('a lens', () => firstLens(document));
		const prior = await apply(document.uri, () => settingOf(document.uri)?.workspaceValue !== undefined);
		const { workspaceValue, globalValue } = settingOf(document.uri)!;
		deepStrictEqual([workspaceValue, globalValue], [prior, undefined]);
		const after = await eventually('another score', async () => {
			const lens = await firstLens(document);
			return lens !== undefined && lens !== before ? lens : undefined;
		});
		// As if a person had typed it.
		await vscode.workspace.getConfiguration('insight').update('prior', undefined, vscode.ConfigurationTarget.Workspace);
		await eventually('the score of before', async () => (await firstLens(document)) === before || undefined);
		notStrictEqual(after, before);
	});

	it('sets it in the settings file beside the dataset, which comes before the workspace, where there is one', async () => {
		const { document } = await show('pinned.jsonl', { text: pool });
		const config = join(dirname(document.uri.fsPath), 'insight.jsonc');
		await writeFile(config, '{\n  // as papers have it\n  "prior": "1,1",\n  "k": 16\n}\n');
		const before = await eventually('a lens by the file', async () => {
			await vscode.commands.executeCommand(commandIds.rescore);
			return firstLens(document);
		});
		const text = () => readFile(config, 'utf8');
		const prior = await apply(document.uri, async () => !(await text()).includes('"1,1"'));
		strictEqual(await text(), `{\n  // as papers have it\n  "prior": "${prior}",\n  "k": 16\n}\n`);
		strictEqual(settingOf(document.uri)?.workspaceValue, undefined);
		await eventually('another score', async () => {
			const lens = await firstLens(document);
			return (lens !== undefined && lens !== before) || undefined;
		});
	});
});
