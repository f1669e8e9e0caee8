/** CSV with a header → a JSON record a row, as logs are exported from experiment trackers. */
import { Readable } from 'node:stream';
import { type ByteSource, DamagedSourceError } from '../../core/byteSource.ts';
import { jsonLineOf } from './jsonLine.ts';

/** Characters of records that go out as one chunk. */
const chunkLength = 2 ** 16;

/**
 * Row after row. Fields that a row lacks, and empty ones, are not in its record.
 *
 * @throws DamagedSourceError behind the last row that can be read, as where a quoted text has no end.
 */
export async function* csvRows(file: ByteSource, signal: AbortSignal): AsyncIterable<Uint8Array> {
	// Loaded when the first such file is opened: no other dataset needs it.
	const { parse } = await import('csv-parse');
	const parser = Readable.from(copies(file.read(signal))).pipe(
		parse({
			bom: true,
			cast: typed,
			columns: true,
			record_delimiter: ['\r\n', '\n'],
			relax_column_count: true,
			relax_quotes: true,
			skip_empty_lines: true,
		}),
	);
	const encoder = new TextEncoder();
	let text = '';
	let rows = 0;
	try {
		for await (const row of parser) {
			text += jsonLineOf(row);
			rows++;
			if (text.length < chunkLength) continue;
			yield encoder.encode(text);
			text = '';
		}
	} catch (cause) {
		signal.throwIfAborted();
		yield encoder.encode(text);
		const reason = cause instanceof Error ? cause.message : String(cause);
		throw new DamagedSourceError(`${file.name} is damaged: ${reason}. ${rows} rows could be read.`, { cause });
	}
	yield encoder.encode(text);
}

/** A stream keeps chunks that are only valid until the next one. */
async function* copies(chunks: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
	for await (const chunk of chunks) yield chunk.slice();
}

/** Spreadsheets and Python know no types but these in texts; a text that only looks like a number compares as one all the same. */
function typed(text: string, { header, quoting }: { readonly header: boolean; readonly quoting: boolean }): unknown {
	if (header || quoting) return text;
	if (text === '') return undefined;
	if (/^-?(0|[1-9]\d{0,14})(\.\d+)?(e[+-]?\d+)?$/i.test(text)) return Number(text);
	if (/^true$/i.test(text)) return true;
	if (/^false$/i.test(text)) return false;
	return /^(nan|null|none)$/i.test(text) ? null : text;
}
