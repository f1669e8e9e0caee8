/** `--prior fitted` and `--discount fitted`, wherever a dataset is scored. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fitPrior } from '../../server/selection/fit/prior.ts';
import { isRefusal } from '../../server/selection/fit/refusal.ts';
import { insight } from '../support/commandLine.ts';
import { jsonl } from '../support/dataset.ts';
import { testFolder } from '../support/folder.ts';
import { draws } from '../support/simulation.ts';

const { beta, binomial } = draws(3);
const rewards = (solved: number): readonly number[] => Array.from({ length: 8 }, (_, at) => (at < solved ? 1 : 0));
/** A hard pool at eight steps; the rates are drawn anew at half of them. */
const solved = Array.from({ length: 30 }, () => {
	let rate = beta(0.5, 1.5);
	return Array.from({ length: 8 }, (_, step) => {
		if (step === 4) rate = beta(0.5, 1.5);
		return binomial(8, rate);
	});
});
const once = jsonl(solved.map((steps, index) => ({ id: `p${index}`, rewards: rewards(steps[0]!) })));
const history = jsonl(
	solved.flatMap((steps, index) => steps.map((count, step) => ({ id: `p${index}`, step, rewards: rewards(count) }))),
);
const rows = (stdout: string): readonly Record<string, number>[] =>
	stdout
		.trimEnd()
		.split('\n')
		.map((line) => JSON.parse(line));

describe('a fitted prior', () => {
	const fit = fitPrior(solved.map(([successes]) => ({ successes: successes!, trials: 8 })));
	if (isRefusal(fit)) throw new Error(fit.refusal);
	const { prior } = fit;

	it('is that of the pool, and scores are those of the same prior in numbers', async () => {
		const fitted = await insight(['score', '-', '--prior', 'fitted'], { stdin: once });
		const [row] = rows(fitted.stdout);
		expect(row!.alpha).toBeCloseTo(prior.alpha + solved[0]![0]!, 9);
		const given = await insight(['score', '-', '--prior', `${prior.alpha},${prior.beta}`], { stdin: once });
		expect(given.stdout).toBe(fitted.stdout);
	});

	it('is told in the summary, and refused with a reason where there is none', async () => {
		const { stdout } = await insight(['score', '-', '--prior', 'fitted', '--output', 'table'], { stdin: once });
		expect(stdout).toContain(`prior Beta(${Number(prior.alpha.toPrecision(4))}, ${Number(prior.beta.toPrecision(4))})`);
		const few = await insight(['score', '-', '--prior', 'Fitted'], { stdin: jsonl([{ id: 'a', rewards: [1, 0] }]) });
		expect(few.stderr).toMatch(/No prior can be fitted: only 1 prompt has .* Give numbers instead of "fitted"/);
		expect(few.exitCode).toBe(3);
	});

	it('is what a settings file beside the data asks for, and a finding of check where there is none', async () => {
		const folder = await testFolder();
		await folder.file('insight.jsonc', '{ "prior": "fitted" }');
		const [row] = rows((await insight(['score', await folder.file('pool.jsonl', once)])).stdout);
		expect(row!.alpha).toBeCloseTo(prior.alpha + solved[0]![0]!, 9);
		const few = await folder.file('few.jsonl', jsonl([{ id: 'a', rewards: [1, 0] }]));
		const { stdout, exitCode } = await insight(['check', few, '--fail-on', 'never']);
		expect([stdout, exitCode]).toEqual([expect.stringMatching(/No prior can be fitted: only 1 prompt.*\[invalid-setting\]/), 0]);
	});

	it('is the default for every command where settings ask for what the data cannot say, and that is said', async () => {
		const folder = await testFolder();
		await folder.file('insight.jsonc', '{ "prior": "fitted" }');
		const few = await folder.file(
			'few.jsonl',
			jsonl([
				{ id: 'a', rewards: [1, 0] },
				{ id: 'b', rewards: [0] },
			]),
		);
		const note = /No prior can be fitted: only 1 prompt has two rollouts or more; it takes 10\. The default is in force\.\n/g;
		const state = `${folder.path}/run.json`;
		for (const command of [
			['score', few],
			['score', few, '--output', 'table'],
			['select', few, '--top', '1'],
			['compare', few, '--top', '1'],
			['plan', few, '--steps', '2', '--batch', '1', '--seeds', '1'],
			['report', few, '--top', '1', '-o', `${folder.path}/report.html`],
			['next', few, '--state', state, '--batch', '2'],
		]) {
			const said = await insight(command);
			expect([said.exitCode, said.stderr.match(note)?.length, said.stdout.match(note)], command.join(' ')).toEqual([0, 1, null]);
			if (command[0] === 'next') continue;
			expect((await insight([...command, '--quiet'])).stderr.match(note)?.length, command.join(' ')).toBe(1);
			const asked = await insight([...command, '--prior', 'fitted']);
			expect([asked.exitCode, asked.stderr], command.join(' ')).toEqual([3, expect.stringContaining('Give numbers instead')]);
		}
		expect((await insight(['score', few])).stdout).toBe((await insight(['score', few, '--prior', '1,1'])).stdout);
		// A run that has begun has its beliefs, whatever is to be fitted to another dataset.
		const rewards = await folder.file(
			'rewards.jsonl',
			jsonl([
				{ id: 'a', rewards: [1] },
				{ id: 'b', rewards: [1] },
			]),
		);
		const next = await insight(['next', few, '--state', state, '--batch', '2', '--rewards', rewards]);
		expect([next.exitCode, next.stderr]).toEqual([0, expect.not.stringMatching(note)]);
	});

	it('starts plans and runs', async () => {
		const args = ['--steps', '2', '--batch', '2', '--seeds', '1', '--output', 'json'];
		const plan = JSON.parse((await insight(['plan', '-', '--prior', 'fitted', ...args], { stdin: once })).stdout);
		expect(plan.prior.alpha).toBeCloseTo(prior.alpha, 9);
		const folder = await testFolder();
		const file = await folder.file('pool.jsonl', once);
		const next = (...options: readonly string[]) =>
			insight(['next', '--state', `${folder.path}/run.json`, '--batch', '2', ...options]);
		expect((await next(file, '--prior', 'fitted')).exitCode).toBe(0);
		expect((await next('--prior', 'fitted')).stderr).toMatch(/--prior is fixed/);
	});
});

