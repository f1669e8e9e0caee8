/** Real rollouts in a real VS Code: what the dataset editor counts of them, against counts that nobody here computed. */
import { strictEqual } from 'node:assert';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { Api } from '../../../client/extension.ts';
import { eventually } from './documents.ts';
import { dataFolder } from './environment.ts';

/** Files and folders, under the keys of expected-counts.json. */
const inputs: Readonly<Record<string, string>> = {
	'one-shot-rlvr/math_cot_100.jsonl': 'one-shot-rlvr/math_cot_100.jsonl',
	'math-evals/llama3b_amc23_step_400.jsonl': 'math-evals/llama3b_amc23_step_400.jsonl',
	'math-evals/llama3b_amc23_step_800.jsonl': 'math-evals/llama3b_amc23_step_800.jsonl',
	'math-evals/ (both steps, one belief per id)': 'math-evals',
	'nemo-skills/output-rs*.jsonl (together)': 'nemo-skills',
	'tau-bench/gpt4o_airline.jsonl': 'tau-bench/gpt4o_airline.jsonl',
	'gsm8k/example_model_solutions.jsonl': 'gsm8k/example_model_solutions.jsonl',
	'game24/cot_k100.jsonl': 'game24/cot_k100.jsonl',
	'human-eval/ (all files together)': 'human-eval',
	'human-eval/samples_new1_results.jsonl': 'human-eval/samples_new1_results.jsonl',
	'nemo-gym/aalcr_rollouts.jsonl': 'nemo-gym/aalcr_rollouts.jsonl',
	'nemo-gym/blackjack_rollouts.jsonl': 'nemo-gym/blackjack_rollouts.jsonl',
};

/** What is compared of an entry. */
interface Expected {
	readonly prompts: number;
	readonly all_pass: number;
	readonly all_fail: number;
	readonly rollouts_per_prompt: Readonly<Record<string, number>>;
}

describe('the shared data', () => {
	afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

	for (const [key, path] of Object.entries(inputs)) {
		it(`${key} has its counts`, async function () {
			const data = dataFolder();
			if (data === undefined) {
				console.log('skipped: the shared data is not there');
				return this.skip();
			}
			const counts = JSON.parse(readFileSync(join(data, 'expected-counts.json'), 'utf8')) as Readonly<Record<string, Expected>>;
			const expected = counts[key]!;
			const uri = vscode.Uri.file(join(data, path));
			strictEqual(await rowsOf(uri, ''), expected.prompts);
			strictEqual(await rowsOf(uri, 'trials > 0 and successes == 0'), expected.all_fail);
			let solved = 0;
			for (const [trials, prompts] of Object.entries(expected.rollouts_per_prompt)) {
				strictEqual(await rowsOf(uri, `trials == ${trials}`), prompts);
				solved += await rowsOf(uri, `trials == ${trials} and successes == ${trials}`);
			}
			strictEqual(solved, expected.all_pass);
		});
	}
});

/** How many rows the table has that a filter leaves. */
async function rowsOf(uri: vscode.Uri, filter: string): Promise<number> {
	const { datasetEditors } = await vscode.extensions.getExtension<Api>('insight-rlvr.insight-rlvr')!.activate();
	await vscode.commands.executeCommand('insight.openDatasetEditor', { uri, filter });
	const rows = await eventually(`rows of ${uri.fsPath} with "${filter}"`, () => {
		const { state, rows: shown } = datasetEditors.shown(uri.toString()) ?? {};
		// Made after all of the file was there, not of its beginning, which is shown first.
		const isWhole = state?.phase === 'ready' && shown !== undefined && shown.generation > state.generation;
		return isWhole && shown.filter === filter ? shown : undefined;
	});
	return rows.rows;
}
