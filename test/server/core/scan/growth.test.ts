import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ByteSource } from '../../../../server/core/json/byteSource.ts';
import { readGrowth, startFollowing } from '../../../../server/core/scan/growth.ts';
import type { ScanPart } from '../../../../server/core/scan/scanPart.ts';
import { scanToPart } from '../../../../server/core/scan/scanToPart.ts';
import { detectFormat } from '../../../../server/formats/detect.ts';
import { takeSample } from '../../../../server/formats/sample.ts';
import { defaultSettings } from '../../../../shared/settings.ts';
import { concat, utf8 } from '../../../support/bytes.ts';
import { holds } from '../../../support/random.ts';

const { signal } = new AbortController();
const record = (id: number | string) => `{"id":"p${id}","prompt":"é ${id}","rewards":[1,0,1]}`;
const mapping = detectFormat(takeSample(utf8(`${record(1)}\n`)), defaultSettings().reading).format?.mapping;
const options = { withIds: true, signal };

/** A file as it is at one moment, which counts what is read of it. */
function snapshot(content: Uint8Array) {
	const counter = { bytesRead: 0 };
	const source: ByteSource = {
		name: 'run.jsonl',
		size: content.length,
		async *read() {
			yield content;
		},
		readRange: async (start, end) => {
			counter.bytesRead += end - start;
			return content.subarray(start, end);
		},
		fingerprint: async () => '',
	};
	return { counter, source };
}

const scanned = (content: Uint8Array): Promise<ScanPart> =>
	scanToPart(snapshot(content).source, mapping, { ...options, container: 'lines' });
const followedOf = async (content: Uint8Array) => startFollowing(snapshot(content).source, await scanned(content));

describe('a file that grows', () => {
	it('comes to the same as reading it anew, wherever its writer paused', async () => {
		const line = fc.constantFrom(record(1), record('long'.repeat(50)), '', 'broken', '\ufeff', `${record(2)}\r`);
		await holds(
			fc.asyncProperty(
				fc.array(line, { maxLength: 8 }),
				fc.array(fc.nat(), { maxLength: 5 }),
				fc.boolean(),
				async (lines, pauses, ends) => {
					const whole = utf8(lines.join('\n') + (ends ? '\n' : ''));
					const sizes = pauses.map((pause) => pause % (whole.length + 1)).sort((left, right) => left - right);
					let followed = await followedOf(new Uint8Array());
					for (const size of [...sizes, whole.length]) {
						const grown = await readGrowth(snapshot(whole.subarray(0, size)).source, followed, mapping, options);
						expect(grown?.part).toEqual(await scanned(whole.subarray(0, size)));
						followed = grown!;
					}
				},
			),
			100,
		);
	});

	it('is read where it has grown, and at the ends of what was read', async () => {
		const before = utf8(`${record(1)}\n`.repeat(5000));
		const added = utf8(`${record(2)}\n`.repeat(10));
		const { counter, source } = snapshot(concat(before, added));
		const followed = await followedOf(before);
		const grown = await readGrowth(source, followed, mapping, options);
		expect(grown?.part.lines.length).toBe(5010);
		// Both ends before and after, one byte for the line break at the end, and once more by the scan.
		expect(counter.bytesRead).toBe(added.length + 4 * 4096 + 2);
		counter.bytesRead = 0;
		expect(await readGrowth(source, grown!, mapping, options)).toBe(grown);
		expect(counter.bytesRead).toBe(2 * 4096);
	});

	it('lets a torn line wait for its rest', async () => {
		const torn = await followedOf(utf8(`${record(1)}\n{"id":"p2","rew`));
		expect(torn.part.problems.map(({ code }) => code)).toEqual(['torn-last-line']);
		const grown = await readGrowth(snapshot(utf8(`${record(1)}\n{"id":"p2","rewards":[1]}\n`)).source, torn, mapping, options);
		expect(grown?.part.problems).toEqual([]);
		expect([...grown!.part.lines.counts.trials]).toEqual([3, 1]);
	});

	it.each([
		['was cut', `${record(1)}\n`],
		['begins otherwise', `${record(9)}\n${record(2)}\n${record(3)}\n`],
		['goes on otherwise', `${record(1)}\n${record(9)}\n${record(3)}\n`],
		['was emptied', ''],
	])('is to be read anew when it %s', async (_, text) => {
		const followed = await followedOf(utf8(`${record(1)}\n${record(2)}\n`));
		expect(await readGrowth(snapshot(utf8(text)).source, followed, mapping, options)).toBeUndefined();
	});
});
