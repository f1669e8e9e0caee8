/** The extension in a real VS Code, on real data where it is there: what a user sees, asked through the API. */
import { deepStrictEqual, match, ok, strictEqual } from 'node:assert';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { Api } from '../../../client/extension.ts';
import type { ExportResult } from '../../../shared/protocol.ts';
import { eventually, lensTitles, show } from './documents.ts';
import { dataFolder } from './environment.ts';

function api(): Api {
	const extension = vscode.extensions.getExtension<Api>('insight-rlvr.insight-rlvr');
	ok(extension, 'the extension is there');
	ok(extension.isActive, 'a jsonl document activates it');
	return extension.exports;
}

async function hoverText({ uri }: vscode.TextDocument, line: number): Promise<string> {
	const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
		'vscode.executeHoverProvider',
		uri,
		new vscode.Position(line, 3),
	);
	return hovers
		.flatMap(({ contents }) => contents.map((content) => (typeof content === 'string' ? content : content.value)))
		.join('\n');
}

const pool = [
	{ id: 'easy', prompt: 'One and one?', rewards: [1, 1, 1, 1, 1, 1, 1, 1] },
	{ id: 'middle', prompt: 'Seven times eight?', rewards: [1, 0, 0, 1, 0, 0, 1, 0] },
	{ id: 'hard', prompt: 'Prove it.', rewards: [0, 0, 0, 0, 0, 0, 0, 0] },
]
	.map((record) => `${JSON.stringify(record)}\n`)
	.join('');

