/** The first records of a source, parsed in full: what detection looks at. */
import { createArraySplitter, startsAsArray } from '../core/json/arraySplitter.ts';
import { isJsonObject } from '../core/json/fieldPath.ts';
import { compileFieldPlan } from '../core/json/fieldPlan.ts';
import { JsonScanner } from '../core/json/jsonScanner.ts';
import { createLineSplitter, type LineSink } from '../core/json/lineSplitter.ts';
import { parseTolerantly } from '../core/json/tolerantJson.ts';

/** Detection looks at this much of a source, and at most at this many records. */
export const sampleBytes = 256 * 1024;
export const sampleRecords = 200;

export type JsonObject = Readonly<Record<string, unknown>>;

/** How a source holds its records: a line each, or as the elements of one JSON text. */
export type Container = 'lines' | 'array';

/**
 * Where the first record ends beyond {@link sampleBytes}, so much is looked at behind it: elements may be short where what stands before them is
 * long, and the first need not be like the others.
 */
export const bytesBehind: Readonly<Record<Container, number>> = { lines: 0, array: sampleBytes };

export interface Sample {
	readonly container: Container;
	readonly records: readonly JsonObject[];
	/** Of the only record there is no more than the start, parsed as far as it goes. */
	readonly isCut?: true;
	/** The first record ends beyond what detection looks at: its start was read, or all of it, or what stands behind it too. */
	readonly lateRecord?: 'start' | 'whole' | 'behind';
}

/**
 * Parses the records at the start of a source. What the reader would not count is passed over, but for a record that is cut where the
 * head ends: without another, it is parsed as far as it goes.
 *
 * @param head the source's first bytes. What goes beyond {@link sampleBytes} is looked at where these hold no whole record, up to
 * {@link bytesBehind} the first.
 */
export function takeSample(head: Uint8Array): Sample {
	const container: Container = startsAsArray(head) ? 'array' : 'lines';
	const records: JsonObject[] = [];
	const scanner = new JsonScanner();
	const { root } = compileFieldPlan([]);
	const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
	let limit = Infinity;
	let isCut = false;
	const sink: LineSink = ({ buffer, start, end, sourceEnd, isTorn }) => {
		if (records.length >= sampleRecords || sourceEnd > limit) return;
		const bytes = buffer.subarray(start, end);
		const parsed = parseStrictly(bytes, decoder);
		// What is JSON need not be looked through by the reader, too, which would take longer than all else here.
		const isWhole = parsed !== undefined || scanner.scan(buffer, start, end, root) === 'object';
		if (!isWhole && !(isTorn && records.length === 0)) return;
		// NaN, or a cut.
		const record = parsed ?? parseTolerantly(new TextDecoder().decode(bytes));
		if (!isJsonObject(record)) return;
		if (records.length === 0) limit = Math.max(sampleBytes, sourceEnd + bytesBehind[container]);
		records.push(record);
		isCut = !isWhole;
	};
	const splitter = container === 'array' ? createArraySplitter(sink) : createLineSplitter(sink);
	splitter.push(head.subarray(0, sampleBytes));
	if (records.length === 0) splitter.push(head.subarray(sampleBytes));
	splitter.finish();
	return { container, records, ...(isCut ? { isCut } : {}) };
}

/** `undefined` for what is no JSON in UTF-8. */
function parseStrictly(bytes: Uint8Array, decoder: InstanceType<typeof TextDecoder>): unknown {
	try {
		return JSON.parse(decoder.decode(bytes));
	} catch {
		return undefined; // What the reader makes of it is told by itself.
	}
}
