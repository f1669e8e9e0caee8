import { randomUUID } from 'node:crypto';
import { fstat } from 'node:fs';
import { type FileHandle, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addAbortSignal, type Readable } from 'node:stream';
import { promisify } from 'node:util';
import type { ByteSource } from '../../core/byteSource.ts';
import { createDescriptorSource } from './descriptorSource.ts';
import { ioError } from './ioError.ts';

/** Standard input as a source, and what to do when it is not needed any more. */
export interface StdinSource {
	readonly source: ByteSource;
	dispose(): Promise<void>;
}

/** How people name standard input, on the command line and in what is said about it. */
export const stdinName = '-';

/**
 * Standard input, which has to be read more than once: for its format, its scores and its lines. A file that was redirected is read where
 * it lies; a pipe goes through a temporary file, so that memory stays constant however much comes.
 *
 * @throws an error for people; the signal's reason when aborted. Nothing is left behind then.
 */
export async function openStdin(input: Readable, signal: AbortSignal): Promise<StdinSource> {
	if ('fd' in input && typeof input.fd === 'number' && (await isFileAtStart(input.fd))) {
		return { source: await createDescriptorSource(input.fd, stdinName), dispose: async () => undefined };
	}
	return spool(input, signal);
}

/** Whether a descriptor is a regular file nobody has read from yet. Only Linux says so; elsewhere the answer is no. */
async function isFileAtStart(descriptor: number): Promise<boolean> {
	const stats = await promisify(fstat)(descriptor);
	const state = stats.isFile() ? await readFile(`/proc/self/fdinfo/${descriptor}`, 'utf8').catch(() => '') : '';
	return /^pos:\s*0$/m.test(state);
}

async function spool(input: Readable, signal: AbortSignal): Promise<StdinSource> {
	const path = join(tmpdir(), `insight-${randomUUID()}.jsonl`);
	const failed = (error: unknown): never => {
		throw ioError('store standard input in', path, error);
	};
	const file = await open(path, 'wx+', 0o600).catch(failed);
	try {
		// An open file needs no name; without one nothing is left behind however the process ends.
		await rm(path).catch(failed);
		for await (const chunk of addAbortSignal(signal, input) as AsyncIterable<Uint8Array>) await file.appendFile(chunk);
		return { source: await createDescriptorSource(file.fd, stdinName), dispose: () => file.close() };
	} catch (error) {
		await closeQuietly(file);
		signal.throwIfAborted();
		const isOfInput = error instanceof Error && 'syscall' in error && error.syscall === 'read';
		throw isOfInput ? ioError('read', 'standard input', error) : failed(error);
	}
}

/** After an error of its own, a file may not close without another; the first is the one to report. */
function closeQuietly(file: FileHandle): Promise<void> {
	return file.close().catch(() => undefined);
}
