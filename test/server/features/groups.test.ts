/** What features make of examples whose lines lie apart. */
import { describe, expect, it } from 'vitest';
import { codeLenses } from '../../../server/features/codeLens.ts';
import { heatmap } from '../../../server/features/heatmap.ts';
import { hover } from '../../../server/features/hover.ts';
import { navigate } from '../../../server/features/navigate.ts';
import { jsonLines, scoredText } from '../../support/documents.ts';

const line = (input: string, gts: string, score: number) => ({ input, output: '…', gts, score, step: 1 });
/** Three examples on seven lines: a on 0, 2, 5, b on 1 and 6, and a's text with another ground truth on 3 and 4. */
const rollouts = [
	line('a', '1', 1),
	line('b', '1', 1),
	line('a', '1', 0),
	line('a', '2', 0),
	line('a', '2', 1),
	line('a', '1', 0),
	line('b', '1', 1),
];

async function document() {
	return scoredText(jsonLines(rollouts));
}

describe('a group whose lines lie apart', () => {
	it('has a lens on its first line only', async () => {
		const lenses = codeLenses(await document(), false).filter(({ data }) => data.kind === 'example');
		expect(lenses.map(({ range }) => range.start.line)).toEqual([0, 1, 3]);
	});

	it('has the same heat on all its lines', async () => {
		const { buckets } = heatmap(await document(), { mode: 'score', scale: 'rank', top: { count: 1 } });
		const at = (numbers: readonly number[]) => new Set(numbers.map((number) => buckets[number]));
		expect([at([0, 2, 5]), at([1, 6]), at([3, 4])].map(({ size }) => size)).toEqual([1, 1, 1]);
	});

	it('is told by the hover on any of them', async () => {
		const text = async (number: number) => JSON.stringify(hover(await document(), number));
		expect(await text(2)).toContain('Solved 1 of 3 times.');
		expect(await text(2)).toContain('This line is number 2 of its 3; the others are 1, 6.');
		expect(await text(6)).toContain('This line is number 2 of its 2; the others are 2.');
	});

	it('names some of the lines where there are many', async () => {
		const many = await scoredText(jsonLines(Array.from({ length: 1200 }, () => line('a', '1', 1))));
		expect(JSON.stringify(hover(many, 0))).toContain(
			'number 1 of its 1,200; the others are 2, 3, 4, 5, 6, 7, 8, 9 and 1,191 more.',
		);
	});

	it('is walked through line by line, and around', async () => {
		const scored = await document();
		const next = (from: number) => navigate(scored, { line: from, target: 'nextRollout' });
		expect([0, 2, 5].map((from) => next(from)?.line)).toEqual([2, 5, 0]);
		expect(next(5)).toMatchObject({ line: 0, examples: 3, place: { number: 1, lines: 3 } });
		expect(next(4)?.line).toBe(3);
	});

	it('is not left where a line has no example', async () => {
		const scored = await scoredText(`${jsonLines(rollouts)}not json\n`);
		expect(navigate(scored, { line: 7, target: 'nextRollout' })).toMatchObject({ rank: 1 });
	});
});
