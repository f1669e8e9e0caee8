/** Colours, numbers for people, settings. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bucketsOf } from '../../shared/colorScale.ts';
import {
	formatCount,
	formatInterval,
	formatParameter,
	formatPercent,
	formatQuantity,
	formatRate,
	formatScore,
} from '../../shared/format.ts';
import { countOf, defaultSettings, parseAmount, parseSettings, settingDefaults } from '../../shared/settings.ts';
import { holds } from '../support/random.ts';

const values = fc
	.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 50 })
	.map((list) => Float64Array.from(list));

describe('bucketsOf', () => {
	it('gives equal values equal buckets, and larger values no smaller ones', () => {
		holds(
			fc.property(values, fc.constantFrom('rank' as const, 'linear' as const, 'log' as const), (list, scale) => {
				const buckets = bucketsOf(list, scale);
				return list.every((left, i) =>
					list.every((right, j) => (left === right ? buckets[i] === buckets[j] : left > right || buckets[i]! <= buckets[j]!)),
				);
			}),
		);
	});

	it('uses all ten for ten different values by rank, and by the distance otherwise', () => {
		expect([
			...bucketsOf(
				Float64Array.from({ length: 10 }, (_, index) => 2 ** index),
				'rank',
			),
		]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
		expect([...bucketsOf(Float64Array.of(0, 1, 10), 'linear')]).toEqual([0, 1, 9]);
		expect([...bucketsOf(Float64Array.of(0, 1, 10, 100), 'log')]).toEqual([0, 0, 5, 9]);
	});

	it('puts a pool of one value into the middle', () => {
		for (const scale of ['rank', 'linear', 'log'] as const)
			expect([...bucketsOf(Float64Array.of(3, 3, 3), scale)]).toEqual([5, 5, 5]);
		expect(bucketsOf(new Float64Array(), 'rank')).toHaveLength(0);
	});
});

describe('numbers for people', () => {
	it('keep three digits of a score', () => {
		expect([0, 0.0680836, 0.02099, 1.4e-7, 0.99999].map(formatScore)).toEqual(['0', '0.0681', '0.0210', '1.40e-7', '1.00']);
	});

	it('never round a rate to a certainty', () => {
		expect([0, 0.001, 0.4, 0.998, 1].map(formatRate)).toEqual(['0.00', '<0.01', '0.40', '>0.99', '1.00']);
		expect([0, 0.001, 0.5, 0.999, 1].map(formatPercent)).toEqual(['0 %', '<1 %', '50 %', '>99 %', '100 %']);
		expect(formatInterval({ lower: 0.137, upper: 0.7007 })).toBe('[0.14, 0.70]');
	});

	it('keep four digits of a parameter, and none that say nothing', () => {
		expect([1, 0.5, 0.3271660369446854, 12345.6].map(formatParameter)).toEqual(['1', '0.5', '0.3272', '12350']);
	});

	it('separate thousands', () => {
		expect([0, 999, 40315, 1234567, 2.5, 1234.5].map(formatCount)).toEqual(['0', '999', '40,315', '1,234,567', '2.50', '1,234.50']);
		expect([formatQuantity(1, 'example'), formatQuantity(2000, 'example')]).toEqual(['1 example', '2,000 examples']);
	});
});

describe('settings', () => {
	it('are the defaults where nothing is set, however that is said', () => {
		for (const nothing of [{}, null, undefined, 'text', { insight: {} }, settingDefaults]) {
			expect(parseSettings(nothing)).toEqual({ settings: defaultSettings(), problems: [] });
		}
	});

	it('are read flat and nested', () => {
		for (const given of [
			{ 'insight.heatmap.mode': 'evidence' },
			{ insight: { heatmap: { mode: 'evidence' } } },
			{ heatmap: { mode: 'evidence' } },
		]) {
			expect(parseSettings(given).settings.heatmap.mode).toBe('evidence');
		}
	});

	it.each([
		['insight.k', 0],
		['insight.k', '8'],
		['insight.eta', -1],
		['insight.prior', '0.0001,1'],
		['insight.seed', 0.5],
		['insight.group', 'task_id'],
		['insight.success.threshold', 'high'],
		['insight.heatmap.mode', 'rainbow'],
		['insight.heatmap.top', '200%'],
		['insight.diagnostics.severity', { 'no-such-code': 'error' }],
		['insight.diagnostics.severity', { mastered: 'loud' }],
		['insight.curriculum.wellEstimatedWidth', 2],
	])('say that %s cannot be %j, and stay usable', (key, value) => {
		const { settings, problems } = parseSettings({ [key]: value });
		expect(settings).toEqual(defaultSettings());
		expect(problems).toHaveLength(1);
		expect(problems[0]!.problem).toMatch(new RegExp(`^${key.replaceAll('.', '\\.')} is .* must be .*\\.$`));
		expect(problems[0]!.remedy).toMatch(/^Using .*\.$/);
	});

	it('know a discount that is to be fitted, which is none until then', () => {
		const { settings, problems } = parseSettings({ 'insight.discount': ' Fitted ' });
		expect([settings, problems]).toEqual([
			{ ...defaultSettings(), fit: { prior: false, discount: true, required: [], refusals: [] } },
			[],
		]);
		for (const value of [-0.1, 1.1, '0.5', 'fit', null]) {
			const wrong = parseSettings({ 'insight.discount': value });
			expect([wrong.settings, wrong.problems.map(({ key }) => key)]).toEqual([defaultSettings(), ['insight.discount']]);
		}
		expect(parseSettings({ 'insight.discount': 2 }).problems[0]?.problem).toContain('must be a number from 0 to 1, or "fitted"');
	});

	it('know a prior that is to be fitted, which is the flat one until then', () => {
		const { settings, problems } = parseSettings({ 'insight.prior': 'fitted' });
		expect(problems).toEqual([]);
		expect(settings).toEqual({ ...defaultSettings(), fit: { prior: true, discount: false, required: [], refusals: [] } });
	});

	it('know amounts', () => {
		expect(['10', '10%', ' 12.5 % ', '0', '101%', '1.5', 'all', ''].map(parseAmount)).toEqual([
			{ count: 10 },
			{ percent: 10 },
			{ percent: 12.5 },
			undefined,
			undefined,
			undefined,
			undefined,
			undefined,
		]);
		expect([countOf({ count: 10 }, 3), countOf({ percent: 10 }, 101), countOf({ percent: 1 }, 5)]).toEqual([3, 11, 1]);
	});
});
