/** Puts the parts of one source together. */
import { textNames } from './lineColumns.ts';
import { type ScanPart, ScanPartBuilder } from './scanPart.ts';

/** Takes parts in any order, and each but those that came before their turn is copied at once, so that it need not be kept. */
export interface PartMerger {
	/** @returns the parts that were copied now, which may be others than this one: nothing looks at them any more. */
	add(part: ScanPart): readonly ScanPart[];
	/** Where the parts end that follow each other from the start without a gap. */
	end(): number;
	/** Those parts as one; parts that are added afterwards do not change it. */
	prefix(): ScanPart;
	/** All parts as one. @throws Error where they are none, or leave a gap, or overlap. */
	finish(): ScanPart;
}

/** So many more lines than a part lets expect are made room for: room that is not used takes no memory. */
const reserve = 1.1;

/** But no more than these: the part may be all blank lines. */
const mostExpected = 2 ** 24;

/** How many lines a source has, if they are all as long as those of one part. @param size of the source in bytes. */
export function expectedLinesLike({ lines, start, end }: ScanPart, size: number): number {
	return Math.ceil(Math.min(mostExpected, (lines.length / Math.max(1, end - start)) * size * reserve));
}

/**
 * @param start where the first part starts.
 * @param expectedLines how many lines to make room for, from the first part.
 */
export function createPartMerger(start: number, expectedLines: (first: ScanPart) => number): PartMerger {
	let builder: ScanPartBuilder | undefined;
	let waiting: readonly ScanPart[] = [];
	let mergedEnd = start;
	let damage: string | undefined;

	const append = (part: ScanPart): void => {
		builder ??= new ScanPartBuilder(start, {
			container: part.elements === undefined ? 'lines' : 'array',
			texts: textNames.filter((name) => part.lines.texts[name] !== undefined),
			expectedLines: expectedLines(part),
		});
		builder.append(part);
		mergedEnd = part.end;
		damage = part.damage ?? damage;
	};
	const prefix = (): ScanPart => {
		if (builder === undefined) throw new Error('There is no part to merge.');
		return builder.finish(mergedEnd, damage);
	};
	return {
		end: () => mergedEnd,
		prefix,
		add(part) {
			const copied: ScanPart[] = [];
			waiting = [...waiting, part];
			for (let next = nextOf(waiting, mergedEnd); next !== undefined; next = nextOf(waiting, mergedEnd)) {
				append(next);
				copied.push(next);
				waiting = waiting.filter((other) => !copied.includes(other));
			}
			return copied;
		},
		finish() {
			const [left] = waiting.toSorted((one, other) => one.start - other.start);
			if (left !== undefined) throw new Error(`A part starts at byte ${left.start}, but the one before ends at ${mergedEnd}.`);
			return prefix();
		},
	};
}

function nextOf(parts: readonly ScanPart[], start: number): ScanPart | undefined {
	return parts.find((part) => part.start === start);
}

/**
 * The parts of one source as one part, in whatever order they came. Associative: merging some of them first comes to the same.
 *
 * @throws Error where the parts are none, or leave a gap, or overlap.
 */
export function mergeScanParts(parts: readonly ScanPart[]): ScanPart {
	const sorted = parts.toSorted((left, right) => left.start - right.start || left.end - right.end);
	const lineCount = parts.reduce((sum, { lines }) => sum + lines.length, 0);
	const merger = createPartMerger(sorted[0]?.start ?? 0, () => lineCount);
	for (const part of sorted) merger.add(part);
	return merger.finish();
}
