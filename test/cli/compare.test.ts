import { describe, expect, it } from 'vitest';
import { strategyNames } from '../../shared/strategies.ts';
import { insight } from '../support/commandLine.ts';
import { jsonLines, missingShared, sharedData } from '../support/documents.ts';

/** S of 8 for S = 0…8 of two sources, and three unseen. */
const stdin = jsonLines([
	...Array.from({ length: 9 }, (_, solved) => ({
		id: solved,
		source: solved % 3 === 0 ? 'aime' : 'gsm8k',
		rewards: Array.from({ length: 8 }, (_, at) => (at < solved ? 1 : 0)),
	})),
	...['a', 'b', 'c'].map((id) => ({ id, source: 'new', rewards: [] })),
]);

describe('insight compare', () => {
	it('puts every strategy on a row, and the pool below', async () => {
		const { stdout, stderr, exitCode } = await insight(['compare', '-', '--top', '4', '--by', 'source'], { stdin });
		expect(exitCode).toBe(0);
		const rows = stdout.split('\n');
		expect(stdout).not.toContain('no room');
		for (const name of strategyNames) expect(rows.some((row) => row.startsWith(`${name} `))).toBe(true);
		expect(rows[0]).toBe('What each chooses');
		// InSight takes one unseen prompt of four, a quarter; S = 3, 4 and 2 of 8 are the others: means .5 and .4, .5, .3.
		expect(rows.find((row) => row.startsWith('insight '))).toMatch(/^insight +4 +\d+ % +0\.42 +25 % +0 % +0 % +···▄▄█····$/);
		expect(rows.find((row) => row.startsWith('dynamic-sampling '))).toMatch(/ – /);
		expect(stdout).toContain('Shares by source');
		expect(rows.findLast((row) => row.startsWith('(the pool)'))).toMatch(/^\(the pool\) +50 % +25 % +25 %$/);
		expect(stdout).toContain('How much of the set of insight stays under other assumptions');
		expect(stderr).toContain("Kendall's rank correlation with insight");
		expect((await insight(['compare', '-', '--top', '8'], { stdin })).stderr).toContain('Fewer examples than 8 are eligible');
	});

	it('leaves out columns that a narrow terminal has no room for, and says so', async () => {
		const { stdout } = await insight(['compare', '-', '--top', '4'], { stdin, terminal: 80, env: { NO_COLOR: '1' } });
		expect(stdout).toContain('… no room for ');
		expect(stdout.split('\n').every((line) => line.length <= 80)).toBe(true);
	});

	it('prints JSON, without the sets themselves', async () => {
		const args = [
			'compare',
			'-',
			'--fraction',
			'0.5',
			'--strategies',
			'easy-to-hard,insight',
			'--output',
			'json',
			'--unseen-quota',
			'1',
		];
		const { comparison, sensitivity } = JSON.parse((await insight(args, { stdin })).stdout);
		expect(comparison.strategies.map(({ name }: { name: string }) => name)).toEqual(['easy-to-hard', 'insight']);
		expect(comparison.strategies[1]).toMatchObject({ examples: 6, unseen: 3 });
		expect(comparison.strategies[0]).not.toHaveProperty('chosen');
		expect(comparison.pairs).toHaveLength(1);
		expect(sensitivity).toMatchObject({ strategy: 'easy-to-hard', examples: 6 });
	});

	it('says what its figures hide: μ that is no rate, a quota that binds, sets of the tie-break, fewer examples than asked for', async () => {
		const saidOf = async (...args: readonly string[]) => (await insight(['compare', '-', ...args], { stdin })).stderr;
		expect(await saidOf('--top', '4')).not.toMatch(/μ =|tie-break|asked for/);
		const outside = await insight(['compare', '-', '--top', '4', '--mu', '3'], { stdin });
		expect(outside.stderr).toContain('μ = 3 is outside [0, 1]');
		expect(outside.stdout.match(/^mu [\d.]+/gm)).toEqual(['mu 0.1', 'mu 0.3', 'mu 0.5']);
		expect((await insight(['compare', '-', '--top', '4', '--mu', '0.9'], { stdin })).stdout.match(/^mu [\d.]+/gm)).toEqual([
			'mu 0.7',
			'mu 0.8',
			'mu 1',
		]);
		expect(await saidOf('--top', '4', '--mu', '3', '--strategies', 'random')).not.toContain('μ =');
		expect(await saidOf('--top', '8', '--strategies', 'insight,hardest-solved')).toContain(
			'Unseen prompts with a better score stand back for insight, as at most 25 % of a set may be unseen: --unseen-quota.',
		);
		const unseen = await saidOf('--top', '2', '--unseen-quota', '1', '--strategies', 'insight,easy-to-hard');
		expect(unseen).toContain('All that insight would choose is unseen: which ones they are is the seeded tie-break');
		expect(unseen).toContain(
			'The strategy insight does not tell the examples of its set apart: the seeded tie-break decides, the same in all that is tried',
		);
		expect(await saidOf('--top', '1000')).toContain('1,000 examples asked for, but there are 12');
	});

	it('tries the λ that the history speaks for, and says of what fits nothing that it is not tried', async () => {
		const history = jsonLines(
			Array.from({ length: 240 }, (_, index) => ({
				id: `p${index % 30}`,
				step: Math.floor(index / 30),
				rewards: Array.from({ length: 4 }, () => (index + Math.floor(index / 60)) % 2),
			})),
		);
		const fitted = await insight(['compare', '-', '--top', '4', '--group', 'id'], { stdin: history });
		expect(fitted.stderr).toContain('The fitted λ is the likeliest under the prior in use, Beta(1, 1).');
		// The prior stays, so it is not the λ that goes with the fitted one.
		const fit = JSON.parse((await insight(['fit', '-', '--group', 'id', '--output', 'json'], { stdin: history })).stdout);
		const [, lambda] = /^lambda ([\d.]+)(?: a step)? \(fitted\) +\d+ %$/m.exec(fitted.stdout)!;
		expect(Number(lambda)).toBeCloseTo(fit.discountAlone.discount.lambda, 3);
		expect(fit.discountAlone.prior).toEqual({ alpha: 1, beta: 1 });
		const { stdout, stderr } = await insight(['compare', '-', '--top', '4', '--prior', '1,1'], {
			stdin: jsonLines([1, 0, 1].map((reward, id) => ({ id, rewards: [reward, 0] }))),
		});
		expect(stdout).not.toContain('fitted');
		expect(stderr).toMatch(/No prior can be fitted: only 3 prompts have .* So nothing fitted of that kind is tried\./);
	});

	it('says what is wrong', async () => {
		for (const [args, message, code] of [
			[[], /say how much each strategy is to choose/, 2],
			[['--top', '3', '--strategies', 'insight,magic'], /"magic" is none of insight, /, 2],
			[['--top', '3', '--by', 'nowhere'], /no example has a text or a number in the field nowhere/, 2],
			[['--top', '3', '--output', 'csv'], /--output csv: must be table or json/, 2],
			[['--top', '3', '--low', '0.9', '--high', '0.1'], /--low must not be above --high/, 2],
		] as const) {
			const { exitCode, stderr } = await insight(['compare', '-', ...args], { stdin });
			expect(stderr).toMatch(message);
			expect(exitCode).toBe(code);
		}
		expect((await insight(['compare', '-', '--top', '3'], { stdin: '\n' })).exitCode).toBe(3);
	});

	it.skipIf(missingShared('one-shot-rlvr/math_cot_100.jsonl'))(
		'finds that equal evidence leaves the ranking to the weight',
		async () => {
			const args = ['compare', sharedData('one-shot-rlvr/math_cot_100.jsonl'), '--top', '20%', '--output', 'json'];
			const { comparison } = JSON.parse((await insight(args)).stdout);
			const pair = comparison.pairs.find(
				({ first, second }: { first: string; second: string }) => first === 'insight' && second === 'difficulty-weight',
			);
			// Method.md 4.2: Kendall's τ of at least .94.
			expect(pair.tau).toBeGreaterThanOrEqual(0.94);
		},
	);
});
