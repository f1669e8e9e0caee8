import { describe, expect, it } from 'vitest';
import { inOptions, settingsOf } from '../../server/cli/options.ts';
import { defaultSettings } from '../../shared/settings.ts';

describe('settingsOf', () => {
	it('is the default without options', () => {
		expect(settingsOf({})).toEqual(defaultSettings());
	});

	it('means by each option what the editor means by its setting', () => {
		const options = { k: '16', eta: '0', mu: '-0.5', prior: 'jeffreys', seed: '7', threshold: '0.5', trials: '8' };
		const settings = settingsOf({ ...options, reward: 'extra.score', group: 'task, step', format: 'rollout-line' });
		expect(settings).toMatchObject({
			k: 16,
			eta: 0,
			mu: -0.5,
			prior: { alpha: 0.5, beta: 0.5 },
			seed: 7,
			reading: { format: 'rollout-line', rewardField: 'extra.score', threshold: 0.5, trials: 8 },
		});
		expect(settings.reading.group.map((field) => field.trim())).toEqual(['task', 'step']);
	});

	it.each([
		[{ k: '0' }, '--k 0: must be a whole number from 1 to 4096'],
		[{ k: '' }, '--k : must be a number'],
		[{ k: '2.5' }, '--k 2.5: must be a whole number'],
		[{ eta: '-1' }, '--eta -1: must be a number from 0'],
		[{ mu: 'x' }, '--mu x: must be a number'],
		[{ seed: '-1' }, '--seed -1: must be a whole number from 0'],
		[{ threshold: 'Infinity' }, '--threshold Infinity: must be a number'],
		[{ trials: '0' }, '--trials 0: must be a number of rollouts from 1'],
		[{ trials: '2.5' }, '--trials 2.5: must be a whole number from 1'],
		[{ prior: 'best' }, 'The prior "best" is not understood: give "uniform", "jeffreys", or two numbers'],
		[{ prior: '0,1' }, "The prior's alpha is 0"],
		[{ format: 'nope' }, '--format nope: must be one of auto, prime-rl'],
		[{ reward: '' }, '--reward : must be the name of a field'],
		[{ group: 'a,,b' }, '--group a,,b: must be the name of a field'],
	])('refuses %j, naming the option', (options, message) => {
		expect(() => settingsOf(options)).toThrow(message);
		expect(() => settingsOf(options)).toThrow(expect.objectContaining({ exitCode: 2 }));
	});
});

describe('inOptions', () => {
	it('names options instead of settings', () => {
		expect(inOptions('Set insight.success.field, insight.success.threshold or insight.group.')).toBe(
			'Set --reward, --threshold or --group.',
		);
	});
});
