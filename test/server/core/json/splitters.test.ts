import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createArraySplitter, startsAsArray } from '../../../../server/core/json/arraySplitter.ts';
import {
	createLineSplitter,
	defaultLineLimit,
	type LineSink,
	type SplitLine,
	type Splitter,
	type SplitterOptions,
} from '../../../../server/core/json/lineSplitter.ts';
import { createTextIndex } from '../../../../server/core/json/textIndex.ts';
import { concat, cutAt, cuts, textOf, utf8 } from '../../../support/bytes.ts';
import { holds } from '../../../support/random.ts';

/** A split line that outlives the call. */
interface Line extends Omit<SplitLine, 'buffer' | 'start' | 'end' | 'strings'> {
	readonly text: string;
}

type CreateSplitter = (sink: LineSink, options: SplitterOptions) => Splitter;

/** Splits chunks that are overwritten as soon as the splitter has had them, as hosts reuse their buffers. */
function split(create: CreateSplitter, chunks: readonly Uint8Array[], options: SplitterOptions): readonly Line[] {
	const lines: Line[] = [];
	const splitter = create(
		({ buffer, start, end, strings: _, ...rest }) => lines.push({ ...rest, text: textOf(buffer, start, end) }),
		options,
	);
	for (const chunk of chunks) {
		const copy = chunk.slice();
		splitter.push(copy);
		copy.fill(0x21);
	}
	splitter.finish();
	return lines;
}

const splitArray = (bytes: Uint8Array, at: readonly number[] = [], lineLimit?: number): readonly Line[] =>
	split(createArraySplitter, cutAt(bytes, at), lineLimit === undefined ? {} : { lineLimit });
const textsOf = (lines: readonly Line[]): readonly string[] => lines.map(({ text }) => text);

afterEach(() => {
	vi.restoreAllMocks();
});

/** Bytes that the calls of a spied method had in hand. */
function spyOnCopies(): () => number {
	const typedArray = Object.getPrototypeOf(Uint8Array.prototype) as Uint8Array;
	const slice = vi.spyOn(typedArray, 'slice');
	const set = vi.spyOn(typedArray, 'set');
	return () =>
		slice.mock.results.reduce((sum, { value }) => sum + (value as Uint8Array).length, 0) +
		set.mock.calls.reduce((sum, [source]) => sum + source.length, 0);
}

const pieces = fc
	.array(fc.constantFrom('{"a":1}', '\n', '\n', '\r\n', '\r', '\u2028', '\u2029', '\u0085', 'é', '😀', '\ufeff', '', ' ', 'x'), {
		maxLength: 20,
	})
	.map((parts) => parts.join(''));

