/** Parquet → a JSON record a row. */
import { type ByteSource, DamagedSourceError } from '../../core/json/byteSource.ts';
import { jsonLineOf } from './jsonLine.ts';

/** Rows that go out as one chunk. */
const rowsPerChunk = 512;

/**
 * Row group after row group, each read when it is asked for.
 *
 * @throws an error for people when there is no whole footer; DamagedSourceError behind the last row group that can be read.
 */
export async function* parquetRows(file: ByteSource, signal: AbortSignal): AsyncIterable<Uint8Array> {
	// Loaded when the first such file is opened: no other dataset needs it.
	const [{ parquetMetadataAsync, parquetReadObjects }, { parquetCompressors }] = await Promise.all([
		import('hyparquet'),
		import('./parquetCompressors.ts'),
	]);
	const buffer = {
		byteLength: file.size ?? 0,
		slice: async (start: number, end?: number) => {
			const bytes = await file.readRange(start, end ?? file.size ?? 0);
			return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
		},
	};
	const metadata = await parquetMetadataAsync(buffer).catch((cause: unknown) => {
		const message = `Cannot read ${file.name}: it is no whole Parquet file (${reasonOf(cause)}). Something may still be writing it.`;
		throw new Error(message, { cause });
	});
	const encoder = new TextEncoder();
	let rowStart = 0;
	for (const [index, { num_rows }] of metadata.row_groups.entries()) {
		signal.throwIfAborted();
		const rowEnd = rowStart + Number(num_rows);
		const rows = await parquetReadObjects({ file: buffer, metadata, rowStart, rowEnd, compressors: parquetCompressors }).catch(
			(cause: unknown) => {
				const place = `row group ${index + 1} of ${metadata.row_groups.length} cannot be read (${reasonOf(cause)})`;
				throw new DamagedSourceError(`${file.name} is damaged: ${place}. ${rowStart} rows could be read.`, { cause });
			},
		);
		for (let at = 0; at < rows.length; at += rowsPerChunk) {
			yield encoder.encode(
				rows
					.slice(at, at + rowsPerChunk)
					.map(jsonLineOf)
					.join(''),
			);
		}
		rowStart = rowEnd;
	}
}

function reasonOf(cause: unknown): string {
	return (cause instanceof Error ? cause.message : String(cause)).replace(/^parquet /, '');
}
