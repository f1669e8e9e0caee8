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