describe.each([
	['without an index', undefined],
	['with an index over a window that most lines fit into', createTextIndex(4096)],
	['with an index over a window that few lines fit into', createTextIndex(16)],
])('line splitter %s', (_, index) => {
	const splitLines = (bytes: Uint8Array, at: readonly number[] = [], lineLimit = defaultLineLimit): readonly Line[] =>
		split(createLineSplitter, cutAt(bytes, at), { lineLimit, index });

	it('cuts any chunks at 0x0A and nowhere else, drops one CR before it, and a BOM at the very start', () => {
		holds(
			fc.property(pieces, fc.boolean(), cuts, (content, withMark, at) => {
				const text = withMark ? `\ufeff${content}` : content;
				const bytes = utf8(text);
				const raw = text.split('\n');
				const expected = (raw.at(-1) === '' ? raw.slice(0, -1) : raw).map((line, index, all) => {
					const content = index === 0 ? line.replace(/^\ufeff/, '') : line;
					const isLastWithoutBreak = index === all.length - 1 && raw.at(-1) !== '';
					return isLastWithoutBreak ? content : content.replace(/\r$/, '');
				});
				expect(textsOf(splitLines(bytes, at))).toEqual(expected);
			}),
			500,
		);
	});

	it('names the bytes and the number of each line, so that they cover the source but for a BOM', () => {
		holds(
			fc.property(pieces, cuts, (text, at) => {
				const bytes = utf8(text);
				const lines = splitLines(bytes, at);
				expect(lines.map(({ lineNumber }) => lineNumber)).toEqual(lines.map((_, index) => index));
				let covered = lines[0]?.sourceStart ?? 0;
				for (const { sourceStart, sourceEnd, text: content, isTorn } of lines) {
					expect(sourceStart).toBe(covered);
					const source = textOf(bytes, sourceStart, sourceEnd);
					expect(isTorn ? [content] : [`${content}\n`, `${content}\r\n`]).toContain(source);
					covered = sourceEnd;
				}
				expect(covered).toBe(bytes.length);
				expect(lines.map(({ isTorn }) => isTorn)).toEqual(
					lines.map((_, index) => index === lines.length - 1 && !text.endsWith('\n')),
				);
			}),
			300,
		);
	});

	it.each([
		['no bytes', '', []],
		['a BOM alone', '\ufeff', ['']],
		['a BOM and a line break', '\ufeff\n', ['']],
		['a BOM twice', '\ufeff\ufeffa\n', ['\ufeffa']],
		['a BOM on the second line', 'a\n\ufeffb\n', ['a', '\ufeffb']],
		['CR CR LF', 'a\r\r\n', ['a\r']],
		['CR alone', 'a\rb\n', ['a\rb']],
		['CR at the end without LF', 'a\r', ['a\r']],
		['blank lines', '\n\r\n \n', ['', '', ' ']],
		['U+2028, U+2029, U+0085, VT and FF', 'a\u2028b\u2029c\u0085d\u000be\u000cf\n', ['a\u2028b\u2029c\u0085d\u000be\u000cf']],
	])('splits %s, in one piece or byte by byte', (_, text, expected) => {
		const bytes = utf8(text);
		expect(textsOf(splitLines(bytes))).toEqual(expected);
		expect(textsOf(splitLines(bytes, [...bytes.keys()]))).toEqual(expected);
	});

	it('refuses a line over the limit and reads the others, whatever the chunks', () => {
		holds(
			fc.property(fc.array(fc.nat({ max: 30 }), { minLength: 1, maxLength: 8 }), fc.boolean(), cuts, (lengths, isTorn, at) => {
				const text = lengths.map((length) => 'x'.repeat(length)).join('\n') + (isTorn ? '' : '\n');
				const lines = splitLines(utf8(text), at, 10);
				const expected = isTorn && lengths.at(-1) === 0 ? lengths.slice(0, -1) : lengths;
				expect(lines.map(({ isTooLong }) => isTooLong)).toEqual(expected.map((length) => length > 10));
				expect(lines.filter(({ isTooLong }) => !isTooLong).map(({ text }) => text.length)).toEqual(
					expected.filter((length) => length <= 10),
				);
				const last = lines.at(-1);
				if (last !== undefined) expect(last.sourceEnd).toBe(text.length);
			}),
			300,
		);
	});
});

describe('line splitter', () => {
	it('copies the bytes of a long line twice at most, not once a chunk', () => {
		const chunk = new Uint8Array(1024).fill(0x78);
		const lengths: number[] = [];
		const splitter = createLineSplitter(({ start, end }) => lengths.push(end - start));
		const copied = spyOnCopies();
		for (let index = 0; index < 2000; index++) splitter.push(chunk);
		splitter.push(utf8('\n'));
		expect(lengths).toEqual([2000 * 1024]);
		expect(copied()).toBeLessThanOrEqual(2 * 2000 * 1024);
	});

	it('copies nothing of lines that lie within a chunk', () => {
		const bytes = utf8('{"a":1}\n'.repeat(100));
		const splitter = createLineSplitter(() => undefined);
		const copied = spyOnCopies();
		splitter.push(bytes);
		splitter.finish();
		expect(copied()).toBe(0);
	});

	it('keeps nothing of a line over the limit', () => {
		const chunk = new Uint8Array(1024).fill(0x78);
		const splitter = createLineSplitter(() => undefined, { lineLimit: 4096 });
		const copied = spyOnCopies();
		for (let index = 0; index < 100; index++) splitter.push(chunk);
		splitter.finish();
		expect(copied()).toBeLessThanOrEqual(2 * 4096);
	});
});

