import { describe, expect, it } from 'vitest';
import { columnsOf } from '../../../../server/core/document/location.ts';
import { parseTolerantly, parseTreeTolerantly } from '../../../../server/core/json/tolerantJson.ts';

describe('parsing what is almost JSON', () => {
	it('gives what stands before a cut', () => {
		expect(parseTolerantly('{"id": 7, "rewards": [1, 0], "prompt": "What is')).toMatchObject({ id: 7, rewards: [1, 0] });
	});

	it('gives null for NaN and Infinity, but not for their names in strings', () => {
		expect(parseTolerantly('{"reward": NaN, "rewards": [1, NaN,-Infinity, -1, Infinity], "id": "NaN \\" -Infinity"}')).toEqual({
			reward: null,
			rewards: [1, null, null, -1, null],
			id: 'NaN " -Infinity',
		});
	});

	it.each(['[', '{"a":', '[{"a":['])('gives nothing of 200,000 levels of %s, instead of overflowing the stack', (open) => {
		expect(parseTolerantly(open.repeat(200_000))).toBeUndefined();
		expect(parseTreeTolerantly(open.repeat(200_000))).toBeUndefined();
	});

	it('does not count brackets in strings, or those that are closed again', () => {
		const text = JSON.stringify({ a: `\\"${'[{'.repeat(1000)}`, b: new Array(1000).fill([{}]) });
		expect(parseTolerantly(text)).toEqual(JSON.parse(text));
	});
});

describe('columns', () => {
	it('of a field in a line nested too deep are those of the line', () => {
		const line = `{"a":${'['.repeat(200_000)}${']'.repeat(200_000)},"id":7}`;
		expect(columnsOf(line, { field: ['id'] })).toEqual({ start: 0, end: line.length });
		expect(columnsOf('{"a":[],"id":7}', { field: ['id'] })).toEqual({ start: 13, end: 14 });
	});

	it('of a span of bytes count UTF-16 units', () => {
		expect(columnsOf('{"é😀":1}', { span: { start: 10, end: 11 } })).toEqual({ start: 7, end: 8 });
		expect(columnsOf('{"a', { span: { start: 3, end: 3 } })).toEqual({ start: 3, end: 3 });
	});
});
