import type { ByteSource } from './byteSource.ts';
import type { TextName } from './lineColumns.ts';
import { blankLine } from './lineReading.ts';
import type { Mapping } from './mapping.ts';
import { createRecordReader, type ReaderOptions } from './recordReader.ts';
import { type ScanOptions, scanSource } from './scan.ts';
import { type ScanPart, ScanPartBuilder } from './scanPart.ts';

/** Texts that a reader with these options finds. */
export function textsOf({ withIds, previewLength }: ReaderOptions): readonly TextName[] {
	return [...(withIds === true ? (['id'] as const) : []), ...(previewLength === undefined ? [] : (['preview'] as const))];
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
export async function scanToPart(
	source: ByteSource,
	mapping: Mapping | undefined,
	options: ScanOptions & ReaderOptions,
): Promise<ScanPart> {
	const { container } = options;
	const expectedLines = expectedLinesOf(source.size ?? 0);
	const builder = new ScanPartBuilder(0, { container, texts: textsOf(options), expectedLines });
	let length = 0;
	const damage = await scanSource(source, createRecordReader(mapping, options), ({ reading, line }) => builder.add(reading, line), {
		...options,
		onProgress: (bytesRead) => {
			length = bytesRead;
			options.onProgress?.(bytesRead);
		},
	});
	// Where not one line could be read, the damage itself stands for one, so that there is a place to report it at.
	if (damage !== undefined && builder.length === 0) builder.add(blankLine, { sourceStart: 0, sourceEnd: 0, lineNumber: 0 });
	return builder.finish(length, damage);
}
