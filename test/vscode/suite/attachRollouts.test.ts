/** A training set without rollouts in a real VS Code, and rollouts in another file. */
import { match, ok, strictEqual } from 'node:assert';
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { commandIds } from '../../../client/commandIds.ts';
import { eventually, lensTitles, show } from './documents.ts';

const linesOf = (records: readonly unknown[]): string => records.map((record) => `${JSON.stringify(record)}\n`).join('');
const set = linesOf(['a', 'b'].map((id) => ({ id, question: `What is ${id}?` })));
const rolloutsOf = (rewards: readonly number[]): string => linesOf([{ id: 'a', question: 'What is a?', rewards }]);

async function hasLens(uri: vscode.Uri, text: string): Promise<boolean> {
	return (await lensTitles(uri)).some((title) => title.includes(text));
}

async function lensWith(uri: vscode.Uri, text: string): Promise<void> {
	await eventually(`a lens with ${text}`, async () => ((await hasLens(uri, text)) ? true : undefined));
}

describe('Attach Rollouts…', () => {
	it('names them in the settings file, whose comments stay, and the lines have their beliefs', async () => {
		const { document } = await show('train.jsonl', { text: set });
		const folder = dirname(document.uri.fsPath);
		const rollouts = join(folder, 'rollouts.jsonl');
		await writeFile(rollouts, rolloutsOf([1, 0]));
		await writeFile(join(folder, 'insight.jsonc'), '{\n  // as the run will draw\n  "k": 16,\n}\n');
		const config = await vscode.commands.executeCommand<vscode.Uri>(commandIds.attachRollouts, {
			uri: document.uri,
			files: [rollouts],
		});
		const text = await readFile(config.fsPath, 'utf8');
		match(text, /as the run will draw/);
		match(text, /"rollouts": \[\s*"rollouts\.jsonl"\s*\]/);
		await lensWith(document.uri, '1/2 solved');
		await lensWith(document.uri, 'no rollouts');
		await writeFile(rollouts, rolloutsOf([1, 0, 1]));
		await lensWith(document.uri, '2/3 solved');
		// A run that writes all the time.
		const rewards = [1, 0, 1];
		await eventually('rollouts that were written meanwhile', async () => {
			rewards.push(1);
			await writeFile(rollouts, rolloutsOf(rewards));
			return (await hasLens(document.uri, '2/3 solved')) ? undefined : true;
		});
	});

	it('makes the settings file, and is offered where no rewards are recognised', async () => {
		const { document } = await show('train.jsonl', { text: set });
		const [finding] = await eventually('the finding', () => {
			const found = vscode.languages
				.getDiagnostics(document.uri)
				.filter(({ code }) => (code as { value?: string } | undefined)?.value === 'unknown-format');
			return found.length > 0 ? found : undefined;
		});
		const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
			'vscode.executeCodeActionProvider',
			document.uri,
			finding!.range,
		);
		const offer = actions.find(({ command }) => command?.command === commandIds.attachRollouts);
		ok(offer, actions.map(({ title }) => title).join(', '));
		const rollouts = join(dirname(document.uri.fsPath), 'rollouts.jsonl');
		await writeFile(rollouts, rolloutsOf([0, 0]));
		const [argument] = offer.command!.arguments as [object];
		const config = await vscode.commands.executeCommand<vscode.Uri>(commandIds.attachRollouts, { ...argument, files: [rollouts] });
		strictEqual(await readFile(config.fsPath, 'utf8'), '{\n  "rollouts": [\n    "rollouts.jsonl"\n  ]\n}\n');
		await lensWith(document.uri, '0/2 solved');
	});
});
