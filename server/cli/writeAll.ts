import type { CommandIo } from './commandIo.ts';

/** Characters gathered before they are written: a write a line would cost more than the scores. */
const batchLength = 2 ** 16;

/** Writes text in batches to stdout, no faster than it is read. @throws the signal's reason when aborted. */
export async function writeAll({ stdout, signal }: CommandIo, parts: Iterable<string> | AsyncIterable<string>): Promise<void> {
	let batch = '';
	const flush = async (): Promise<void> => {
		signal.throwIfAborted();
		await stdout.write(batch);
		batch = '';
	};
	// Not one loop for both: to await what is there already takes longer than to make it.
	if (Symbol.asyncIterator in parts) {
		for await (const part of parts) {
			batch += part;
			if (batch.length >= batchLength) await flush();
		}
	} else {
		for (const part of parts) {
			batch += part;
			if (batch.length >= batchLength) await flush();
		}
	}
	if (batch !== '') await stdout.write(batch);
}
