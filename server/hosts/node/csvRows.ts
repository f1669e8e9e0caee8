/** CSV with a header → a JSON record a row, as logs are exported from experiment trackers. */
import { finished } from 'node:stream/promises';
import { type ByteSource, DamagedSourceError } from '../../core/json/byteSource.ts';
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
	let text = '';
	let rows = 0;
	const parser = parse({
		bom: true,
		cast: typed,
		columns: true,
		record_delimiter: ['\r\n', '\n'],
		relax_column_count: true,
		relax_quotes: true,
		skip_empty_lines: true,
		// Taken here, as a stream that fails drops the rows that nobody has read yet.
		on_record: (row: unknown) => {
			text += jsonLineOf(row);
			rows++;
			return null;
		},
	});
	const encoder = new TextEncoder();
	const ending = finished(parser.resume());
	ending.catch(() => undefined); // It is thrown where it is awaited.
	try {
		for await (const chunk of file.read(signal)) {
			if (parser.destroyed) break;
			// A copy, as a chunk is only valid until the next one.
			await new Promise<void>((resolve) => parser.write(new Uint8Array(chunk), () => resolve()));
			if (text.length < chunkLength) continue;
			yield encoder.encode(text);
			text = '';
		}
		parser.end();
		await ending;
	} catch (cause) {
		signal.throwIfAborted();
		if (parser.errored === null) throw cause; // Reading failed.
		yield encoder.encode(text);
		const reason = cause instanceof Error ? cause.message : String(cause);
		throw new DamagedSourceError(`${file.name} is damaged: ${reason}. ${rows} rows could be read.`, { cause });
	} finally {
		parser.destroy();
	}
	yield encoder.encode(text);
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
