/** The threads that help to read large files, and when they are worth it. */
import { statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';

export interface ReadingThreads {
	/**
	 * Starts so many that will be asked for, so that they start while something else is done. Those that never are hold up nobody, and if one
	 * cannot be started, who asks for it will hear of it.
	 */
	prepare(count: number): void;
	/** One that was prepared, or else is started now. Whoever takes it ends it. @throws what the system says where there can be no more. */
	take(): Worker;
}

/** More threads than this are faster than disks are. */
const mostThreads = 4;

/** Threads that read, the one that asks them among them. */
export const threadCount = (): number => Math.min(mostThreads, availableParallelism());

/** Smaller files are read by one thread alone: in bytes. */
export const smallestShared = 2 ** 26;

/** @param worker the code of the threads, which the build puts beside that of this one. */
export function createReadingThreads(worker: URL = new URL('./scanWorker.cjs', import.meta.url)): ReadingThreads {
	const spare: Worker[] = [];
	// Each question hears of the error that it meets; one that nobody hears would end this process too.
	const start = (): Worker => new Worker(worker).on('error', () => undefined);
	const startIfPossible = (): Worker | undefined => {
		try {
			return start();
		} catch {
			return undefined; // Whoever asks for it will hear of it.
		}
	};
	return {
		prepare(count) {
			while (spare.length < count) {
				const thread = startIfPossible();
				if (thread === undefined) return;
				thread.once('exit', () => spare.splice(0, spare.length, ...spare.filter((other) => other !== thread))).unref();
				spare.push(thread);
			}
		},
		take() {
			const thread = spare.pop();
			thread?.ref();
			return thread ?? start();
		},
	};
}

/** Whether one of a command's arguments names a file that is worth more than one thread. */
export function areWorthThreads(args: readonly string[]): boolean {
	return args.some((path) => {
		try {
			return (statSync(path, { throwIfNoEntry: false })?.size ?? 0) >= smallestShared;
		} catch {
			return false; // What is wrong with it is told where it is read.
		}
	});
}
