import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeColumns, encodeColumns } from '../../../../server/core/scan/columnCodec.ts';
import { isTextAt, sliceTexts, type TextColumn, TextColumnBuilder, textAt } from '../../../../server/core/scan/textColumn.ts';
import { utf8 } from '../../../support/bytes.ts';
import { holds } from '../../../support/random.ts';

type Texts = readonly (string | null)[];

const columnOf = (texts: Texts): TextColumn => {
	const builder = new TextColumnBuilder(1);
	for (const text of texts) builder.push(text);
	return builder.finish();
};
const textsOf = (column: TextColumn): Texts => Array.from(column.ends, (_, index) => textAt(column, index));
/** Two places in order. */
const placesIn = ({ length }: Texts, first: number, second: number): [number, number] => [
	Math.min(first, second, length),
	Math.min(Math.max(first, second), length),
];

/** Texts that have a beginning in common, more or less of it: with letters that ASCII, Latin-1 and neither have, and with escapes in JSON. */
const someTexts = fc
	.tuple(fc.constantFrom('', 'train/', '10', 'Ã©/', 'a\\b', '題', '😀', 'x'.repeat(100)), fc.integer({ min: 0, max: 3 }))
	.chain(([beginning, cut]) => {
		const ending = fc.oneof(fc.constantFrom('', 'é', '\b', '1', '題', '😁'), fc.string({ maxLength: 4 }));
		const text = fc.tuple(ending, fc.nat(10)).map(([end, at]) => beginning.slice(0, at < cut ? at : undefined) + end);
		return fc.array(fc.option(text, { freq: 6 }), { maxLength: 20 });
	});

describe('a column of texts', () => {
	it('has the texts that were put in, and finds them', () => {
		holds(
			fc.property(someTexts, fc.nat(20), fc.nat(20), (texts, first, second) => {
				const column = columnOf(texts);
				expect(textsOf(column)).toEqual(texts);
				expect(decodeColumns(encodeColumns(column, 'x'), 'x')).toStrictEqual(column);
				const [start, end] = placesIn(texts, first, second);
				expect(textsOf(sliceTexts(column, start, end))).toEqual(texts.slice(start, end));
				for (const text of texts) {
					if (text === null) continue;
					expect(Array.from(texts.keys(), (index) => isTextAt(column, index, text))).toEqual(texts.map((other) => other === text));
				}
			}),
		);
	});

	it('is the same from parts, and from bytes', () => {
		holds(
			fc.property(someTexts, fc.nat(20), fc.nat(20), (texts, first, second) => {
				const whole = columnOf(texts);
				const [start, end] = placesIn(texts, first, second);
				const joined = new TextColumnBuilder();
				for (const part of [texts.slice(0, start), texts.slice(start, end), texts.slice(end)]) joined.append(columnOf(part));
				expect(joined.finish()).toStrictEqual(whole);
				const written = new TextColumnBuilder();
				for (const text of texts) {
					const bytes = utf8(JSON.stringify(text));
					if (text === null || !written.pushAscii(bytes, 1, bytes.length - 1)) written.push(text);
				}
				expect(written.finish()).toStrictEqual(whole);
			}),
		);
	});

	it('keeps once what all begin with, up to 64 units of it, and so many that it seldom gets shorter', () => {
		const column = columnOf(['train/10', null, 'train/11', 'train/12']);
		expect([column.prefix, column.units.length]).toEqual(['train/', 9]);
		const shorter = Array.from({ length: 65 }, (_, cut) => columnOf(['x'.repeat(80), `${'x'.repeat(64 - cut)}y`]).prefix.length);
		expect([...new Set(shorter)]).toEqual([64, 48, 32, 24, 16, 12, 8, 6, 4, 3, 2, 1, 0]);
		expect(columnOf(['x'.repeat(100), 'x'.repeat(80)]).prefix).toBe('x'.repeat(64));
		expect(columnOf(['題1', '題2']).units).toBeInstanceOf(Uint8Array);
		expect(columnOf([null, null]).prefix).toBe('');
	});

	it('does not change any more once it is handed out', () => {
		const builder = new TextColumnBuilder();
		const texts = ['train/1', 'train/2', 'test/1', 'dev/題', null];
		const columns = texts.map((text) => {
			builder.push(text);
			return builder.finish();
		});
		for (const [index, column] of columns.entries()) expect(textsOf(column)).toEqual(texts.slice(0, index + 1));
	});
});
