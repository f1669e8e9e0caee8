/** What the commands of this folder share. */
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of these tests. */
export const testFolder = dirname(dirname(fileURLToPath(import.meta.url)));
export const repositoryRoot = resolve(testFolder, '../..');
/** Downloads and installations, kept between runs. */
export const cacheFolder = join(repositoryRoot, '.vscode-test');
/** Logs and pictures of the last run. */
export const outFolder = join(repositoryRoot, '.out');

/** Where VS Code runs; undefined leaves the choice to the command. */
export type HostChoice = 'desktop' | 'browser' | undefined;

/** @throws Error when the value of `--host` is neither. */
export function parseHost(value: string | undefined): HostChoice {
	if (value === undefined || value === 'desktop' || value === 'browser') return value;
	throw new Error(`--host is desktop or browser, not ${value}.`);
}

/** Runs a command. What it throws is told without a stack, which tells nothing to who typed the command, and ends it with 1. */
export async function runCommand(main: () => Promise<void>): Promise<void> {
	try {
		await main();
	} catch (error) {
		for (let cause = error; cause !== undefined; cause = cause instanceof Error ? cause.cause : undefined) {
			console.error(cause instanceof Error ? cause.message : cause);
		}
		process.exitCode = 1;
	}
}
