/** The first records of a source, parsed in full: what detection looks at. */
import { parse as parseTolerantly } from 'jsonc-parser';
import { createArraySplitter, startsAsArray } from '../core/arraySplitter.ts';
import { isJsonObject } from '../core/fieldPath.ts';
import { createLineSplitter, type LineSink } from '../core/lineSplitter.ts';

/** Detection reads at most this much of a source, and at most this many records of it. */
export const sampleBytes = 256 * 1024;
export const sampleRecords = 200;

export type JsonObject = Readonly<Record<string, unknown>>;

/** How a source holds its records: a line each, or as the elements of one array. */
export type Container = 'lines' | 'array';

export interface Sample {
	readonly container: Container;
	readonly records: readonly JsonObject[];
}

/**
 * Parses the records at the start of a source. Lines that are not objects are passed over; a record cut by the limit, or holding NaN,
 * is parsed as far as it goes.
 *
 * @param head the source's first bytes; only {@link sampleBytes} of them are looked at.
 */
export function takeSample(head: Uint8Array): Sample {
	const bytes = head.subarray(0, sampleBytes);
	const container: Container = startsAsArray(bytes) ? 'array' : 'lines';
	const records: JsonObject[] = [];
	const decoder = new TextDecoder();
	const sink: LineSink = ({ buffer, start, end }) => {
		if (records.length >= sampleRecords) return;
		const record = parseRecord(decoder.decode(buffer.subarray(start, end)));
		if (record !== undefined) records.push(record);
	};
	const splitter = container === 'array' ? createArraySplitter(sink) : createLineSplitter(sink);
	splitter.push(bytes);
	splitter.finish();
	return { container, records };
}

function parseRecord(text: string): JsonObject | undefined {
	if (!text.trimStart().startsWith('{')) return undefined;
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		// NaN, a cut or a broken line: jsonc-parser gives what can be had of it.
		value = parseTolerantly(text);
	}
	return isJsonObject(value) ? value : undefined;
}
