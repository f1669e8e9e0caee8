import { describe, expect, it } from 'vitest';
import { adapters } from '../../server/formats/adapters.ts';
import { insight } from '../support/commandLine.ts';
import { missingShared, sharedData } from '../support/documents.ts';

describe('insight formats', () => {
	it('lists what is known', async () => {
		const { stdout } = await insight(['formats']);
		for (const { name } of adapters) expect(stdout).toContain(`${name}: `);
	});

	it('says what was detected, why, and what came of it', async () => {
		const stdin = '{"task_id": 7, "reward": 1.0, "question": "Why?"}\n{"task_id": "7", "reward": null}\n';
		const { exitCode, stdout } = await insight(['formats', '-'], { stdin });
		expect(exitCode).toBe(0);
		for (const part of [
			'rollout-line',
			'"reward" is the reward of one rollout',
			'reward ≥ 1',
			'line 1: 7, 1 of 1 solved, 1 unscored',
		]) {
			expect(stdout).toContain(part);
		}
		const [report] = JSON.parse((await insight(['formats', '-', '--output', 'json'], { stdin })).stdout);
		expect(report).toMatchObject({ format: 'rollout-line', mapping: { reward: 'reward', group: ['task_id'] } });
	});

	it('says why nothing was, and exits with 3', async () => {
		const { exitCode, stdout } = await insight(['formats', '-'], { stdin: '{"a": 1, "b": 2}\n' });
		expect(exitCode).toBe(3);
		expect(stdout).toContain('the first record has the fields a, b');
	});

	it.skipIf(missingShared('one-shot-rlvr/math_cot_100.jsonl'))('understands real data', async () => {
		const { stdout } = await insight(['formats', sharedData('one-shot-rlvr/math_cot_100.jsonl')]);
		expect(stdout).toContain('reward-list');
		expect(stdout).toContain('"score" is a list of rewards');
	});
});
