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
		expect(stdout).toMatch(/^insight +\d+ {2}\d+ – \d+ +\d\.\d +160 +\d+ %/m);
		expect(stdout.replaceAll(/\s+/g, ' ')).toMatch(
			/One pass over the whole pool, by the beliefs\. Of groups of 8, \d+ % \[\d+ %, \d+ %\] useful.* · 10 % mastered · 12 % intractable · an epoch is 15 steps\./,
		);
		expect(stdout).toMatch(/^ +5 +\d/m);
	});

	it('says what it takes for granted', async () => {
		const assumed = async (...options: readonly string[]) => {
			const { stdout } = await insight(['plan', '-', ...small, ...options], { stdin });
			return /Taken for granted: (.*?)\.\n\n/s.exec(stdout)?.[1]?.replaceAll(/\s+/g, ' ');
		};
		expect(await assumed()).toBe(
			'rewards are drawn from the beliefs, so a plan is as good as these · prior 1,1 · λ = 1 · M̂ = 16 × 4 candidates a step, here all 60 · ' +
				'at most 25 % of a batch unseen while there are others · η = 3, μ = 0.3 · seed 0',
		);
		const options = ['--candidates', '2', '--unseen-quota', '1', '--discount', '0.5', '--prior', 'jeffreys', '--seed', '4'];
		expect(await assumed('--truth', 'rate', '--strategy', 'band', ...options)).toBe(
			'rewards are drawn from the success rates in "rate" · prior 0.5,0.5 · λ = 0.5 per visit · M̂ = 2 × 4 candidates a step · ' +
				'any share of a batch may be unseen · band from 0.2 to 0.8 · seed 4',
		);
		const { stdout } = await insight(['plan', '-', ...small, '--output', 'json', '--truth', 'rate'], { stdin });
		expect(JSON.parse(stdout)).toMatchObject({
			parameters: { eta: 3, mu: 0.3 },
			rewards: { from: 'truth', field: 'rate' },
			candidates: 16,
			duplicates: 'once',
			budget: { groups: 20, rollouts: 160 },
		});
	});

	it('compares strategies, the one with most useful groups first', async () => {
		const { stdout } = await insight(['plan', '-', ...small, '--strategy', 'easy-to-hard,non-degenerate'], { stdin });
		expect(stdout.indexOf('non-degenerate')).toBeLessThan(stdout.indexOf('easy-to-hard'));
	});

	it('ranks by what comes of the same budget, not by the share of what a strategy spends of it', async () => {
		// dynamic-sampling keeps two of 40, both useful for sure; all others are unseen.
		const few = jsonl(Array.from({ length: 40 }, (_, index) => ({ id: `p${index}`, rewards: index < 2 ? [1, 0, 1, 0] : [] })));
		const args = ['plan', '-', '--steps', '3', '--batch', '8', '--seeds', '4', '--strategy', 'dynamic-sampling,random'];
		const { stdout, stderr } = await insight(args, { stdin: few });
		const rows = stdout.split('\n').filter((line) => /^(dynamic-sampling|random) /.test(line));
		expect(rows.map((row) => row.trim().split(/\s{2,}/)[0])).toEqual(['random', 'dynamic-sampling']);
		expect(rows.map((row) => row.trim().split(/\s{2,}/)[4])).toEqual(['192', '48']);
		expect(stdout.replaceAll(/\s+/g, ' ')).toContain('Each strategy has the same budget, 192 rollouts,');
		expect(stderr).toContain(
			"dynamic-sampling fills 2 of 8 places in a batch and spends 25 % of the budget: of the pool's 40 examples it turns down 38 without rollouts.",
		);
		const { plans, notes } = JSON.parse((await insight([...args, '--output', 'json'], { stdin: few })).stdout);
		expect(plans[0]).toMatchObject({ strategy: 'dynamic-sampling', groups: { mean: 6 }, steps: [{ groups: { mean: 2 } }, {}, {}] });
		expect(plans[0].usefulShare.mean).toBeGreaterThan(plans[1].usefulShare.mean);
		expect(plans[0].useful.mean).toBeLessThan(plans[1].useful.mean);
		expect(notes).toContainEqual(expect.stringMatching(/^dynamic-sampling fills 2 of 8 places/));
	});

	it('says for which columns of its tables there is no room', async () => {
		const { stdout } = await insight(['plan', '-', ...small], { stdin, terminal: 76, env: { NO_COLOR: '1' } });
		const [strategies, course] = stdout.split('The course of insight') as [string, string];
		for (const [table, titles] of [
			[strategies, ['a step', 'rollouts', 'useful share', 'pool visited', 'used up at step']],
			[course, ['expected', 'mean p', 'evidence', 'visited before', 'unseen left']],
		] as const) {
			const header = table.split('\n').find((line) => line.includes('9 of 10 runs'))!;
			const missing = titles.filter((title) => !header.includes(title));
			expect(missing).not.toEqual([]);
			expect(
				table
					.match(/… no room for ([^:]+): take a/)?.[1]
					?.split(/,\s+/)
					.toSorted(),
			).toEqual(missing.toSorted());
		}
	});

	it('plans by a strategy once, however often it is named', async () => {
		const { stdout } = await insight(['plan', '-', ...small, '--strategy', 'random, insight,random'], { stdin });
		expect(stdout.match(/^(random|insight) /gm)).toHaveLength(2);
	});

	it('says why a strategy chooses nothing', async () => {
		const unseen = jsonl(Array.from({ length: 20 }, (_, index) => ({ id: `n${index}`, rewards: [] })));
		const { stdout, stderr } = await insight(['plan', '-', ...small, '--strategy', 'band'], { stdin: unseen });
		expect(stdout).toMatch(/^band +0 {2}0 – 0 +0\.0 +0 +– +0 %/m);
		expect(stderr).toContain("of the pool's 20 examples it turns down 20 without rollouts.");
		expect(stderr).toContain('No prompt has rollouts yet');
	});

	it.each([
		[['--mu', '3'], /μ = 3 is outside \[0, 1\]/],
		[['--eta', '0'], /η = 0 switches off the pull towards μ/],
		[['--k', '1', '--strategy', 'random'], /K = 1: a group of one rollout never has unequal rewards/],
		[['--strategy', 'random,insight'], /A plan is for the policy of now\..*plan anew as it goes\.$/m],
		[[], /Every prompt has 8 rollouts/],
		[['--seeds', '1'], /One run cannot tell how far runs differ/],
	])('with %j says what is to be known before it is believed', async (options, note) => {
		const { stderr, stdout } = await insight(['plan', '-', ...small, ...options], { stdin });
		expect(stderr).toMatch(note);
		if (options[0] === '--seeds') expect(stdout).toMatch(/^insight +\d+ {2}– {2}/m);
		expect((await insight(['plan', '-', ...small, ...options, '--quiet'], { stdin })).stderr).toBe('');
		const { notes } = JSON.parse((await insight(['plan', '-', ...small, ...options, '--output', 'json'], { stdin })).stdout);
		expect(notes.join('\n')).toMatch(note);
	});

	it('says that rollouts are of several models, and that batches are of unseen prompts alone', async () => {
		const rollouts = ['qwen', 'llama'].flatMap((model) =>
			['a', 'b'].flatMap((id) => [0, 1].map((reward) => ({ id, model, prompt: id, response: 'x', reward }))),
		);
		expect((await insight(['plan', '-', ...small], { stdin: jsonl(rollouts) })).stderr).toMatch(/of 2 models \(qwen, llama\)/);
		const halfSeen = jsonl(Array.from({ length: 40 }, (_, index) => ({ id: `p${index}`, rewards: index % 2 === 0 ? [1, 0] : [] })));
		const { stderr } = await insight(['plan', '-', ...small, '--unseen-quota', '1'], { stdin: halfSeen });
		expect(stderr).toMatch(/At each step every prompt that insight chooses is unseen/);
		expect((await insight(['plan', '-', ...small], { stdin: halfSeen })).stderr).not.toMatch(/is unseen/);
	});

	it('takes a prompt once for a batch, unless duplicates are to be kept', async () => {
		const records = Array.from({ length: 20 }, (_, index) => ({
			id: `d${index}`,
			prompt: index < 10 ? 'Same?' : `q${index}`,
			rewards: [1, 0],
		}));
		const batchOf = async (...options: readonly string[]) => {
			const args = ['plan', '-', '--steps', '2', '--batch', '12', '--seeds', '1', '--output', 'json', ...options];
			const { stdout, stderr } = await insight(args, { stdin: jsonl(records) });
			const { plans, budget, preflight } = JSON.parse(stdout);
			const ids: readonly string[] = plans[0].firstRun[0].chosen;
			return {
				size: ids.length,
				same: ids.filter((id) => Number(id.slice(1)) < 10).length,
				groups: budget.groups,
				pass: preflight,
				stderr,
			};
		};
		const once = await batchOf();
		expect(once).toMatchObject({ size: 11, same: 1, groups: 22, pass: { examples: 11, stepsPerEpoch: 1 } });
		expect(once.stderr).toContain('9 examples repeat the prompt of another: a batch takes one of them.');
		expect(once.stderr).toContain('A batch of 12 is more than the pool of 11 prompts: a step can take no more.');
		const all = await batchOf('--keep-duplicates');
		expect(all).toMatchObject({ size: 12, groups: 24, pass: { examples: 20, stepsPerEpoch: 2 } });
		expect(all.same).toBeGreaterThan(1);
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
