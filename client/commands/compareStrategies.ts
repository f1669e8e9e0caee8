/** Compare Strategies: what each would choose, as a read-only document. */
import * as vscode from 'vscode';
import { parseAmount } from '../../shared/settings.ts';
import { activeDataset } from '../languageClient.ts';
import type { Accounts } from './showFormat.ts';

const lastAmountKey = 'insight.lastComparison';

/** @param given how many each strategy chooses, as people write it; menus give other things. */
export async function compareStrategies(accounts: Accounts, memory: vscode.Memento, given?: unknown): Promise<void> {
	const source = activeDataset()?.document.uri;
	if (source === undefined) return;
	const amount = typeof given === 'string' ? given : await askAmount(memory);
	if (amount !== undefined) await accounts.show(source, 'strategies', amount);
}

async function askAmount(memory: vscode.Memento): Promise<string | undefined> {
	const amount = await vscode.window.showInputBox({
		title: 'Compare Strategies',
		prompt: 'How many examples each strategy chooses: a number, or a share such as 10%.',
		value: memory.get(lastAmountKey, '10%'),
		ignoreFocusOut: true,
		validateInput: (text) =>
			parseAmount(text) === undefined ? 'Give a whole number from 1, or a share up to 100 % such as 10%.' : undefined,
	});
	if (amount !== undefined) await memory.update(lastAmountKey, amount);
	return amount;
}
