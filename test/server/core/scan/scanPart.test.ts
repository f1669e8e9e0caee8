import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMemorySource } from '../../../../server/core/json/byteSource.ts';
import type { LineReading, RecordLine } from '../../../../server/core/record/lineReading.ts';
import type { Mapping } from '../../../../server/core/record/mapping.ts';
import { createPartMerger, expectedLinesLike, mergeScanParts } from '../../../../server/core/scan/mergeParts.ts';
import { buffersOf, lineRange, type ScanPart, ScanPartBuilder } from '../../../../server/core/scan/scanPart.ts';
import { scanToPart } from '../../../../server/core/scan/scanToPart.ts';
import { createChunkedSource, utf8 } from '../../../support/bytes.ts';
import { holds } from '../../../support/random.ts';

const { signal } = new AbortController();

/** Counts of any width, fractions, hashes and texts there or not. */
const record: fc.Arbitrary<RecordLine> = fc.record({
	kind: fc.constant('record' as const),
	keyHash: fc.option(fc.maxSafeNat()),
	idHash: fc.option(fc.maxSafeNat()),
	promptHash: fc.option(fc.maxSafeNat()),
	step: fc.option(fc.nat()),
	sampleHash: fc.option(fc.maxSafeNat()),
	id: fc.option(fc.string({ unit: 'binary' })),
	preview: fc.constant(null),
	source: fc.constant(null),
	successes: fc.constantFrom(0, 1, 255, 256, 65_536, 2 ** 32, 0.25),
	trials: fc.nat({ max: 300 }),
	unscored: fc.constantFrom(0, 0, 0, 70_000),
	problems: fc.array(fc.record({ code: fc.constant('duplicate-key' as const), message: fc.string() }), { maxLength: 2 }),
});
const reading: fc.Arbitrary<LineReading> = fc.oneof(
	record,
	fc.constant({ kind: 'blank' as const }),
	fc.constant({ kind: 'unmapped' as const }),
	fc.record({
		kind: fc.constant('broken' as const),
		problems: fc.constant([{ code: 'invalid-json' as const, message: 'broken' }]),
	}),
);
/** Readings with the length of each line in bytes, which takes offsets beyond 2³². */
const lines = fc.array(fc.tuple(reading, fc.integer({ min: 1, max: 2 ** 33 })), { maxLength: 30 });

/** Parts of the lines between cuts, which may be at one place. */
function partsOf(content: readonly (readonly [LineReading, number])[], cuts: readonly number[]): readonly ScanPart[] {
	const ends = [...cuts.map((cut) => cut % (content.length + 1)).sort((left, right) => left - right), content.length];
	let offset = 0;
	let from = 0;
	return ends.map((end) => {
		const builder = new ScanPartBuilder(offset, { container: 'lines', texts: ['id'], expectedLines: 1 });
		for (const [entry, length] of content.slice(from, end)) {
			builder.add(entry, { sourceStart: offset, sourceEnd: offset + length, lineNumber: 0 });
			offset += length;
		}
		from = end;
		return builder.finish(offset);
	});
}

const cuts = fc.array(fc.nat(), { maxLength: 5 });