describe('a fitted discount', () => {
	it('is below 1 where rates have moved, and fades old counts', async () => {
		const { stdout, stderr } = await insight(['score', '-', '--discount', 'fitted'], { stdin: history });
		const [row] = rows(stdout);
		expect(row!.trials, stderr).toBe(64);
		expect(row!.evidence).toBeLessThan(60);
		const plain = rows((await insight(['score', '-'], { stdin: history })).stdout)[0]!;
		expect(plain.evidence).toBe(66);
	});

	it('is what a settings file beside the data asks for, and an option comes before it', async () => {
		const folder = await testFolder();
		await folder.file('insight.jsonc', '{ "discount": "fitted" }');
		const file = await folder.file('history.jsonl', history);
		const score = async (...options: readonly string[]) => (await insight(['score', file, ...options])).stdout;
		expect(await score()).toBe(await score('--no-config', '--discount', 'fitted'));
		expect(await score()).not.toBe(await score('--no-config'));
		expect(await score('--discount', '0.5')).toBe(await score('--no-config', '--discount', '0.5'));
	});

	it('that a settings file asks for is none where no evidence could fade, and where the history cannot say it is said', async () => {
		const folder = await testFolder();
		await folder.file('insight.jsonc', '{ "discount": "fitted" }');
		const without = await insight(['score', await folder.file('once.jsonl', once), '--quiet']);
		expect([without.exitCode, without.stderr, without.stdout]).toEqual([
			0,
			'',
			(await insight(['score', join(folder.path, 'once.jsonl'), '--no-config'])).stdout,
		]);
		const visits = [0, 1, 2].map((step) => ({ id: 'a', step, rewards: [1, 0] }));
		const short = await folder.file('short.jsonl', jsonl(visits));
		const reason = 'No discount can be fitted: λ per visit makes a difference to only 1 visit, for it shows from the third visit';
		const few = await insight(['score', short, '--quiet']);
		expect([few.exitCode, few.stderr]).toEqual([0, expect.stringContaining(reason)]);
		const { stdout } = await insight(['check', short, '--fail-on', 'never']);
		expect(stdout).toMatch(/No discount can be fitted: .* The default is in force\..*\[invalid-setting\]/);
	});

	it('per step is missed by prompts of one visit, too, whose evidence would fade until the last step', async () => {
		const folder = await testFolder();
		await folder.file('insight.jsonc', '{ "discount": "fitted", "discountPer": "step" }');
		const visitsAt = (stepOf: (index: number) => number) =>
			jsonl(solved.map(([count], index) => ({ id: `p${index}`, step: stepOf(index), rewards: rewards(count!) })));
		const reason = 'No discount can be fitted: no prompt was visited more than once';
		const file = await folder.file(
			'apart.jsonl',
			visitsAt((index) => index % 5),
		);
		expect((await insight(['score', file, '--quiet'])).stderr).toContain(reason);
		expect((await insight(['check', file, '--fail-on', 'never'])).stdout).toContain(reason);
		const together = await folder.file(
			'together.jsonl',
			visitsAt(() => 3),
		);
		expect((await insight(['score', together, '--quiet'])).stderr).toBe('');
	});

	it('that is in force is what fit goes by, as is a fitted prior', async () => {
		const folder = await testFolder();
		const file = await folder.file('history.jsonl', history);
		const fitted = ['--prior', 'fitted', '--discount', 'fitted'];
		const { stdout } = await insight(['fit', file, ...fitted]);
		await folder.file('insight.jsonc', '{ "prior": "fitted", "discount": "fitted" }');
		expect((await insight(['fit', file])).stdout).toBe(stdout);
		const text = stdout.replaceAll(/\s+/g, ' ');
		expect(text).toMatch(
			/keep The prior stays Beta\(.*?\): it is the fitted one\. keep λ stays 0\.\d+: under .*? it is the fitted one\./,
		);
		expect(stdout).not.toMatch(/^use/m);
		const [given, asFitted] = text.match(/predicts .*? outer fifth/g)!;
		expect(given).toBe(asFitted);
		expect((await insight(['fit', file, '--no-config'])).stdout).toMatch(/^use .*--discount 0\.\d+\s+--discount-per visit$/m);
	});

	it('is refused without a history', async () => {
		const { exitCode, stderr } = await insight(['score', '-', '--discount', 'fitted'], { stdin: once });
		expect(stderr).toMatch(/No discount can be fitted: no prompt was visited more than once/);
		expect(exitCode).toBe(3);
	});
});
