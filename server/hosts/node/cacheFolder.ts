/** A folder of buffers that may be thrown away at any time, shared by all processes of a user. */
import { createHash, randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { BufferStore } from '../../core/scan/partCache.ts';

const suffix = '.scan';
const temporarySuffix = '.tmp';

/** Bytes that all buffers may take together. The index of a file of 200,000 lines takes 6 MB. */
export const cacheLimit = 2 ** 30;

/** A buffer that is being written is not older than this, in milliseconds. */
const longestWrite = 3_600_000;

/**
 * @param onTrouble told why something could not be kept. Nothing else comes of it: what is not kept is made again.
 * @param limit bytes that all buffers may take together; those unused for longest go first.
 */
export function createCacheFolder(folder: string, onTrouble: (message: string) => void, limit = cacheLimit): BufferStore {
	const pathOf = (name: string): string => join(folder, createHash('sha256').update(name).digest('hex').slice(0, 40) + suffix);
	return {
		async read(name) {
			const path = pathOf(name);
			const bytes = await readFile(path).catch(() => undefined);
			if (bytes === undefined) return undefined;
			// The time says when it was used last.
			const now = new Date();
			await utimes(path, now, now).catch(() => undefined);
			// Small files may lie anywhere in a buffer that Node shares among them.
			return bytes.byteOffset % 8 === 0 ? bytes : new Uint8Array(bytes);
		},
		async write(name, bytes) {
			if (bytes.length > limit) return;
			const path = pathOf(name);
			const temporary = `${path}.${randomBytes(6).toString('hex')}${temporarySuffix}`;
			try {
				await mkdir(folder, { recursive: true, mode: 0o700 });
				const file = await open(temporary, 'wx', 0o600);
				try {
					await file.writeFile(bytes);
				} finally {
					await file.close();
				}
				// Half a buffer never has the name of a whole one, and of two processes that write the same one the later wins.
				await rename(temporary, path);
				await evict(folder, limit);
			} catch (error) {
				await rm(temporary, { force: true }).catch(() => undefined);
				onTrouble(`The index of a file was not kept in ${folder}: ${error instanceof Error ? error.message : String(error)}`);
			}
		},
	};
}

/** Removes what was unused for longest until the rest fits, and what writers that died have left. */
async function evict(folder: string, limit: number): Promise<void> {
	const entries: { readonly path: string; readonly size: number; readonly usedAt: number }[] = [];
	for (const name of await readdir(folder)) {
		const path = join(folder, name);
		// Another process may have removed it.
		const stats = await stat(path).catch(() => undefined);
		if (stats === undefined) continue;
		if (name.endsWith(suffix)) entries.push({ path, size: stats.size, usedAt: stats.mtimeMs });
		else if (name.endsWith(temporarySuffix) && Date.now() - stats.mtimeMs > longestWrite) await rm(path, { force: true });
	}
	entries.sort((left, right) => right.usedAt - left.usedAt);
	let total = 0;
	for (const { path, size } of entries) {
		total += size;
		if (total > limit) await rm(path, { force: true });
	}
}

/** Where this system keeps what may be thrown away. */
export function defaultCacheFolder(env: Readonly<Record<string, string | undefined>>, platform = process.platform): string {
	const home = homedir();
	if (platform === 'darwin') return join(home, 'Library', 'Caches', 'insight-rlvr');
	if (platform === 'win32') return join(env.LOCALAPPDATA ?? join(home, 'AppData', 'Local'), 'insight-rlvr', 'Cache');
	// An empty or relative path is to be ignored, says the XDG specification.
	const cache = env.XDG_CACHE_HOME?.startsWith('/') === true ? env.XDG_CACHE_HOME : join(home, '.cache');
	return join(cache, 'insight-rlvr');
}
