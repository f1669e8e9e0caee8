import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseFieldPath, showFieldPath, valuesAt } from '../../../../server/core/json/fieldPath.ts';
import { compileFieldPlan, type FieldPlan } from '../../../../server/core/json/fieldPlan.ts';
import { holds } from '../../../support/random.ts';

describe('a field path', () => {
	it.each([
		['reward', ['reward']],
		[' extra_info.index ', ['extra_info', 'index']],
		['rollouts[].reward', ['rollouts', '[]', 'reward']],
		['a[][].b', ['a', '[]', '[]', 'b']],
		['[].a', ['[]', 'a']],
		['/my.score', ['my.score']],
		['/a~1b/c~0d', ['a/b', 'c~d']],
		['/rollouts/-/reward', ['rollouts', '[]', 'reward']],
		['a..b', ['a', 'b']],
	])('is parsed from %j', (text, expected) => {
		expect(parseFieldPath(text)).toEqual(expected);
	});

	it.each(['', '  ', '.', '..'])('is not parsed from %j', (text) => {
		expect(parseFieldPath(text)).toBeUndefined();
	});

	it('is written as it was read', () => {
		const plain = fc.constantFrom('reward', 'pass@1', '_ng_task_index', '6b', '-x');
		const odd = fc.string({ unit: fc.constantFrom('a', '.', '/', '~', '[', ']', '[]', ' ', '0', '1'), minLength: 1, maxLength: 5 });
		// A JSON Pointer has no way to write the key "-", and the ends of a text are trimmed.
		const key = fc.oneof(plain, odd).filter((text) => text !== '[]' && text.trim() === text);
		const segments = fc.array(fc.oneof(key, fc.constant('[]')), { minLength: 1, maxLength: 4 });
		holds(
			fc.property(segments, (path) => {
				expect(parseFieldPath(showFieldPath(path))).toEqual(path);
			}),
		);
	});

	it('is written as a JSON Pointer only where it has to be', () => {
		expect(showFieldPath(['rollouts', '[]', 'extra', 'score'])).toBe('rollouts[].extra.score');
		expect(showFieldPath(['my.score', '[]', 'a/b'])).toBe('/my.score/-/a~1b');
	});

	it('reaches own values only, in order', () => {
		const record = { a: [{ b: 1 }, { b: [2] }, 3, { c: 4 }], 'x.y': 5, n: null };
		const reach = (text: string) => valuesAt(record, parseFieldPath(text)!);
		expect(reach('a[].b')).toEqual([1, [2]]);
		expect(reach('a[].b[]')).toEqual([2]);
		expect(reach('/x.y')).toEqual([5]);
		expect(reach('n')).toEqual([null]);
		for (const nowhere of ['b', 'a.b', 'n.a', 'toString', 'a.length', 'x.y']) expect(reach(nowhere)).toEqual([]);
	});
});

describe('a field plan', () => {
	it('gives equal paths one slot, and every subtree a run of slots', () => {
		const segment = fc.constantFrom('a', 'b', 'c', '[]');
		const somePaths = fc.array(fc.array(segment, { minLength: 1, maxLength: 4 }), { maxLength: 8 });
		holds(
			fc.property(somePaths, (paths) => {
				const { root, slotOf, slotCount } = compileFieldPlan(paths);
				const texts = paths.map((path) => path.join(' '));
				for (const [index, text] of texts.entries()) expect(slotOf[index]).toBe(slotOf[texts.indexOf(text)]);
				expect(new Set(slotOf).size).toBe(new Set(texts).size);
				expect(slotCount).toBe(new Set(texts).size);
				const slotsOf = (plan: FieldPlan): readonly number[] => {
					const children = [...plan.keys.map((key) => key.plan), ...(plan.items === undefined ? [] : [plan.items])];
					const slots = [...(plan.slot < 0 ? [] : [plan.slot]), ...children.flatMap(slotsOf)].sort((left, right) => left - right);
					expect(slots).toEqual(Array.from({ length: plan.lastSlot - plan.firstSlot + 1 }, (_, at) => plan.firstSlot + at));
					return slots;
				};
				expect(slotsOf(root)).toHaveLength(slotCount);
			}),
		);
	});
});