describe('array splitter', () => {
	const element = fc.json({ maxDepth: 3 }).map((text) => `{"v":${text}}`);

	it.each(['[', '[ \n{', '\ufeff[\r\n\t{"a"'])('takes %j for the start of an array, if an object follows', (head) => {
		expect(startsAsArray(utf8(`${head.replace(/\{.*/, '')}{"a":1}`))).toBe(true);
	});

	it.each(['', '[', '[]', '[1]', '["a"]', '[[{"a":1}]]', '{"a":[{"b":1}]}', 'x[{', '[null,{}]'])(
		'does not take %j for one',
		(head) => {
			expect(startsAsArray(utf8(head))).toBe(false);
		},
	);

	it('gives the elements of any array, on one line or many, in any chunks', () => {
		const layout = fc.constantFrom(
			['[', ',', ']'],
			['[\n  ', ',\n  ', '\n]\n'],
			[' [ ', ' , ', ' ] '],
			['[\r\n', '\r\n,', '\r\n]'],
		);
		holds(
			fc.property(
				fc.array(element, { minLength: 1, maxLength: 6 }),
				layout,
				fc.boolean(),
				cuts,
				(elements, marks, withMark, at) => {
					const [open = '', comma = '', close = ''] = marks;
					const text = `${withMark ? '\ufeff' : ''}${open}${elements.join(comma)}${close}`;
					const bytes = utf8(text);
					const lines = splitArray(bytes, at);
					expect(textsOf(lines)).toEqual(elements);
					for (const { sourceStart, sourceEnd, text: content, isTorn, lineNumber } of lines) {
						expect(textOf(bytes, sourceStart, sourceEnd)).toBe(content);
						expect(isTorn).toBe(false);
						expect(lineNumber).toBe(textOf(bytes, 0, sourceStart).split('\n').length - 1);
					}
				},
			),
			300,
		);
	});

	it('keeps line breaks inside an element, and brackets, commas and quotes inside strings', () => {
		const elements = ['{\n  "a": "]},{[\\"",\n  "b": [1, {"c": 2}]\n}', '{"d": "\\\\"}'];
		expect(textsOf(splitArray(utf8(`[${elements.join(',')}]`)))).toEqual(elements);
	});

	it('gives the last element of a file that is cut as torn', () => {
		const lines = splitArray(utf8('[{"a":1},\n {"b":'));
		expect(lines.map(({ text, isTorn, lineNumber }) => [text, isTorn, lineNumber])).toEqual([
			['{"a":1}', false, 0],
			['{"b":', true, 1],
		]);
	});

	it.each([
		['[{"a":1}]\n[{"b":2}]\n', ['{"a":1}', '{"b":2}']],
		['[{"a":1}] junk, \r\n[{"b":2}]', ['{"a":1}', 'junk,', '{"b":2}']],
		['[{"a":1}]\n{"b":[2]}\n{"c":3}', ['{"a":1}', '{"b":[2]}', '{"c":3}']],
	])('reads one array after another, and what stands outside of them line by line: %j', (text, expected) => {
		expect(textsOf(splitArray(utf8(text)))).toEqual(expected);
	});

	it('goes on with the next element behind one that closes too much', () => {
		expect(textsOf(splitArray(utf8('[{"a":1}}, {"b":2}]')))).toEqual(['{"a":1}}', '{"b":2}']);
	});

	it('refuses an element over the limit and reads the others, whatever the chunks', () => {
		holds(
			fc.property(fc.array(fc.nat({ max: 30 }), { minLength: 1, maxLength: 8 }), cuts, (lengths, at) => {
				const elements = lengths.map((length) => `{"${'x'.repeat(length)}":0}`);
				const text = `[${elements.join(', ')} ]`;
				const lines = splitArray(utf8(text), at, 20);
				expect(lines.map(({ isTooLong }) => isTooLong)).toEqual(elements.map(({ length }) => length > 20));
				expect(lines.map(({ sourceStart, sourceEnd }) => text.slice(sourceStart, sourceEnd).trimEnd())).toEqual(elements);
			}),
			300,
		);
	});

	it('copies the bytes of a long element a few times at most', () => {
		const body = new Uint8Array(2 ** 20).fill(0x78);
		const copied = spyOnCopies();
		const lines: number[] = [];
		const splitter = createArraySplitter(({ start, end }) => lines.push(end - start));
		for (const chunk of [utf8('[{"a":"'), body, body, utf8('"}]')]) splitter.push(chunk);
		expect(lines).toEqual([2 * 2 ** 20 + 8]);
		expect(copied()).toBeLessThanOrEqual(2 * 2 ** 21 + 2 ** 13);
	});

	it('does not let bytes of one element into the next', () => {
		const bytes = concat('[{"a":"', 'x'.repeat(5000), '"},{"b":1}]');
		expect(textsOf(splitArray(bytes)).at(-1)).toBe('{"b":1}');
	});
});