describe('scan parts', () => {
	it('merge to the same wherever they were cut, in whatever order they come', () => {
		holds(
			fc.property(lines, cuts, fc.nat(), (content, places, shift) => {
				const [whole] = partsOf(content, []);
				const parts = partsOf(content, places);
				const shuffled = parts.map((_, index) => parts[(index * 7 + shift) % parts.length]!);
				fc.pre(new Set(shuffled).size === parts.length);
				expect(mergeScanParts(shuffled)).toEqual(whole);
			}),
		);
	});

	it('merge one by one to the same, however many lines the first lets expect', () => {
		holds(
			fc.property(lines, cuts, fc.nat(), fc.constantFrom(0, 1, 1000), (content, places, shift, expected) => {
				const parts = partsOf(content, places).filter(({ start, end }) => end > start);
				fc.pre(parts.length > 0);
				const merger = createPartMerger(0, () => expected);
				for (const [index] of parts.entries()) merger.add(parts[(index + shift) % parts.length]!);
				expect(merger.finish()).toEqual(mergeScanParts(partsOf(content, [])));
			}),
		);
	});

	it('let expect a number of lines that there may be', () => {
		const [part] = partsOf([[{ kind: 'blank' }, 1]], []);
		expect(expectedLinesLike(part!, 2 ** 20)).toBeGreaterThanOrEqual(2 ** 20);
		expect(expectedLinesLike(part!, 2 ** 40)).toBeLessThanOrEqual(2 ** 24);
	});

	it('merge associatively', () => {
		holds(
			fc.property(lines, cuts, fc.nat(), fc.nat(), (content, places, from, length) => {
				const parts = partsOf(content, places);
				const start = from % parts.length;
				const end = start + 1 + (length % (parts.length - start));
				const inner = mergeScanParts(parts.slice(start, end));
				expect(mergeScanParts([...parts.slice(0, start), inner, ...parts.slice(end)])).toEqual(mergeScanParts(parts));
			}),
		);
	});

	it('know where each line stands, beyond 2³² too', () => {
		holds(
			fc.property(lines, (content) => {
				const [part] = partsOf(content, []);
				let offset = 0;
				content.forEach(([, length], index) => {
					expect(lineRange(part!, index)).toEqual({ start: offset, end: offset + length });
					offset += length;
				});
			}),
		);
	});

	it('survive a transfer to another thread', () => {
		holds(
			fc.property(lines, (content) => {
				const [part] = partsOf(content, []);
				const [copy] = partsOf(content, []);
				expect(structuredClone(part, { transfer: [...buffersOf(part!).own] })).toEqual(copy);
				expect(part!.starts.length).toBe(0);
			}),
			50,
		);
	});

	it('refuse a gap, an overlap, and nothing', () => {
		const part = (start: number, end: number) => new ScanPartBuilder(start, { container: 'lines' }).finish(end);
		expect(() => mergeScanParts([part(0, 5), part(6, 7)])).toThrow('starts at byte 6, but the one before ends at 5');
		expect(() => mergeScanParts([part(0, 5), part(4, 7)])).toThrow('starts at byte 4');
		expect(() => mergeScanParts([])).toThrow('no part');
	});
});

describe('a source scanned into a part', () => {
	const mapping: Mapping = {
		id: ['id'],
		group: [],
		prompt: ['prompt'],
		groundTruth: undefined,
		rewards: { kind: 'single', reward: ['reward'] },
		success: { threshold: 1, reason: '', isDoubtful: false, largestSeen: 1 },
	};
	const text = '\ufeff{"id":"a","reward":1}\r\n\n{"id":"b","prompt":"?","reward":null}\nbroken\n{"id":"c","rew';

	it('is the same in chunks of any length', async () => {
		const whole = await scanToPart(createMemorySource('x', utf8(text)), mapping, { container: 'lines', signal, withIds: true });
		for (const length of [1, 3, 17]) {
			const source = createChunkedSource('x', utf8(text), length);
			expect(await scanToPart(source, mapping, { container: 'lines', signal, withIds: true })).toEqual(whole);
		}
		expect([whole.start, whole.end, [...whole.starts]]).toEqual([0, utf8(text).length, [3, 26, 27, 65, 72]]);
		expect([...whole.lines.counts.trials]).toEqual([1, 0, 0, 0, 0]);
		expect([...whole.lines.counts.unscored]).toEqual([0, 0, 1, 0, 0]);
		expect(whole.problems.map(({ code, lineNumber }) => [code, lineNumber])).toEqual([
			['invalid-json', 3],
			['torn-last-line', 4],
		]);
	});

	it('of an array knows where its elements end and on which lines they start', async () => {
		const source = createMemorySource('x', utf8('[\n {"id":1,"reward":1}, {"id":2,\n"reward":0} ]\n'));
		const part = await scanToPart(source, mapping, { container: 'array', signal });
		expect([0, 1].map((index) => lineRange(part, index))).toEqual([
			{ start: 3, end: 22 },
			{ start: 24, end: 44 },
		]);
		expect([...part.elements!.lineNumbers]).toEqual([1, 1]);
	});

	it('keeps no text that nobody asked for', async () => {
		const source = createMemorySource('x', utf8(text));
		expect((await scanToPart(source, mapping, { container: 'lines', signal })).lines.texts).toEqual({});
		const kept = await scanToPart(source, mapping, { container: 'lines', signal, withIds: true, previewLength: 9 });
		expect(Object.keys(kept.lines.texts)).toEqual(['id', 'preview']);
	});
});
