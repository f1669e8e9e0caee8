import { isUtf8 } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMemorySource } from '../../../../server/core/json/byteSource.ts';
import { createTextIndex } from '../../../../server/core/json/textIndex.ts';
import { createSharedColumnMaker } from '../../../../server/core/scan/columnMaker.ts';
import { createPartMerger, mergeScanParts } from '../../../../server/core/scan/mergeParts.ts';
import { createRangeScan, type RangeScanOptions } from '../../../../server/core/scan/rangeScan.ts';
import { buffersOf, type ScanPart } from '../../../../server/core/scan/scanPart.ts';
import { scanToPart } from '../../../../server/core/scan/scanToPart.ts';
import { detectFormat } from '../../../../server/formats/detect.ts';
import { takeSample } from '../../../../server/formats/sample.ts';
import { defaultSettings } from '../../../../shared/settings.ts';
import { utf8 } from '../../../support/bytes.ts';
import { holds } from '../../../support/random.ts';

const { signal } = new AbortController();
const mapping = detectFormat(takeSample(utf8('{"id":"a","prompt":"p","rewards":[1,0]}\n')), defaultSettings().reading).format
	?.mapping;
const options = { isUtf8, withIds: true, previewLength: 8 };
const whole = (bytes: Uint8Array, lineLimit: number) =>
	scanToPart(createMemorySource('a', bytes), mapping, { ...options, lineLimit, container: 'lines', signal });

function scanRange(bytes: Uint8Array, start: number, end: number, given: RangeScanOptions): ScanPart | undefined {
	const scan = createRangeScan({ start, end }, mapping, given);
	for (let next = scan.next(); next !== undefined; next = scan.next()) scan.take(bytes.subarray(next.start, next.end));
	return scan.finish();
}

const line = fc.oneof(
	{
		weight: 6,
		arbitrary: fc
			.tuple(fc.constantFrom('a', 'b', 'é', 'a\\"b'), fc.array(fc.constantFrom(0, 1, 0.5)))
			.map(([id, rewards]) => `{"id":"${id}","prompt":"${id.repeat(5)}","rewards":[${rewards.join(',')}]}`),
	},
	{ weight: 3, arbitrary: fc.constantFrom('', ' ', '{"id":"', '\r', '[1]', '{"rewards":[1],"rewards":[0]}', 'x'.repeat(90)) },
);
const text = fc
	.tuple(fc.boolean(), fc.array(line, { maxLength: 12 }), fc.boolean())
	.map(([withMark, lines, withBreak]) => `${withMark ? '\ufeff' : ''}${lines.join('\n')}${withBreak ? '\n' : ''}`);
const index = createTextIndex(64);

describe('range scans', () => {
	it('of ranges side by side come to the scan of the whole, wherever the cuts are and whatever is read at once', async () => {
		await holds(
			fc.asyncProperty(
				text.filter((text) => text !== ''),
				fc.array(fc.nat({ max: 400 }), { maxLength: 6 }),
				fc.integer({ min: 1, max: 300 }),
				fc.constantFrom(80, 1000),
				fc.boolean(),
				async (text, cuts, chunkSize, lineLimit, withIndex) => {
					const bytes = utf8(text);
					const ends = [...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].sort((left, right) => left - right);
					const given = { ...options, chunkSize, lineLimit, index: withIndex ? index : undefined };
					const parts = ends.map((end, at) => scanRange(bytes, ends[at - 1] ?? 0, end, given));
					// Any order will do.
					const merged = mergeScanParts(parts.filter((part) => part !== undefined).reverse());
					expect(merged).toEqual(await whole(bytes, lineLimit));
				},
			),
			400,
		);
	});

	it('come to the same in memory that others have left, whatever is in it', async () => {
		await holds(
			fc.asyncProperty(text, fc.integer({ min: 1, max: 100 }), async (text, rangeSize) => {
				const bytes = utf8(text);
				fc.pre(bytes.length > 0);
				const merger = createPartMerger(0, () => 1);
				let free: readonly SharedArrayBuffer[] = [];
				for (let start = 0; start < bytes.length; start += rangeSize) {
					const part = scanRange(bytes, start, Math.min(start + rangeSize, bytes.length), {
						...options,
						expectedLines: 4,
						makeColumn: createSharedColumnMaker(free),
					});
					if (part === undefined) continue;
					free = merger.add(part).flatMap((copied) => buffersOf(copied).shared);
					for (const buffer of free) new Uint8Array(buffer).fill(0xa5);
				}
				expect(merger.finish()).toEqual(await whole(bytes, 1000));
			}),
			200,
		);
	});

	it('read their range, and of what is behind it no more than the rest of a line in small pieces', () => {
		const bytes = utf8(`${JSON.stringify({ id: 'a', rewards: [1], prompt: 'x'.repeat(1000) })}\n`.repeat(1000));
		const read: number[] = [];
		const scan = createRangeScan({ start: 100_000, end: 200_000 }, mapping, { ...options, chunkSize: 40_000 });
		for (let next = scan.next(); next !== undefined; next = scan.next()) {
			read.push(next.start, next.end);
			scan.take(bytes.subarray(next.start, next.end));
		}
		expect(read[0]).toBe(99_999);
		expect(read.at(-1)).toBeLessThanOrEqual(200_000 + 2 ** 16);
		expect(read.slice(1, -1)).toEqual(read.slice(1, -1).flatMap((_, at, all) => (at % 2 === 0 ? [all[at]!, all[at]!] : [])));
	});

	it('find nothing in a range in which no line starts', () => {
		const bytes = utf8(`{"id":"a","prompt":"${'x'.repeat(500)}","rewards":[1]}\n{}\n`);
		expect(scanRange(bytes, 100, 200, options)).toBeUndefined();
		expect(scanRange(bytes, 100, 100, options)).toBeUndefined();
	});
});
