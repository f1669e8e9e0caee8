/** `--prior fitted` and `--discount fitted`, wherever a dataset is scored. */
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
		expect(stdout).toContain(`prior Beta(${Number(prior.alpha.toPrecision(4))},${Number(prior.beta.toPrecision(4))})`);
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

	it('is refused without a history', async () => {
		const { exitCode, stderr } = await insight(['score', '-', '--discount', 'fitted'], { stdin: once });
		expect(stderr).toMatch(/No discount can be fitted: no prompt was visited more than once/);
		expect(exitCode).toBe(3);
	});
});
