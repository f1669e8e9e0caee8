import { describe, expect, it } from 'vitest';
import { fitReport } from '../../server/cli/fitReport.ts';
import { createPalette } from '../../server/cli/terminal.ts';
import { createVisitLog } from '../../server/core/dataset/visitLog.ts';
import { finished } from '../../server/core/slices.ts';
import { fitBeliefs } from '../../server/selection/fit/fitBeliefs.ts';
import { uniformPrior } from '../../shared/belief.ts';
import { insight } from '../support/commandLine.ts';
import { jsonl } from '../support/dataset.ts';
import { draws } from '../support/simulation.ts';

const { beta, binomial } = draws(1);
const poolOf = (alpha: number, mirrored: number) =>
	Array.from({ length: 200 }, (_, index) => {
		const solved = binomial(8, beta(alpha, mirrored));
		return { id: `p${index}`, rewards: Array.from({ length: 8 }, (_, at) => (at < solved ? 1 : 0)) };
	});
/** A pool whose rates are spread evenly. */
const pool = poolOf(1, 1);

describe('insight fit', () => {
	it('prints the prior with its intervals, and how to use it', async () => {
		const { exitCode, stdout, stderr } = await insight(['fit', '-'], { stdin: jsonl(pool) });
		expect(exitCode, stderr).toBe(0);
		expect(stdout).toMatch(/^prior {5}Beta\([\d.]+, [\d.]+\), fitted to the counts of 200 prompts \(1,600 rollouts\)$/m);
		expect(stdout).toMatch(/mean 0\.\d+ \[0\.\d+, 0\.\d+\] · evidence/);
		expect(stdout).toMatch(/discount {2}No discount can be fitted: no prompt was visited more than once/);
		expect(stdout.replaceAll(/\s+/g, ' ')).toMatch(
			/in sample: \d+\.\d nats better than the flat prior, .* held out: \d+\.\d ± \d+\.\d nats (better|worse) than the flat prior/,
		);
	});

	it('says how to use a prior that is better on prompts it was not fitted to, and to keep the one in use otherwise', async () => {
		const hard = await insight(['fit', '-'], { stdin: jsonl(poolOf(0.5, 4)) });
		expect(hard.stdout).toMatch(/^use {7}--prior [\d.]+,[\d.]+$/m);
		expect(hard.stdout).not.toMatch(/^keep/m);
		const even = await insight(['fit', '-'], { stdin: jsonl(pool) });
		expect(even.stdout).not.toMatch(/^use/m);
		expect(even.stdout.replaceAll(/\s+/g, ' ')).toMatch(
			/ keep The prior stays Beta\(1, 1\): held out, the fitted one gains −?[\d.]+ nats \[−[\d.]+, [\d.]+\], which does not show that it is better\./,
		);
	});

	it('says what an outage has no part in, and why λ per visit is not told where λ per step is', async () => {
		const history = (isOut: (step: number, prompt: number) => boolean) =>
			Array.from({ length: 8 * 20 }, (_, index) => ({
				id: `p${index % 20}`,
				step: 1 + Math.floor(index / 20),
				prompt: index % 20,
			})).map(({ id, step, prompt }) => ({
				id,
				step,
				source: prompt < 10 ? 'code' : 'algebra',
				rewards: Array.from({ length: 4 }, (_, at) => (!isOut(step, prompt) && at < (prompt % 10) / 2 ? 1 : 0)),
			}));
		const fitOf = async (records: readonly { step: number }[]) => insight(['fit', '-', '--group', 'id'], { stdin: jsonl(records) });
		const out = await fitOf(history((step, prompt) => step === 6 && prompt < 10));
		const rest = await fitOf(history(() => false).filter(({ step, source }) => step !== 6 || source !== 'code'));
		const text = out.stdout.replaceAll(/\s+/g, ' ');
		expect(text).toContain(
			'left out An outage, by all that earlier steps say, at step 6, source "code": none of 40 rollouts succeeded.',
		);
		expect(out.stdout.replace(/^left out.*\n(?: .*\n)*/m, '')).toBe(rest.stdout);
		const twice = history(() => false).flatMap((record) => (record.step <= 2 ? [{ ...record, step: record.step * 3 }] : []));
		const { stdout } = await fitOf(twice);
		expect(stdout.replaceAll(/\s+/g, ' ')).toMatch(
			/discount No discount can be fitted: λ per visit makes a difference to no visit, .* λ = [\d.]+ \[.*\] per training step/,
		);
	});

	it('prints everything as JSON', async () => {
		const { stdout } = await insight(['fit', '-', '--output', 'json'], { stdin: jsonl(pool) });
		const fit = JSON.parse(stdout);
		expect(fit).toMatchObject({ priorFrom: 'counts', perVisit: { refusal: expect.any(String) }, calibration: null });
		expect(fit.advice).toEqual({
			prior: null,
			discount: null,
			kept: [{ setting: 'prior', reason: expect.stringContaining('The prior stays Beta(1, 1)') }],
		});
		expect(fit.prior.evidence.lower).toBeLessThan(2);
		expect(fit.prior.evidence.upper).toBeGreaterThan(2);
	});

	it('fails, and says why, where nothing can be fitted', async () => {
		const { exitCode, stdout, stderr } = await insight(['fit', '-'], { stdin: jsonl(pool.slice(0, 1)) });
		expect(exitCode).toBe(3);
		expect(stdout).toMatch(/only 1 prompt has two rollouts/);
		expect(stderr).toMatch(/Neither a prior nor a discount/);
	});

	it('shows the curve of λ where there is a history, within the width', () => {
		const rates = Array.from({ length: 40 }, () => beta(1, 1));
		const visits = createVisitLog(
			Array.from({ length: 320 }, (_, index) => {
				const example = index % 40;
				return { example, step: Math.floor(index / 40), successes: binomial(8, rates[example]!), trials: 8 };
			}),
		);
		const none = new Uint8Array(0);
		const columns = { counts: { successes: none, trials: none, unscored: none }, tieHash: new Uint32Array(40) };
		const fit = finished(fitBeliefs({ columns, visits }, uniformPrior));
		const palette = createPalette({ isTTY: false, columns: 80, write: async () => undefined }, {});
		const lines = fitReport(fit, palette, 80);
		const text = lines.join('\n');
		expect(text.replaceAll(/\s+/g, ' ')).toMatch(
			/λ = [\d.]+ \[[\d.]+, 1\] per visit under Beta\([\d.]+, [\d.]+\), by 280 predictions one visit ahead .* λ = [\d.]+ \[[\d.]+, 1\] per visit under Beta\(1, 1\), the prior in use/,
		);
		expect(text).not.toMatch(/^use/m);
		expect(text).toMatch(/^keep {6}The prior stays Beta\(1, 1\): half of the prompts fit no prior/m);
		expect(text).toMatch(/^keep {6}λ stays 1: under Beta\(1, 1\)/m);
		expect(lines.filter((line) => /^[01]\.\d{3} /.test(line)).length).toBe(15);
		expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
	});
});