describe('a small pool', () => {
	it('changes a lens when a reward is edited, before it is saved', async () => {
		const { document } = await show('pool.jsonl', { text: pool });
		await eventually('lenses', async () =>
			(await lensTitles(document.uri)).some((title) => title.includes('0/8 solved')) ? true : undefined,
		);
		const edit = new vscode.WorkspaceEdit();
		const column = document.lineAt(2).text.indexOf('[0') + 1;
		edit.replace(document.uri, new vscode.Range(2, column, 2, column + 1), '1');
		ok(await vscode.workspace.applyEdit(edit));
		const titles = await eventually('the new lens', async () => {
			const found = await lensTitles(document.uri);
			return found.some((title) => title.includes('1/8 solved')) ? found : undefined;
		});
		ok(!titles.some((title) => title.includes('0/8 solved')));
		await eventually('the new heat', () =>
			api().heatmap.shown(document.uri.toString())?.version === document.version ? true : undefined,
		);
	});

	it('reports broken lines where they break, and goes on', async () => {
		const { document } = await show('broken.jsonl', { text: `${pool}{"id": "x", "rewards": [1,}\n<PLACEHOLDER ROW>\n` });
		const found = await eventually('diagnostics', () => {
			const codes = vscode.languages
				.getDiagnostics(document.uri)
				.filter(({ severity }) => severity === vscode.DiagnosticSeverity.Error);
			return codes.length === 2 ? codes : undefined;
		});
		deepStrictEqual(
			found.map(({ code, range }) => [(code as { value: string }).value, range.start.line, range.start.character]),
			[
				['invalid-json', 3, 26],
				['invalid-json', 4, 0],
			],
		);
	});

	it('switches the heat off and on, and its mode', async () => {
		const { document } = await show('pool.jsonl', { text: pool });
		const shown = () => api().heatmap.shown(document.uri.toString());
		await eventually('heat', shown);
		strictEqual(shown()?.buckets.slice(0, 3), '185');
		await vscode.commands.executeCommand('insight.setHeatmapMode', 'difficulty');
		await eventually('difficulty', () => (shown()?.legend.lowest.startsWith('success rate') ? true : undefined));
		strictEqual(shown()?.buckets.slice(0, 3), '851');
		await vscode.commands.executeCommand('insight.toggleHeatmap');
		await eventually('no heat', () => (shown() === undefined ? true : undefined));
		await vscode.commands.executeCommand('insight.toggleHeatmap');
		await vscode.commands.executeCommand('insight.setHeatmapMode', 'score');
		await eventually('heat again', () => (shown()?.legend.lowest.startsWith('score') ? true : undefined));
	});

	it('walks along the ranking', async () => {
		const editor = await show('pool.jsonl', { text: pool });
		await vscode.commands.executeCommand('insight.goToBest');
		strictEqual(editor.selection.active.line, 1);
		await vscode.commands.executeCommand('insight.nextBest');
		strictEqual(editor.selection.active.line, 2);
		await vscode.commands.executeCommand('insight.previousBest');
		strictEqual(editor.selection.active.line, 1);
	});

	it('walks through the lines of one example', async () => {
		const rollout = (id: string, reward: number) => JSON.stringify({ task_id: id, reward });
		const text = [rollout('a', 1), rollout('b', 0), rollout('a', 0)].join('\n');
		const editor = await show('rollouts-apart.jsonl', { text });
		await vscode.commands.executeCommand('insight.nextRollout');
		strictEqual(editor.selection.active.line, 2);
		await vscode.commands.executeCommand('insight.nextRollout');
		strictEqual(editor.selection.active.line, 0);
	});

	it('says how it was read', async () => {
		const { document } = await show('pool.jsonl', { text: pool });
		await lensTitles(document.uri);
		await vscode.commands.executeCommand('insight.showFormat');
		const account = await eventually('the account', () =>
			vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === 'insight' && uri.authority === 'format'),
		);
		match(account.getText(), /reward-list/);
	});

	it('says which prior its data speak for', async () => {
		const records = Array.from({ length: 40 }, (_, index) => ({
			id: `p${index}`,
			rewards: Array.from({ length: 8 }, (_, at) => (at < [0, 0, 0, 0, 0, 1, 3, 8][index % 8]! ? 1 : 0)),
		}));
		const { document } = await show('spread.jsonl', { text: records.map((record) => JSON.stringify(record)).join('\n') });
		await lensTitles(document.uri);
		// Not awaited: it ends when its offer was answered.
		void vscode.commands.executeCommand('insight.fit');
		const account = await eventually('the account', () =>
			vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === 'insight' && uri.authority === 'fit'),
		);
		match(account.getText(), /\*\*Beta\([\d.]+, [\d.]+\)\*\*, by maximum likelihood of the counts of 40 prompts/);
		match(account.getText(), /"insight\.prior": "/);
	});

	it('has its strategies compared', async () => {
		const { document } = await show('pool.jsonl', { text: pool });
		await lensTitles(document.uri);
		await vscode.commands.executeCommand('insight.compareStrategies', '50%');
		const account = await eventually('the account', () =>
			vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === 'insight' && uri.authority === 'strategies'),
		);
		match(account.getText(), /Each chooses 2 of 3 examples\./);
		match(account.getText(), /\| hardest-solved \|/);
	});

	it('is exported by the answers that stand ready, question after question', async () => {
		const { document } = await show('pool.jsonl', { text: pool });
		await lensTitles(document.uri);
		const asking = vscode.commands.executeCommand<ExportResult>('insight.exportTopK', document.uri);
		let result: ExportResult | undefined;
		void asking.then((written) => {
			result = written;
		});
		await eventually('the export', async () => {
			await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
			return result;
		});
		strictEqual(result?.target, join(document.uri.fsPath, '../pool.top10pct.jsonl'));
		strictEqual(await readFile(result.target, 'utf8'), `${pool.split('\n')[1]}\n`);
	});

	it('is exported as it was the last time: another strategy, form and share, and with a control set', async () => {
		const records = Array.from({ length: 40 }, (_, index) => ({
			id: `p${index}`,
			rewards: [1, index % 2, 0, index % 3 === 0 ? 1 : 0],
		}));
		const text = records.map((record) => `${JSON.stringify(record)}\n`).join('');
		const { document } = await show('answers.jsonl', { text });
		await lensTitles(document.uri);
		const uri = document.uri.toString();
		const target = join(document.uri.fsPath, '../answers.hardest-solved.top10pct.csv');
		// Once by answers, of which the amount alone is asked for, and once by what stands ready in every question.
		for (const given of [
			{ uri, strategy: 'hardest-solved', unseenQuota: 0, order: 'file', form: 'csv', withControl: true },
			{ uri },
		]) {
			let result: ExportResult | undefined;
			void vscode.commands.executeCommand<ExportResult>('insight.exportTopK', given).then((written) => {
				result = written;
			});
			await eventually('the export', async () => {
				await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
				return result;
			});
			deepStrictEqual([result!.target, result!.examples], [target, 4]);
			const manifest = JSON.parse(await readFile(`${target}.insight.json`, 'utf8')) as {
				selection: { strategy: string; form: string; order: string };
			};
			const { strategy, form, order } = manifest.selection;
			deepStrictEqual([strategy, form, order], ['hardest-solved', 'csv', 'file']);
			const rows = (await readFile(target, 'utf8')).trimEnd().split('\n');
			strictEqual(rows.length, 5);
			const control = join(document.uri.fsPath, '../answers.hardest-solved.top10pct.control.csv');
			strictEqual((await readFile(control, 'utf8')).trimEnd().split('\n').length, 5);
			for (const file of [target, control]) await Promise.all([rm(file), rm(`${file}.insight.json`)]);
		}
	});

	it('is not exported by who closes a question', async () => {
		const { document } = await show('closed.jsonl', { text: pool });
		await lensTitles(document.uri);
		let isOver = false;
		const asking = vscode.commands.executeCommand('insight.exportTopK', document.uri).then((written) => {
			isOver = true;
			return written;
		});
		await eventually('the end', async () => {
			await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
			return isOver || undefined;
		});
		strictEqual(await asking, undefined);
	});

	it('is reviewed in a panel that follows the document', async () => {
		const { document } = await show('pool.jsonl', { text: pool });
		const shown = () => api().reviews.shown(document.uri.toString());
		await vscode.commands.executeCommand('insight.review');
		const first = await eventually('the review', shown);
		match(first.html, /<title id="belief-map-title">Belief map<\/title>/);
		match(first.html, /href="command:insight\.explain\?[^"]*">line 2<\/a>/);
		const panels = () =>
			vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).filter(({ label }) => label === 'Review: pool.jsonl').length;
		await eventually('its tab', () => (panels() === 1 ? true : undefined));
		const edit = new vscode.WorkspaceEdit();
		edit.insert(document.uri, new vscode.Position(0, 0), '{"id": "new", "rewards": [1, 0]}\n');
		ok(await vscode.workspace.applyEdit(edit));
		await eventually('the review of the new version', () => (shown()?.version === document.version ? true : undefined));
		match(shown()?.html ?? '', /<dt>examples<\/dt><dd>4<\/dd>/);
		await vscode.window.showTextDocument(document);
		await vscode.commands.executeCommand('insight.review');
		strictEqual(panels(), 1);
	});

	it('is reviewed in one panel, whatever else comes back after the window was reloaded', async () => {
		const { document } = await show('restored.jsonl', { text: pool });
		await vscode.commands.executeCommand('insight.review');
		await eventually('the review', () => api().reviews.shown(document.uri.toString()));
		const panels = () =>
			vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).filter(({ label }) => label === 'Review: restored.jsonl').length;
		// As VS Code hands it over: empty, with its old title.
		const restored = vscode.window.createWebviewPanel('insight.review', 'Review: restored.jsonl', vscode.ViewColumn.Beside);
		await eventually('both tabs', () => (panels() === 2 ? true : undefined));
		await api().reviews.restore(restored);
		await eventually('one tab', () => (panels() === 1 ? true : undefined));
	});

	it('points at prompts that drifted, and at a source whose grader was down', async () => {
		const lines = Array.from({ length: 64 }, (_, index) => ({ prompt: index % 8, step: Math.floor(index / 8) })).flatMap(
			({ prompt, step }) =>
				[0, 1, 2, 3].map((rollout) => {
					const reward = prompt === 0 ? Number(step >= 4) : step === 5 && prompt >= 4 ? 0 : rollout % 2;
					return { task_id: `p${prompt}`, step, data_source: prompt < 4 ? 'algebra' : 'code', reward };
				}),
		);
		const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
		const { document } = await show('history.jsonl', { text });
		const found = await eventually('both findings', () => {
			const history = vscode.languages
				.getDiagnostics(document.uri)
				.map(({ code, message, range }) => ({ code: (code as { value: string }).value, message, line: range.start.line }))
				.filter(({ code }) => code === 'drifted' || code === 'outage');
			return history.length >= 2 ? history : undefined;
		});
		deepStrictEqual(found.map(({ code, line }) => [code, line]).sort(), [
			['drifted', 0],
			['outage', 16],
		]);
		match(found.map(({ message }) => message).join(), /Step 5, source "code": none of 16 rollouts of 4 prompts succeeded/);
	});

	it('has a random control set of its own written', async () => {
		const records = Array.from({ length: 40 }, (_, index) => ({ id: `p${index}`, rewards: [1, index % 2, 0, 0] }));
		const { document } = await show('control.jsonl', { text: records.map((record) => `${JSON.stringify(record)}\n`).join('') });
		await lensTitles(document.uri);
		const target = join(document.uri.fsPath, '../random.jsonl');
		const answers = { uri: document.uri.toString(), top: { count: 10 }, order: 'file', target };
		const result = await vscode.commands.executeCommand<ExportResult>('insight.exportControl', answers);
		strictEqual(result.examples, 10);
		const idsIn = async (path: string): Promise<readonly string[]> =>
			(await readFile(path, 'utf8'))
				.trimEnd()
				.split('\n')
				.map((line) => (JSON.parse(line) as { id: string }).id);
		const control = await idsIn(target);
		const chosen = join(document.uri.fsPath, '../chosen.jsonl');
		await vscode.commands.executeCommand('insight.exportTopK', { ...answers, target: chosen });
		deepStrictEqual(
			(await idsIn(chosen)).filter((id) => control.includes(id)),
			[],
		);
		const manifest = JSON.parse(await readFile(`${target}.insight.json`, 'utf8')) as { selection: { set: string } };
		strictEqual(manifest.selection.set, 'control');
	});

	it('refuses to export over the source, and into a folder that is not one', async () => {
		const { document } = await show('pool.jsonl', { text: pool });
		const uri = document.uri.toString();
		const exportTo = (target: string) =>
			vscode.commands.executeCommand('insight.exportTopK', { uri, top: { count: 1 }, order: 'rank', target });
		await rejectsWith(exportTo(document.uri.fsPath), /it is the source/);
		await rejectsWith(exportTo(join(document.uri.fsPath, 'x.jsonl')), /Cannot write .*a part of the path is a file/);
		strictEqual(await readFile(document.uri.fsPath, 'utf8'), pool);
	});
});

