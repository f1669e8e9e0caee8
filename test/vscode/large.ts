/**
 * `npm run test:large`: a generated file of more than 1 GB in the dataset editor of a real VS Code: first rows, its end, sorted, filtered, exported,
 * opened again. Says how long each step took, and leaves a picture of it.
 */
import { closeSync, openSync, readFileSync, statSync, writeSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { createRandom } from '../../examples/random.ts';
import { formatCount } from '../../shared/format.ts';
import { exitOnSignals, findFreePort } from './host/background.ts';
import { ensureBrowser, startWorkbench } from './host/browser.ts';
import { cacheFolder, outFolder, repositoryRoot, runCommand } from './host/commandLine.ts';
import { inWebview, perform, type Step } from './host/gestures.ts';
import { ensureServer } from './host/serverInstall.ts';
import { createTemporaryFolder } from './host/temporary.ts';
import { pictureSettings, writeUserSettings } from './host/userSettings.ts';
import type { Theme } from './pictures.ts';

const exampleCount = 1_000_000;
const pictureFolder = join(outFolder, 'large');

await runCommand(async () => {
	const executable = ensureBrowser();
	const install = await ensureServer(cacheFolder);
	exitOnSignals();
	await mkdir(pictureFolder, { recursive: true });
	const folder = await createTemporaryFolder();
	const size = writeExamples(join(folder, 'pool.jsonl'));
	console.log(`${formatCount(exampleCount)} examples, ${(size / 1e9).toFixed(2)} GB`);
	const userData = await createTemporaryFolder();
	await useTheme(userData, 'Default Dark Modern');
	const logFile = join(outFolder, 'vscode-server.log');
	const { server, newPage, stop } = await startWorkbench(executable, { install, port: await findFreePort(), userData, logFile });
	try {
		const page = await newPage();
		await page.goto(server.urlOf({ folder, extension: repositoryRoot }));
		await visit(page, folder, userData).catch(async (error: unknown) => {
			await page.screenshot({ path: join(pictureFolder, 'failed.png') });
			throw new Error(`See ${join(pictureFolder, 'failed.png')}.`, { cause: error });
		});
	} finally {
		await stop();
	}
});

async function visit(page: Page, folder: string, userData: string): Promise<void> {
	const all = formatCount(exampleCount);
	const status = (text: string): Step => ({ seeInWebview: `.status:has-text("${text}")` });
	const file = (name: string): string => `.explorer-folders-view .monaco-list-row:has-text("${name}")`;
	const open = (): Promise<void> => perform(page, { menu: file('pool.jsonl'), item: 'Open in Dataset Editor' });
	const rows: readonly Step[] = [{ seeInWebview: '.row .score' }];
	const allRows: readonly Step[] = [
		{ seeInWebview: `.status:text-matches("^${all} examples")` },
		{ missInWebview: '.line.progress' },
	];
	const step = async (name: string, steps: readonly Step[]): Promise<void> => {
		const before = performance.now();
		for (const each of steps) await perform(page, each);
		console.log(`${name}: ${formatCount(Math.round(performance.now() - before))} ms`);
		await page.screenshot({ path: join(pictureFolder, `${name}.png`) });
	};
	const search = async (filter: string): Promise<void> => {
		await inWebview(page, '.filter input').fill(filter);
		await page.keyboard.press('Enter');
	};
	await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor();
	await open();
	await step('first-rows', rows);
	await step('all-rows', allRows);
	await step('end', [{ clickInWebview: '.row .prompt' }, { press: 'End' }, { seeInWebview: `#row-${exampleCount - 1} .score` }]);
	await step('by-score', [
		{ clickInWebview: '.header button:has-text("Score")' },
		{ seeInWebview: '[aria-sort=descending]:has-text("Score")' },
		{ seeInWebview: '#row-0 .score' },
	]);
	await search('score > 0.03 and trials >= 8');
	await step('filtered-by-columns', [status(`of ${all} examples`)]);
	await search('level >= 4 and source == "aime" and trials >= 8');
	await step('filtered-by-fields', [{ missInWebview: 'body.busy' }, status(`of ${all} examples`)]);
	const filtered = await inWebview(page, '.status').textContent();
	const record: readonly Step[] = [
		{ clickInWebview: '#row-3 .prompt' },
		{ press: 'Enter' },
		{ seeInWebview: 'h2:has-text("p-0138074")' },
		{ seeInWebview: '.card' },
	];
	await step('record', record);
	await step('exported', [
		{ clickInWebview: 'button:has-text("Export…")' },
		{ choose: 'The best of the rows shown…' },
		{ answer: '1000' },
		{ choose: 'By rank' },
		{ see: '.quick-input-widget:has-text("Export: file") .monaco-list-row:has-text("pool.jsonl")' },
		{ press: 'Enter' },
		{ see: file('pool.top1000.jsonl.insight.json') },
	]);
	const lines = readFileSync(join(folder, 'pool.top1000.jsonl'), 'utf8').split('\n').length - 1;
	if (lines !== 1000) throw new Error(`The export has ${lines} lines, not 1000.`);
	for (const theme of ['Default Light Modern', 'Default High Contrast', 'Default High Contrast Light'] as const) {
		await useTheme(userData, theme);
		// The table comes back with its filter.
		await page.reload();
		const back: Step = { seeInWebview: `.status:text-is("${filtered}")` };
		await step(theme.toLowerCase().replaceAll(' ', '-'), [...rows, back, { missInWebview: '.line.progress' }, ...record]);
	}
	await perform(page, { command: 'View: Close All Editors' });
	await open();
	await step('first-rows-again', rows);
	await step('all-rows-again', allRows);
}

async function useTheme(userData: string, theme: Theme): Promise<void> {
	await writeUserSettings(userData, { ...pictureSettings, 'workbench.colorTheme': theme });
}

/** Examples of 1 to 2 KB that look like those of a run. @returns the bytes that they take. */
function writeExamples(path: string): number {
	const random = createRandom('large');
	const sources = ['gsm', 'math', 'aime', 'amc', 'olympiad'];
	const thought =
		'Let $n$ be the number we look for. Then $\\frac{n(n+1)}{2}$ counts every pair once, so that the sum of all is even. ';
	const file = openSync(path, 'w');
	for (let from = 0; from < exampleCount; from += 1000) {
		const records = Array.from({ length: 1000 }, (_, offset) => {
			const index = from + offset;
			const rate = Math.min(1, Math.max(0, 0.4 + 0.4 * random.normal()));
			const trials = random.next() < 0.2 ? 0 : random.pick([4, 8, 8, 8, 16]);
			const rewards = Array.from({ length: trials }, () => (random.next() < rate ? 1 : 0));
			const [a, b] = [random.integer(2, 99), random.integer(100, 999)];
			return `${JSON.stringify({
				id: `p-${String(index).padStart(7, '0')}`,
				prompt: `Find the sum of all $n \\le ${b}$ that leave the remainder ${a % 7} when they are divided by ${a}. ${thought.repeat(random.integer(6, 12))}`,
				answer: String(a * b),
				source: random.pick(sources),
				level: random.integer(1, 5),
				responses: rewards.map((reward) => (reward === 1 ? `It is \\boxed{${a * b}}.` : 'I cannot tell.')),
				rewards,
			})}\n`;
		});
		writeSync(file, records.join(''));
	}
	closeSync(file);
	return statSync(path).size;
}
