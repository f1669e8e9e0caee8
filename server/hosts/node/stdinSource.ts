import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ByteSource } from '../../core/byteSource.ts';
import { createFileSource } from './fileSource.ts';
import { ioError } from './ioError.ts';

/** A pipe as a source, and what to do when it is not needed any more. */
export interface SpooledSource {
	readonly source: ByteSource;
	dispose(): Promise<void>;
}

/**
 * Writes a pipe to a temporary file, because a dataset is read more than once: for its format, its scores and its lines. Memory stays
 * constant however much comes.
 *
 * @throws an error for people; the signal's reason when aborted. Nothing is left behind then.
 */
export async function spoolPipe(input: Readable, signal: AbortSignal): Promise<SpooledSource> {
	const path = join(tmpdir(), `insight-${randomUUID()}.jsonl`);
	const dispose = (): Promise<void> => rm(path, { force: true });
	try {
		await pipeline(input, createWriteStream(path, { mode: 0o600 }), { signal });
		return { source: await createFileSource(path, '-'), dispose };
	} catch (error) {
		await dispose();
		signal.throwIfAborted();
		throw ioError('store standard input in', path, error);
	}
}
