import { randomUUID } from 'node:crypto';
import { type FileHandle, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ioError } from './ioError.ts';

/**
 * Stores bytes in a file that has no name: whoever closes it, or a process that ends, leaves nothing behind.
 *
 * @param what is stored, for people: `standard input`.
 * @throws an error for people when the file cannot be written; what the chunks throw, as it is.
 */
export async function storeTemporarily(chunks: AsyncIterable<Uint8Array>, what: string): Promise<FileHandle> {
	const path = join(tmpdir(), `insight-${randomUUID()}.jsonl`);
	const failed = (error: unknown): never => {
		throw ioError(`store ${what} in`, path, error);
	};
	const file = await open(path, 'wx+', 0o600).catch(failed);
	try {
		await rm(path).catch(failed);
		for await (const chunk of chunks) await file.appendFile(chunk).catch(failed);
		return file;
	} catch (error) {
		// After an error of its own, a file may not close without another; the first is the one to report.
		await file.close().catch(() => undefined);
		throw error;
	}
}
