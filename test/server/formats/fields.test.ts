import { describe, expect, it } from 'vitest';
import { detectFormat } from '../../../server/formats/detect.ts';
import { bestName, isPresent, mayHave } from '../../../server/formats/fields.ts';
import { withKeyCounts } from '../../../server/formats/records.ts';
import { defaultSettings } from '../../../shared/settings.ts';

describe('names that are tried', () => {
	it('are not asked of records of which fewer than half have their key', () => {
		const records = withKeyCounts([{ a: 1, b: 1 }, { a: 1, b: 1, c: { d: 1 } }, { a: null, b: 1 }, { e: 1 }]);
		const asked: unknown[] = [];
		const isThere = (value: unknown): boolean => {
			asked.push(value);
			return isPresent(value);
		};
		expect(bestName(['c.d', 'e', 'a', 'none', 'b'], records, isThere)).toEqual({ candidate: 'b', fit: 0.75 });
		expect(asked).toEqual([1, 1, null, undefined, 1, 1, 1, undefined]);
	});

	it.each(['a', 'a.b', 'a.b[].c', 'a[]', '/a/x.y', 'x@1', 'z.z', '/x.y/-'])('begin with a key, as %s', (name) => {
		const records = withKeyCounts([{ a: 1, 'x@1': 1, z: 1, 'x.y': 1 }, {}]);
		expect([mayHave(records, name), mayHave(withKeyCounts([...records, {}]), name)]).toEqual([true, false]);
	});

	it('may be there in half of the records, and alternatives together', () => {
		const rollout = { task_id: 'a', passed: true };
		const others = [{ text: '' }, { text: '' }];
		const records = [{ ...rollout, completion: '' }, { ...rollout, solution: '' }, ...others];
		const nameOf = (sampled: typeof records): string | undefined =>
			detectFormat({ container: 'lines', records: sampled }, defaultSettings().reading).format?.name;
		expect([nameOf(records), nameOf([...records, { text: '' }])]).toEqual(['human-eval', undefined]);
	});
});
