/** Files that come into being whole or not at all. */
import { randomBytes } from 'node:crypto';
import { fstat } from 'node:fs';
import { chmod, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { AtomicFile } from '../../export/exportHost.ts';
import { ioError } from './ioError.ts';
import { stdinName } from './stdinSource.ts';

/**
 * Opens a temporary file beside the target.
 *
 * @param sources paths that must not be overwritten: not under this name, nor through links. `-` is the file redirected to standard input.
 * @throws an error for people.
 */
export async function createAtomicFile(target: string, sources: readonly string[]): Promise<AtomicFile> {
	const path = await resolveTarget(target);
	for (const source of sources) {
		if (await isSameFile(path, source)) throw new Error(`Cannot write ${target}: it is the source. Choose another name.`);
	}
	const mode = await existingMode(path, target);
	const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`);
	const failed = (error: unknown): never => {
		throw ioError('write', target, error);
	};
	// Never open to more readers than the file that it replaces.
	const file = await open(temporary, 'wx', mode ?? 0o666).catch(failed);
	let isOpen = true;
	const close = async (): Promise<void> => {
		if (!isOpen) return;
		isOpen = false;
		await file.close();
	};
	let isCommitted = false;
	const flush = async (): Promise<void> => {
		if (!isOpen) return;
		await file.sync().catch(failed);
		await close();
	};
	return {
		path,
		write: async (bytes) => {
			// FileHandle.write may write less than it is given.
			for (let at = 0; at < bytes.length; ) at += (await file.write(bytes, at).catch(failed)).bytesWritten;
		},
		flush,
		commit: async () => {
			await flush();
			if (mode !== undefined) await chmod(temporary, mode).catch(failed);
			await rename(temporary, path).catch(failed);
			isCommitted = true;
			await syncFolder(dirname(path));
		},
		discard: async () => {
			if (isCommitted) return;
			await close();
			await rm(temporary, { force: true });
		},
	};
}

/** The file behind the target: a link is followed, so that it stays one. */
async function resolveTarget(target: string): Promise<string> {
	const path = resolve(target);
	return realpath(path).catch(() => path);
}

/** Permissions of the file that is to be replaced. Anything else must not be: a device or a pipe would become a file. */
async function existingMode(path: string, target: string): Promise<number | undefined> {
	const stats = await stat(path).catch(() => undefined);
	if (stats === undefined) return undefined;
	if (stats.isDirectory()) throw ioError('write', target, { code: 'EISDIR' });
	if (!stats.isFile()) throw new Error(`Cannot write ${target}: it is not a regular file. Choose another name.`);
	return stats.mode & 0o7777;
}

/** Whether two paths reach one file, through links of either kind too. */
async function isSameFile(path: string, source: string): Promise<boolean> {
	const statSource = source === stdinName ? promisify(fstat)(0, { bigint: true }) : stat(source, { bigint: true });
	const [first, second] = await Promise.all(
		[stat(path, { bigint: true }), statSource].map((stats) => stats.catch(() => undefined)),
	);
	return first !== undefined && second !== undefined && first.dev === second.dev && first.ino === second.ino;
}

/** Makes the renaming last through a power cut. Some systems cannot open a folder; there the renaming has to do. */
async function syncFolder(path: string): Promise<void> {
	const folder = await open(path, 'r').catch(() => undefined);
	await folder?.sync().catch(() => undefined);
	await folder?.close();
}
