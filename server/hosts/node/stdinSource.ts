import { fstat } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { addAbortSignal, type Readable } from 'node:stream';
import { promisify } from 'node:util';
import type { ByteSource } from '../../core/json/byteSource.ts';
import { createDescriptorSource } from './descriptorSource.ts';
import { ioError } from './ioError.ts';
import { unpackUnnamed } from './openSource.ts';
import { storeTemporarily } from './temporaryFile.ts';

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
		const file = await createDescriptorSource(input.fd, stdinName);
		return { source: await unpackUnnamed(file, signal), dispose: async () => undefined };
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
	const file = await storeTemporarily(chunksOf(input, signal), 'standard input');
	return { source: await unpackUnnamed(await createDescriptorSource(file.fd, stdinName), signal), dispose: () => file.close() };
}

async function* chunksOf(input: Readable, signal: AbortSignal): AsyncIterable<Uint8Array> {
	try {
		yield* addAbortSignal(signal, input) as AsyncIterable<Uint8Array>;
	} catch (error) {
		signal.throwIfAborted();
		throw ioError('read', 'standard input', error);
	}
}
