import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { insight } from '../support/commandLine.ts';
import { jsonl } from '../support/dataset.ts';
import { testFolder } from '../support/folder.ts';

const rollout = (reward: number): string => jsonl([{ task_id: 'a', reward }]);

const severalSteps = (steps: number): string =>
	`insight: The rollouts are of ${steps} training steps, so of as many policies, and count alike: --discount below 1 lets those of earlier ones fade.\n`;

/** What is said about files of one rollout each. */
async function notesOf(names: readonly string[], ...options: readonly string[]): Promise<string> {
	const folder = await testFolder();
	for (const name of names) {
		await mkdir(join(folder.path, name, '..'), { recursive: true });
		await folder.file(name, rollout(1));
	}
	return (await insight(['score', folder.path, ...options])).stderr;
}

describe('what is said about steps', () => {
	it('is no more than how many there are where each is told once, or by parts', async () => {
		expect(await notesOf(['1.jsonl', '3.jsonl', '10.jsonl'])).toBe(severalSteps(3));
		expect(await notesOf(['rollout/1/7.jsonl', 'rollout/1/8.jsonl', 'rollout/2/7.jsonl'])).toBe(severalSteps(2));
	});

	it('is that one was perhaps run twice', async () => {
		expect(await notesOf(['a/1.jsonl', 'a/2.jsonl', 'b/2.jsonl'])).toBe(
			`insight: 1 file repeats a step of another of the same name: rollouts of one step count as one visit.\n${severalSteps(2)}`,
		);
	});

	it('is λ with the prior that it belongs to', async () => {
		const stdin = jsonl([0, 1, 2].flatMap((step) => ['a', 'b'].map((id) => ({ id, step, rewards: [1, 0] }))));
		const args = ['score', '-', '--output', 'table', '--prior', '0.5,1.5', '--discount', '0.7'];
		expect((await insight(args, { stdin })).stdout).toContain(
			'3 steps, 0 to 2 · discount λ = 0.7 per visit, under the prior Beta(0.5, 1.5)',
		);
	});

	it('is that a discount changes nothing without them', async () => {
		expect(await notesOf(['pool.jsonl'], '--discount', '0.5')).toContain('so the discount changes nothing');
	});
});
