/** Files that stay open for a moment, because there is often more to read of them. */
import type { FileHandle } from 'node:fs/promises';

/** Runs a task on the open file. */
export type WithFile = <T>(task: (file: FileHandle) => Promise<T>) => Promise<T>;

export interface KeptFiles {
	/**
	 * @param open opens the file when a task needs it and it is not open any more.
	 * @param idleTime milliseconds after the last task at which it is closed at the latest.
	 */
	keep(open: () => Promise<FileHandle>, idleTime?: number): WithFile;
}

/** More of them than this are not open at once, unless tasks run on them: systems allow 256 and up. */
const mostOpen = 64;

/**
 * Copying lines one by one out of a file takes 17 µs each if it stays open, and 60 µs if each opens it. Of very many files the ones longest
 * idle are closed first.
 */
export function createKeptFiles(): KeptFiles {
	/** What closes each idle file, the longest idle first. */
	const idle = new Set<() => void>();
	return {
		keep(open, idleTime = 500) {
			let opened: Promise<FileHandle> | undefined;
			let users = 0;
			let timer: NodeJS.Timeout | undefined;
			const close = (): void => {
				clearTimeout(timer);
				idle.delete(close);
				void opened?.then((file) => file.close());
				opened = undefined;
			};
			return async (task) => {
				clearTimeout(timer);
				idle.delete(close);
				users++;
				try {
					opened ??= open().catch((error: unknown) => {
						opened = undefined;
						throw error;
					});
					return await task(await opened);
				} finally {
					users--;
					if (users === 0 && opened !== undefined) {
						idle.add(close);
						// Nothing waits for the timer: a process that ends closes its files.
						timer = setTimeout(close, idleTime).unref();
						const [longestIdle] = idle;
						if (idle.size > mostOpen) longestIdle?.();
					}
				}
			};
		},
	};
}
