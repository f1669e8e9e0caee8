import { untilStopped } from '../json/boundedSource.ts';
import type { ByteSource } from '../json/byteSource.ts';
import type { Rows } from '../json/lineRows.ts';
import { compileMapping, rowRulesOf } from '../record/compiledMapping.ts';
import { blankLine } from '../record/lineReading.ts';
import type { Mapping } from '../record/mapping.ts';
import { keepsSources, type ReaderOptions } from '../record/readerOptions.ts';
import { createRecordReader } from '../record/recordReader.ts';
import { type TextName, textNames } from './lineColumns.ts';
import { type ScannedRecord, scanSource } from './scan.ts';
import { type ScanPart, ScanPartBuilder } from './scanPart.ts';
import type { PoolOptions } from './scanPool.ts';

/** Texts that a reader finds by a mapping with these options. */
export function textsOf(mapping: Mapping | undefined, options: ReaderOptions): readonly TextName[] {
	const isFound = {
		id: options.withIds === true,
		preview: options.previewLength !== undefined,
		source: mapping !== undefined && keepsSources(mapping, options),
	};
	return textNames.filter((name) => isFound[name]);
}

/** Lines shorter than this make columns grow by copying. */
const expectedLineBytes = 256;

/** Lines to make room for where so many bytes are read. */
export function expectedLinesOf(bytes: number): number {
	return Math.ceil(bytes / expectedLineBytes);
}

/**
 * Reads a whole source into one part.
 *
 * @throws what the source's I/O throws, and the signal's reason when aborted.
 */
export async function scanToPart(source: ByteSource, mapping: Mapping | undefined, options: PoolOptions): Promise<ScanPart> {
	const { container, stop, onPrefix } = options;
	const expectedLines = expectedLinesOf(source.size ?? 0);
	const builder = new ScanPartBuilder(0, { container, texts: textsOf(mapping, options), expectedLines });
	let length = 0;
	let lineEnd = 0;
	const add = ({ reading, line }: ScannedRecord): void => {
		builder.add(reading, line);
		lineEnd = line.sourceEnd;
	};
	const compiled = compileMapping(mapping);
	const rules = rowRulesOf(compiled, options);
	const rows = rules && {
		rules,
		add: (read: Rows, windowStart: number): void => {
			builder.addRows(read, windowStart, read.length);
			lineEnd = windowStart + read.end;
		},
	};
	const bounded = stop === undefined ? source : untilStopped(source, stop);
	const damage = await scanSource(bounded, createRecordReader(compiled, options), add, {
		...options,
		rows,
		onProgress: (bytesRead) => {
			length = bytesRead;
			options.onProgress?.(bytesRead);
			onPrefix?.(lineEnd, () => builder.finish(lineEnd));
		},
	});
	// Where not one line could be read, the damage itself stands for one, so that there is a place to report it at.
	if (damage !== undefined && builder.length === 0) builder.add(blankLine, { sourceStart: 0, sourceEnd: 0, lineNumber: 0 });
	return builder.finish(length, damage);
}
