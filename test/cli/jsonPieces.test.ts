import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonPieces } from '../../server/cli/jsonPieces.ts';
import { holds } from '../support/random.ts';

async function* each<T>(items: readonly T[]): AsyncGenerator<T, void> {
	yield* items;
}

async function joined(pieces: AsyncIterable<string>): Promise<string> {
	let text = '';
	for await (const piece of pieces) text += piece;
	return text;
}

describe('JSON in pieces', () => {
	it('is to the letter what it is in one', async () => {
		const item = fc.record({
			'[]': fc.constant([]),
			text: fc.constantFrom('\n', '"[]"', 'plain'),
			deep: fc.jsonValue({ maxDepth: 2 }),
		});
		await holds(
			fc.asyncProperty(fc.array(item, { maxLength: 4 }), async (items) => {
				const frame = (list: readonly unknown[]) => ({ rules: [], name: '"list": []', runs: [{ tool: 1, list }] });
				expect(await joined(jsonPieces(frame([]), each(items)))).toBe(`${JSON.stringify(frame(items), null, 2)}\n`);
				expect(await joined(jsonPieces([], each(items), (one) => [one]))).toBe(
					`${JSON.stringify(
						items.map((one) => [one]),
						null,
						2,
					)}\n`,
				);
			}),
		);
	});
});
