import { describe, expect, it } from 'vitest';
import { insight } from '../support/commandLine.ts';
import { jsonl } from '../support/dataset.ts';

const pool = Array.from({ length: 60 }, (_, index) => ({
	id: `p${index}`,
	rate: (index % 9) / 8,
	rewards: Array.from({ length: 8 }, (_, at) => (at < index % 9 ? 1 : 0)),
}));
const stdin = jsonl(pool);
const small = ['--steps', '5', '--batch', '4', '--seeds', '3'];

describe('insight plan', () => {
	it('prints the course of the runs', async () => {
		const { exitCode, stdout, stderr } = await insight(['plan', '-', ...small], { stdin });
		expect(exitCode, stderr).toBe(0);
		expect(stdout).toMatch(/^3 simulated runs of 5 steps: 4 prompts × 8 rollouts a step, from a pool of 60\./);
		expect(stdout).toMatch(/^insight +\d+ %/m);
		expect(stdout.replaceAll(/\s+/g, ' ')).toMatch(
			/One pass over the whole pool\. Of groups of 8, \d+ % \[\d+ %, \d+ %\] useful.* · 10 % mastered · 12 % intractable · an epoch is 15 steps\./,
		);
		expect(stdout).toMatch(/^ +5 +\d/m);
	});

	it('compares strategies, the one with most useful groups first', async () => {
		const { stdout } = await insight(['plan', '-', ...small, '--strategy', 'easy-to-hard,non-degenerate'], { stdin });
		expect(stdout.indexOf('non-degenerate')).toBeLessThan(stdout.indexOf('easy-to-hard'));
	});

	it('is the same each time as JSON, with the ids that the first run chose', async () => {
		const args = ['plan', '-', ...small, '--output', 'json', '--strategy', 'all'];
		const [first, second] = [await insight(args, { stdin }), await insight(args, { stdin })];
		expect(first.stdout).toBe(second.stdout);
		const { preflight, plans } = JSON.parse(first.stdout);
		expect(preflight).toMatchObject({ examples: 60, stepsPerEpoch: 15, unseen: 0, mastered: 6, intractable: 7 });
		expect(plans).toHaveLength(15);
		expect(plans[0].steps).toHaveLength(5);
		expect(plans[0].firstRun[0].chosen).toHaveLength(4);
		expect(plans[0].firstRun[0].chosen[0]).toMatch(/^p\d+$/);
	});

	it('goes by the target and the band that are set', async () => {
		const course = async (...options: readonly string[]) =>
			(await insight(['plan', '-', ...small, '--output', 'json', ...options], { stdin })).stdout;
		expect(await course('--strategy', 'expected-difficulty', '--target', '0.9')).not.toBe(
			await course('--strategy', 'expected-difficulty'),
		);
		const { exitCode, stderr } = await insight(['plan', '-', ...small, '--strategy', 'band', '--low', '0.9'], { stdin });
		expect([exitCode, stderr]).toEqual([2, expect.stringContaining('The band from 0.9 to 0.8 holds nothing')]);
	});

	it('plays in a world of known rates', async () => {
		const args = ['plan', '-', ...small, '--output', 'json', '--truth', 'rate', '--strategy', 'easy-to-hard'];
		const { plans } = JSON.parse((await insight(args, { stdin })).stdout);
		// The easiest are always solved.
		expect(plans[0].usefulShare.mean).toBeLessThan(0.7);
	});

	it.each([
		[['--steps', '0'], /--steps 0: must be a whole number from 1/, 2],
		[['--batch', 'x'], /--batch x/, 2],
		[['--unseen-quota', '2'], /--unseen-quota 2: must be a number from 0 to 1/, 2],
		[['--strategy', 'best'], /--strategy best: must be all, or some of insight,/, 2],
		[['--truth', 'nowhere'], /--truth nowhere: it is not there on line 1/, 3],
		[['--truth', 'id'], /--truth id: it is "p0" on line 1/, 3],
	])('refuses %j', async (args, message, code) => {
		const { exitCode, stderr } = await insight(['plan', '-', ...small, ...args], { stdin });
		expect(stderr).toMatch(message);
		expect(exitCode).toBe(code);
	});

	it('says that a batch is larger than the pool', async () => {
		const { stderr } = await insight(['plan', '-', '--steps', '2', '--seeds', '1', '--batch', '100'], { stdin });
		expect(stderr).toMatch(/A batch of 100 is more than the pool of 60/);
	});
});