describe('records in one document', () => {
	const items = [{ idx: 0, note: '[{"idx": 9}], {' }, { idx: 1, list: [{ a: 1 }] }, { idx: 2 }];
	const forms: Readonly<Record<string, unknown>> = {
		'under a key': { name: 'eval', tags: [{ idx: 8 }], total: 3, items, extra: { items: [{ idx: 7 }] } },
		'in a list for each task': { date: '…', eval: { 'a/0': items.slice(0, 2), 'a/1': [], 'b/0': items.slice(2) }, hash: 'x' },
	};

	it.each(
		Object.entries(forms).flatMap(([form, value]) => [
			[form, 'on one line', JSON.stringify(value)] as const,
			[form, 'printed over many', `${JSON.stringify(value, null, 2)}\n`] as const,
		]),
	)('%s, %s, are found in chunks of any size', (_, __, text) => {
		const bytes = utf8(text);
		expect(startsAsArray(bytes)).toBe(true);
		for (const length of [1, 3, 50, bytes.length]) {
			const records: unknown[] = [];
			const splitter = createArraySplitter(({ buffer, start, end, sourceStart, sourceEnd, isTorn }) => {
				const content = Buffer.from(buffer.subarray(start, end)).toString();
				expect(content).toBe(Buffer.from(bytes.subarray(sourceStart, sourceEnd)).toString());
				expect(isTorn).toBe(false);
				records.push(JSON.parse(content));
			});
			for (let at = 0; at < bytes.length; at += length) splitter.push(bytes.subarray(at, at + length));
			splitter.finish();
			expect(records).toEqual(items);
		}
	});

	it('that is still being written ends with a torn one', () => {
		const torn: boolean[] = [];
		const splitter = createArraySplitter(({ isTorn }) => torn.push(isTorn));
		splitter.push(utf8('{"items": [{"idx": 0}, {"idx"'));
		splitter.finish();
		expect(torn).toEqual([false, true]);
	});

	it.each([
		['a record a line', '{"items": [{"idx": 0}]}\n{"items": [{"idx": 1}]}\n'],
		['a record without such a key', '{"rewards": [1, 0], "rollouts": [{"reward": 1}]}\n'],
		['a list of no objects', '{"items": [1, 2]}\n'],
	])('is not %s', (_, text) => {
		expect(startsAsArray(utf8(text))).toBe(false);
	});
});
