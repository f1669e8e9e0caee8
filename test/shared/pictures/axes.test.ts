import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linearAxis } from '../../../shared/pictures/axes.ts';
import { holds } from '../../support/random.ts';

const amounts = fc.oneof(fc.integer({ min: 1, max: 1e9 }), fc.double({ min: 1e-6, max: 1e6, noNaN: true }));

describe('an axis that ends at ticks', () => {
	it('has its first and last tick at its ends, beyond every value', () => {
		holds(
			fc.property(amounts, fc.integer({ min: 2, max: 6 }), fc.boolean(), fc.boolean(), (most, ticks, isWhole, isBelow) => {
				const domain = isBelow ? ([-most, 0] as const) : ([0, most] as const);
				const axis = linearAxis({ label: '', domain, range: [100, 0], ticks, isWhole, endsAtTicks: true });
				const [first, last] = [axis.ticks[0]!, axis.ticks.at(-1)!];
				expect([first.value <= domain[0], last.value >= domain[1]]).toEqual([true, true]);
				expect([axis.at(first.value), axis.at(last.value)]).toEqual([expect.closeTo(100, 6), expect.closeTo(0, 6)]);
				expect(new Set(axis.ticks.map(({ text }) => text)).size).toBe(axis.ticks.length);
			}),
		);
	});

	it.each([
		[1, ['0', '1']],
		[1.2, ['0', '1', '2']],
		[293, ['0', '100', '200', '300']],
		[1133, ['0', '500', '1,000', '1,500']],
	])('writes whole numbers up to %d as %j', (most, texts) => {
		const axis = linearAxis({ label: '', domain: [0, most], range: [100, 0], ticks: 3, isWhole: true, endsAtTicks: true });
		expect(axis.ticks.map(({ text }) => text)).toEqual(texts);
	});
});
