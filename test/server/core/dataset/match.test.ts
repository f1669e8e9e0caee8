import { describe, expect, it } from 'vitest';
import { type JoinKeys, matchExamples } from '../../../../server/core/dataset/match.ts';

interface Record {
	readonly id?: number;
	readonly prompt?: number;
	readonly truth?: number;
}

/** Keys as small numbers; ids are places too. */
function keysOf(records: readonly Record[]): JoinKeys {
	const column = (key: (record: Record) => number | undefined) => Float64Array.from(records, (record) => key(record) ?? Number.NaN);
	return {
		id: column(({ id }) => id),
		prompt: column(({ prompt }) => prompt),
		groundTruth: column(({ truth }) => truth),
		place: column(({ id }) => id),
	};
}

function matched(lines: readonly Record[], examples: readonly Record[]) {
	const { method, examplesOf, contradicted } = matchExamples(keysOf(lines), keysOf(examples));
	return { method, pairs: Object.fromEntries(examplesOf), contradicted };
}

describe('examples and lines', () => {
	it('are matched by id where that finds most', () => {
		expect(matched([{ id: 5 }, { id: 6 }, {}], [{ id: 6 }, { id: 9 }])).toEqual({
			method: 'id',
			pairs: { 1: [0] },
			contradicted: [],
		});
	});

	it('are matched by prompt where ids are other numbers', () => {
		const lines = [0, 1, 2].map((id) => ({ id, prompt: 10 + id }));
		const examples = [2, 0, 1].map((shift, id) => ({ id, prompt: 10 + shift }));
		expect(matched(lines, examples)).toEqual({ method: 'prompt', pairs: { 0: [1], 1: [2], 2: [0] }, contradicted: [] });
	});

	it('are matched by place where lines have neither', () => {
		expect(matched([{}, {}, {}], [{ id: 2 }, { id: 0 }])).toEqual({ method: 'place', pairs: { 0: [1], 2: [0] }, contradicted: [] });
		expect(matched([{ prompt: 1 }, { prompt: 2 }], [{ id: 0, prompt: 3 }]).method).toBeUndefined();
	});

	it('with the same prompt are told apart by the ground truth where both have one', () => {
		const lines = [{ prompt: 1, truth: 7 }, { prompt: 1, truth: 8 }, { prompt: 1 }];
		const examples = [
			{ prompt: 1, truth: 8 },
			{ prompt: 1, truth: 7 },
		];
		expect(matched(lines, examples).pairs).toEqual({ 0: [1], 1: [0], 2: [0, 1] });
	});

	it('are not matched where the id is that of another prompt', () => {
		const lines = [1, 2, 3].map((id) => ({ id, prompt: id }));
		const examples = [
			{ id: 1, prompt: 1 },
			{ id: 2, prompt: 2 },
			{ id: 3, prompt: 9 },
		];
		expect(matched(lines, examples)).toEqual({ method: 'id', pairs: { 0: [0], 1: [1] }, contradicted: [2] });
	});

	it('may have nothing in common', () => {
		expect(matched([{ id: 1 }], [{ prompt: 4 }])).toEqual({ method: undefined, pairs: {}, contradicted: [] });
		expect(matched([], [])).toEqual({ method: undefined, pairs: {}, contradicted: [] });
	});
});
