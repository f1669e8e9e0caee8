/** ms-swift's logs, of which a line holds a batch of rollouts in lists → a JSON record a rollout. */
import { rolloutsOfBatch, startsBatch } from '../../core/batchRecord.ts';
import type { ByteSource } from '../../core/byteSource.ts';
import { createLineSplitter } from '../../core/lineSplitter.ts';
import { readHead } from '../../core/scan.ts';
import { parseTolerantly } from '../../core/tolerantJson.ts';
import { jsonLineOf } from './jsonLine.ts';

/** A list of texts or of messages where other formats have the messages of one prompt. */
const promptColumn = /"(?:prompt|messages)":\s*\[\s*["[]/;

/** Bytes in which the first line has to show its prompts. */
const peekBytes = 2 ** 14;

/** Bytes in which it has to show that they are a batch: a line may have megabytes. */
const startBytes = 2 ** 18;

/** Whether the first line is a batch. Nearly every other file is told by its first bytes. */
export async function holdsBatches(file: ByteSource, signal: AbortSignal): Promise<boolean> {
	const peek = await file.readRange(0, Math.min(peekBytes, file.size ?? 0));
	if (!promptColumn.test(decode(peek))) return false;
	const [line = ''] = decode(await readHead(file, startBytes, signal)).split('\n', 1);
	const record = parseLine(line);
	return rolloutsOfBatch(record) !== undefined || (record === undefined && startsBatch(parseTolerantly(line)));
}

/** Each line that is a batch as its rollouts, the others as they are. */
export async function* batchLines(file: ByteSource, signal: AbortSignal): AsyncIterable<Uint8Array> {
	const ready: Uint8Array[] = [];
	const encoder = new TextEncoder();
	const splitter = createLineSplitter(({ buffer, start, end, isTorn }) => {
		const text = decode(buffer.subarray(start, end));
		const rollouts = rolloutsOfBatch(parseLine(text));
		ready.push(encoder.encode(rollouts?.map(jsonLineOf).join('') ?? (isTorn ? text : `${text}\n`)));
	});
	for await (const chunk of file.read(signal)) {
		splitter.push(chunk);
		yield* ready.splice(0);
	}
	splitter.finish();
	yield* ready.splice(0);
}

/** What is broken is no batch, and is reported where it is read. */
function parseLine(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		// NaN is no reward, but makes no line unreadable.
		return text.trimEnd().endsWith('}') ? parseTolerantly(text) : undefined;
	}
}

function decode(bytes: Uint8Array): string {
	return new TextDecoder().decode(bytes);
}
