import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseFieldPath } from '../../../../server/core/json/fieldPath.ts';
import { compileFieldPlan } from '../../../../server/core/json/fieldPlan.ts';
import { JsonScanner } from '../../../../server/core/json/jsonScanner.ts';
import { createLineSplitter } from '../../../../server/core/json/lineSplitter.ts';
import { createTextIndex, endOfList, type TextIndex } from '../../../../server/core/json/textIndex.ts';
import { wasm } from '../../../../server/core/json/textIndex.wat';
import { hashBytes } from '../../../../shared/hash.ts';
import { concat, cutAt, cuts, utf8 } from '../../../support/bytes.ts';
import { anyLeaves, byteEdit, jsonText, validLeaves } from '../../../support/jsonTexts.ts';
import { holds } from '../../../support/random.ts';

function indexOver(size: number): TextIndex {
	const index = createTextIndex(size);
	if (index === undefined) throw new Error('This Node has no WebAssembly SIMD: the index cannot be tested.');
	return index;
}

const lineFeed = 0x0a;
const isControl = (byte: number): boolean => byte < 0x20;

/** What the index is to list, found byte by byte. */
function listed(bytes: Uint8Array): { readonly quotes: readonly number[]; readonly breaks: readonly number[] } {
	const quotes: number[] = [];
	const breaks: number[] = [];
	let isEscaped = false;
	let digits = 0;
	bytes.forEach((byte, at) => {
		const letter = String.fromCharCode(byte);
		const isWrong = (isEscaped && !'"\\/bfnrtu'.includes(letter)) || (digits > 0 && !/[0-9a-fA-F]/.test(letter));
		if (isControl(byte) || isWrong) breaks.push(at);
		if (byte === 0x22 && !isEscaped) quotes.push(at);
		digits = isEscaped && letter === 'u' ? 4 : Math.max(0, digits - 1);
		isEscaped = byte === 0x5c && !isEscaped;
	});
	return { quotes, breaks };
}

function list(index: TextIndex, bytes: Uint8Array): { readonly quotes: readonly number[]; readonly breaks: readonly number[] } {
	// What stands behind the text would change what is said of it, if it were looked at.
	index.window.fill(0x22).set(bytes);
	const count = index.list(bytes.length);
	const upToEnd = (entries: Int32Array): readonly number[] => [...entries.subarray(0, entries.indexOf(endOfList))];
	const breaks = upToEnd(index.breaks);
	expect(count).toBe(breaks.length);
	return { quotes: upToEnd(index.quotes), breaks };
}

/** Bytes of which nearly all matter, so that runs of backslashes and escapes lie across blocks at every offset. */
const dense = fc
	.array(
		fc.constantFrom('"', '\\', '\\', '\\\\', '\\"', '\\u0041', '\\u', '\\n', 'u', '00ff', 'x', '\n', '\t', 'a'.repeat(13), 'é'),
		{
			maxLength: 60,
		},
	)
	.map((parts) => utf8(parts.join('')));

describe('text index', () => {
	it('is small', () => {
		expect(wasm.length).toBeLessThan(1100);
	});

	it('lists quotes, control characters and wrong escapes as a walk byte by byte finds them', () => {
		const index = indexOver(2048);
		holds(
			fc.property(fc.oneof(dense, fc.uint8Array({ maxLength: 100 })), (bytes) => {
				expect(list(index, bytes)).toEqual(listed(bytes));
			}),
			2000,
		);
	});

	it.each([14, 15, 16, 17, 31, 32, 33, 63, 64, 65, 127, 128, 129])(
		'knows whether a run of %i backslashes escapes what follows',
		(length) => {
			const index = indexOver(256);
			for (let start = 0; start < 66; start++) {
				const bytes = concat('x'.repeat(start), '\\'.repeat(length), '"');
				expect(list(index, bytes).quotes).toEqual(length % 2 === 0 ? [start + length] : []);
			}
		},
	);

	it('lists every byte of the worst texts', () => {
		const index = indexOver(160);
		const everywhere = Array.from({ length: 160 }, (_, at) => at);
		expect(list(index, new Uint8Array(160).fill(0x22))).toEqual({ quotes: everywhere, breaks: [] });
		expect(list(index, new Uint8Array(160).fill(lineFeed))).toEqual({ quotes: [], breaks: everywhere });
		expect(list(index, new Uint8Array(0))).toEqual({ quotes: [], breaks: [] });
	});
});

describe('the hash of text in the window', () => {
	it('is the hash of the same bytes anywhere, under any seed', () => {
		const index = indexOver(512);
		const bytes = fc.uint8Array({ minLength: 512, maxLength: 512 });
		const span = fc.tuple(fc.nat(200), fc.oneof(fc.nat(12), fc.integer({ min: 120, max: 140 }), fc.nat(300)));
		const seed = fc.oneof(fc.constant(undefined), fc.nat(), fc.maxSafeNat());
		holds(
			fc.property(bytes, span, seed, (text, [start, length], given) => {
				index.window.set(text);
				const expected = hashBytes(new Uint8Array(text.subarray(start, start + length)), 0, length, given);
				expect(index.hash(index.window, start, start + length, given)).toBe(expected);
			}),
			1000,
		);
	});
});

