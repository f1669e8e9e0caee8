/** ms-swift's logs, of which a line holds a batch of rollouts in lists → a JSON record a rollout. */

import type { ByteSource } from '../../core/json/byteSource.ts';
import { createLineSplitter } from '../../core/json/lineSplitter.ts';
import { isBatchLine, rowsOfLine } from '../../core/record/batchRecord.ts';
import { readHead } from '../../core/scan/scan.ts';

/** A list of texts or of messages where other formats have the messages of one prompt. */
const promptColumn = /"(?:prompt|messages)":\s*\[\s*["[]/;

/** Bytes in which it has to show that they are a batch: a line may have megabytes. */
const startBytes = 2 ** 18;

/**
 * Whether the first line is a batch.
 *
 * @param peek the first bytes, which tell nearly every other file: the first line has to show its prompts in them.
 */
export async function holdsBatches(file: ByteSource, peek: Uint8Array, signal: AbortSignal): Promise<boolean> {
	if (!promptColumn.test(decode(peek))) return false;
	const head = await readHead(file, startBytes, signal);
	const [line = '', ...others] = decode(head).split('\n', 2);
	return isBatchLine(line, others.length === 0 && head.length === startBytes);
}

/** Each line that is a batch as its rollouts, the others as they are. */
export async function* batchLines(file: ByteSource, signal: AbortSignal): AsyncIterable<Uint8Array> {
	const ready: Uint8Array[] = [];
	const encoder = new TextEncoder();
	const splitter = createLineSplitter(({ buffer, start, end, isTorn }) => {
		const rows = rowsOfLine(decode(buffer.subarray(start, end)));
		// A line that ends with the file is torn, unless it is whole.
		ready.push(encoder.encode(isTorn && rows.length === 1 ? rows[0] : rows.map((row) => `${row}\n`).join('')));
	});
	for await (const chunk of file.read(signal)) {
		splitter.push(chunk);
		yield* ready.splice(0);
	}
	splitter.finish();
	yield* ready.splice(0);
}

function decode(bytes: Uint8Array): string {
	return new TextDecoder().decode(bytes);
}
