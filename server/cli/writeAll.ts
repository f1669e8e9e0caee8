import type { CommandIo } from './commandIo.ts';

/** Characters gathered before they are written: a write a line would cost more than the scores. */
const batchLength = 2 ** 16;

/** Writes text in batches to stdout, no faster than it is read. @throws the signal's reason when aborted. */
export async function writeAll({ stdout, signal }: CommandIo, parts: Iterable<string>): Promise<void> {
	let batch = '';
	for (const part of parts) {
		batch += part;
		if (batch.length < batchLength) continue;
		signal.throwIfAborted();
		await stdout.write(batch);
		batch = '';
	}
	if (batch !== '') await stdout.write(batch);
}