const plan = compileFieldPlan(['reward', 'rewards[]', 'a', 'a.rewards[].reward', '__proto__'].map((text) => parseFieldPath(text)!));

/** All that a scan says of each line, and whether its strings were known. */
function scanLines(chunks: readonly Uint8Array[], index: TextIndex | undefined) {
	const scanner = new JsonScanner();
	const { captures } = scanner;
	const scans: unknown[] = [];
	let hopped = 0;
	const splitter = createLineSplitter(
		({ buffer, start, end, strings, lineNumber, sourceStart, sourceEnd, isTorn }) => {
			if (strings !== undefined) hopped++;
			scans.push({
				line: { lineNumber, sourceStart, sourceEnd, isTorn },
				outcome: scanner.scan(buffer, start, end, plan.root, strings),
				errorOffset: scanner.errorOffset < 0 ? -1 : scanner.errorOffset - start,
				duplicateOffset: scanner.duplicateOffset < 0 ? -1 : scanner.duplicateOffset - start,
				captures: Array.from({ length: captures.length }, (_, at) => [
					captures.slot(at),
					captures.kind(at),
					captures.start(at) - start,
					captures.end(at) - start,
					captures.count(at),
					captures.item(at),
				]),
			});
		},
		{ index },
	);
	for (const chunk of chunks) {
		const copy = new Uint8Array(chunk);
		splitter.push(copy);
		copy.fill(0x22);
	}
	splitter.finish();
	return { scans, hopped };
}

const indexes = [indexOver(16), indexOver(64), indexOver(208), indexOver(4096)];

function expectSameScans(bytes: Uint8Array, at: readonly number[]): void {
	const { scans } = scanLines([bytes], undefined);
	for (const index of indexes) expect(scanLines(cutAt(bytes, at), index).scans).toEqual(scans);
}

const lines = (line: fc.Arbitrary<string>) => fc.array(line, { maxLength: 6 }).map((all) => all.join('\n'));

describe('lines with their strings known are scanned as without', () => {
	it('whatever the lines, the chunks and the window', () => {
		holds(
			fc.property(lines(jsonText(anyLeaves)), cuts, (text, at) => expectSameScans(utf8(text), at)),
			300,
		);
	});

	it('after a byte is deleted, inserted or replaced', () => {
		holds(
			fc.property(lines(jsonText(validLeaves)), byteEdit, cuts, (text, edit, at) => expectSameScans(edit(utf8(text)), at)),
			600,
		);
	});

	it('where nearly every byte is a quote, a backslash or a line break', () => {
		holds(fc.property(dense, cuts, expectSameScans), 600);
	});

	it.each([
		['an escaped quote at the end of a line', '{"a":"x\\"\n"reward":1}\n{"reward":1}\n'],
		['a backslash at the end of a line', '{"a":"x\\\n{"reward":1}\n'],
		['a cut \\u at the end of a line', '{"a":"\\u12\n{"reward":1}\n'],
		['a backslash outside strings', '{\\"reward":1}\n{"reward":\\"1"}\n'],
		['an open string, then good lines', '{"reward":"\n{"reward":1}\n{"reward":0}\n'],
		['\\u22 that is too short before a quote', '{"reward":"\\u22","a":"1"}\n'],
		['keys in strings', '{"a":"{\\"reward\\":1}","reward":0}\n'],
		['escapes in keys', '{"\\u0072eward":1,"\\u0022reward":2}\n'],
		['two records on a line', '{"reward":1}{"reward":0}\n{"reward":1} "x"\n'],
		['raw control characters', '{"a":"\u0001","reward":1}\n{"a":\t"b","reward":1}\r\n{"a":"\r","reward":1}\n'],
		['carriage returns before line breaks', '{"reward":1}\r\n{"reward":"0"}\r\r\n'],
	])('with %s', (_, text) => {
		const bytes = utf8(text);
		for (let at = 0; at <= bytes.length; at++) expectSameScans(bytes, [at]);
	});

	it('with bytes that are not UTF-8', () => {
		expectSameScans(concat('{"a":"', Uint8Array.of(0xff, 0xc0, 0x22, 0xe2, 0x80), '","reward":1}\n'), [7]);
	});

	it('with 200,000 levels of nesting', () => {
		const levels = 200_000;
		const text = `{"x":${'[{"reward":'.repeat(levels / 2)}"1"${'}]'.repeat(levels / 2)},"reward":7}\n`;
		const { scans, hopped } = scanLines([utf8(text)], indexOver(2 ** 21));
		expect(hopped).toBe(1);
		expect(scans).toEqual(scanLines([utf8(text)], undefined).scans);
	});

	it('and are known unless something in the line is doubtful', () => {
		const good = '{"a":"\\u00e9 \\\\ \\" é😀","reward":1}';
		const text = `${good}\n${good}\r\n{"a":"\t"}\n${good}\n{"a":"\\x"}\n${good}\n`;
		expect(scanLines([utf8(text)], indexOver(4096)).hopped).toBe(4);
	});
});