async function rejectsWith(promise: Thenable<unknown>, pattern: RegExp): Promise<void> {
	const error = await promise.then(
		() => undefined,
		(reason: Error) => reason,
	);
	match(String(error?.message), pattern);
}

describe('one-shot-rlvr/math_cot_100.jsonl', () => {
	const data = dataFolder();
	let document: vscode.TextDocument;
	before(async function () {
		if (data === undefined) {
			console.log('skipped: the shared data is not there');
			return this.skip();
		}
		document = (await show('math_cot_100.jsonl', { path: join(data, 'one-shot-rlvr/math_cot_100.jsonl') })).document;
	});

	it('shows lenses', async () => {
		const titles = await eventually('lenses', async () => {
			const found = await lensTitles(document.uri);
			return found.length > 100 ? found : undefined;
		});
		ok(titles.includes('InSight: 100 examples · 91 % solved'));
		strictEqual(titles.filter((title) => title.includes('8/8 solved')).length, 86);
		strictEqual(titles.filter((title) => title.includes('0/8 solved')).length, 4);
	});

	it('shows heat on every line', async () => {
		const heat = await eventually('heat', () => api().heatmap.shown(document.uri.toString()));
		match(heat.buckets, /^\d{100} ?$/);
		strictEqual(heat.top.length, 10);
	});

	it('explains on hover', async () => {
		match(await hoverText(document, 0), /Solved 8 of 8 times[\s\S]*Beta\(9, 1\)[\s\S]*eq\. 16/);
	});

	it('fades what is mastered and intractable', async () => {
		const diagnostics = await eventually('diagnostics', () => {
			const found = vscode.languages.getDiagnostics(document.uri);
			return found.length >= 90 ? found : undefined;
		});
		const faded = diagnostics.filter(({ tags }) => tags?.includes(vscode.DiagnosticTag.Unnecessary));
		const count = (code: string) => faded.filter((diagnostic) => (diagnostic.code as { value: string }).value === code).length;
		deepStrictEqual([count('mastered'), count('intractable')], [86, 4]);
	});

	it('lists records by id', async () => {
		const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
			'vscode.executeDocumentSymbolProvider',
			document.uri,
		);
		strictEqual(symbols.length, 100);
		strictEqual(symbols[70]?.name, '70');
	});

	it('exports the ten right lines byte for byte', async () => {
		const target = join(document.uri.fsPath, '../top10.jsonl');
		const result = await vscode.commands.executeCommand<ExportResult>('insight.exportTopK', {
			uri: document.uri.toString(),
			top: { count: 10 },
			order: 'rank',
			target,
		});
		strictEqual(result.examples, 10);
		const source = (await readFile(document.uri.fsPath, 'latin1')).split('\n');
		const written = (await readFile(target, 'latin1')).split('\n');
		strictEqual(written.pop(), '');
		strictEqual(written.length, 10);
		for (const line of written) ok(source.includes(line), 'every line is one of the source');
		// By hand: with eight rollouts each, InSight's order of successes is 3, 4, 2, 5, 1, 6, 7, 0, 8 (method.md section 2).
		const order = [3, 4, 2, 5, 1, 6, 7, 0, 8];
		const solvedOf = (line: string): number => (JSON.parse(line) as { score: boolean[] }).score.filter(Boolean).length;
		const expected = source
			.filter((line) => line !== '')
			.map(solvedOf)
			.sort((left, right) => order.indexOf(left) - order.indexOf(right))
			.slice(0, 10);
		deepStrictEqual(written.map(solvedOf), expected);
		const manifest = JSON.parse(await readFile(`${target}.insight.json`, 'utf8')) as { chosen: { examples: number } };
		strictEqual(manifest.chosen.examples, 10);
	});
});
