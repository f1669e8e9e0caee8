import { describe, expect, it } from 'vitest';
import { keysOfMarks, marksOfKeys } from '../../../server/table/markKeys.ts';
import { encodeMarks, type Mark } from '../../../shared/basket.ts';
import { jsonl, load } from '../../support/dataset.ts';

const record = (id: string) => ({ id, prompt: `Prompt of ${id}?`, rewards: [1, 0] });
const datasetOf = async (records: readonly unknown[]) => (await load(jsonl(records))).dataset;
const marksOf = (...marks: readonly (readonly [number, Mark])[]): string => encodeMarks({ marks: new Map(marks) });

describe('names of marked examples', () => {
	it('lead to the same examples in a file written anew', async () => {
		const before = await datasetOf(['a', 'b', 'c', 'd'].map(record));
		const keys = keysOfMarks(before, marksOf([1, 'include'], [3, 'include'], [0, 'exclude']))!;
		const now = await datasetOf(['d', 'x', 'a', 'b'].map(record));
		expect(marksOfKeys(now, keys)).toBe(marksOf([0, 'include'], [3, 'include'], [2, 'exclude']));
	});

	it('hold by the prompt where there is no id, and are lost with their example', async () => {
		const before = await datasetOf([
			{ prompt: 'One?', rewards: [1] },
			{ prompt: 'Two?', rewards: [0] },
		]);
		const keys = keysOfMarks(before, marksOf([0, 'include'], [1, 'exclude']))!;
		expect(marksOfKeys(await datasetOf([{ prompt: 'Two?', rewards: [1, 1] }]), keys)).toBe(marksOf([0, 'exclude']));
	});

	it('that several examples have lead to the same ones of them, while there are as many', async () => {
		const twins = await datasetOf(['a', 'b', 'a', 'a'].map(record));
		const keys = keysOfMarks(twins, marksOf([2, 'include'], [3, 'exclude']))!;
		expect(marksOfKeys(twins, keys)).toBe(marksOf([2, 'include'], [3, 'exclude']));
		const moved = await datasetOf(['b', 'a', 'a', 'x', 'a'].map(record));
		expect(marksOfKeys(moved, keys)).toBe(marksOf([2, 'include'], [4, 'exclude']));
		for (const names of [['a', 'b', 'a'], ['a', 'a', 'a', 'a'], ['b']])
			expect(marksOfKeys(await datasetOf(names.map(record)), keys)).toBe(';');
	});

	it('lead nowhere for records that have none, rather than to others', async () => {
		const anonymous = await datasetOf(Array.from({ length: 8 }, () => ({ rewards: [1, 0] })));
		const keys = keysOfMarks(anonymous, marksOf([4, 'include'], [6, 'exclude']))!;
		expect(marksOfKeys(anonymous, keys)).toBe(';');
	});

	it('are as many as are kept, of examples that all have the same', async () => {
		const text = jsonl([record('a')]).repeat(50_000);
		const { dataset } = await load(text);
		const marks = marksOf(...Array.from({ length: 50_000 }, (_, line): [number, Mark] => [line, 'include']));
		expect(marksOfKeys(dataset, keysOfMarks(dataset, marks)!)).toBe(marks);
	});

	it('are none for no marks, and not made of very many', async () => {
		const dataset = await datasetOf(['a'].map(record));
		expect(marksOfKeys(dataset, keysOfMarks(dataset, ';')!)).toBe(';');
		const many = marksOf(...Array.from({ length: 50_001 }, (_, line): [number, Mark] => [line, 'include']));
		expect(keysOfMarks(dataset, many)).toBeNull();
	});
});
