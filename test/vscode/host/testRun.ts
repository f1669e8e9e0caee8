/** One run of the test bundle, in whichever VS Code. */
import { existsSync } from 'node:fs';
import { cp, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Sum } from '../suite/environment.ts';
import { createTemporaryFolder } from './temporary.ts';

/** What a run needs to know. All paths are absolute. */
export interface TestRun {
	readonly extension: string;
	/** The CommonJS module that exports `run`. */
	readonly suite: string;
	readonly scratch: Scratch;
	/** Where logs and the picture of a failure go. */
	readonly outFolder: string;
	/** Variables for the tests. */
	readonly env: Readonly<Record<string, string>>;
	/** Aborts at the time limit, with an Error that says so as its reason. */
	readonly signal: AbortSignal;
}

/**
 * A VS Code that is ready to run tests. A test that fails is in the sum.
 * @throws Error when VS Code fails, ends before the tests do, or the time is up.
 */
export type TestHost = (run: TestRun) => Promise<Sum>;

/** Temporary places of one run, gone when the process exits. */
export interface Scratch {
	readonly root: string;
	/** The folder VS Code opens: a copy under the same name, so tests may change it. */
	readonly workspace: string;
	readonly userData: string;
	/** Where the tests write their sum. */
	readonly sumFile: string;
}

/** A new temporary folder with a copy of `source`. */
export async function createScratch(source: string): Promise<Scratch> {
	const root = await createTemporaryFolder();
	const workspace = join(root, basename(source));
	await cp(source, workspace, { recursive: true });
	return { root, workspace, userData: join(root, 'user-data'), sumFile: join(root, 'sum.json') };
}

/** What the tests wrote last. VS Code's exit code would not do: it is 0 also where the extension host dies in the middle. */
export async function readSum({ scratch }: TestRun): Promise<Sum> {
	if (!existsSync(scratch.sumFile)) throw new Error('VS Code ended before the tests did.');
	return JSON.parse(await readFile(scratch.sumFile, 'utf8')) as Sum;
}

/** Rejects with the reason once the signal aborts; never resolves. */
export function rejectOnAbort(signal: AbortSignal): Promise<never> {
	return new Promise((_, reject) => {
		const onAbort = (): void => reject(signal.reason);
		if (signal.aborted) onAbort();
		else signal.addEventListener('abort', onAbort, { once: true });
	});
}
