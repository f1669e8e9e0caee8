/** Child processes that log to a file and end with their whole process group. */
import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname } from 'node:path';

/** A process that runs until it ends or is stopped. */
export interface Background {
	readonly ended: Promise<Ending>;
	stop(): Promise<void>;
}

/** How a process ended, also when it could not be started. */
export interface Ending {
	/** 0 where all was well. */
	readonly code: number;
	readonly reason: string;
}

const patienceMs = 5_000;

/** Starts a process in a group of its own, so that `stop` reaches everything it started. */
export function startBackground(
	command: string,
	args: readonly string[],
	options: { readonly output: 'inherit' | { readonly file: string }; readonly env?: NodeJS.ProcessEnv },
): Background {
	const output = options.output === 'inherit' ? 'inherit' : openLog(options.output.file);
	const inGroup = process.platform !== 'win32';
	const child = spawn(command, args, { detached: inGroup, stdio: ['ignore', output, output], env: options.env ?? process.env });
	if (output !== 'inherit') closeSync(output);
	const signal = (name: NodeJS.Signals): void => {
		try {
			if (child.pid !== undefined) process.kill(inGroup ? -child.pid : child.pid, name);
		} catch (error) {
			// ESRCH: nothing of the group is left.
			if (!isErrorWithCode(error, 'ESRCH')) throw error;
		}
	};
	const killOnExit = (): void => signal('SIGKILL');
	// First, because others then remove its folders.
	process.prependOnceListener('exit', killOnExit);
	const ended = new Promise<Ending>((resolve) => {
		child.once('error', (error) => resolve({ code: 1, reason: error.message }));
		child.once('exit', (code, name) => resolve({ code: code ?? 1, reason: name ?? `exit code ${code}` }));
	});
	const stop = async (): Promise<void> => {
		signal('SIGTERM');
		const killer = setTimeout(() => signal('SIGKILL'), patienceMs);
		await ended;
		clearTimeout(killer);
		// The leader may be gone before its children.
		signal('SIGKILL');
		process.removeListener('exit', killOnExit);
	};
	return { ended, stop };
}

function openLog(file: string): number {
	mkdirSync(dirname(file), { recursive: true });
	return openSync(file, 'w');
}

/** The last lines of a log, for a message about a failure. */
export async function tailOf(logFile: string, lines = 30): Promise<string> {
	const text = await readFile(logFile, 'utf8').catch((error: unknown) => `(no log: ${String(error)})`);
	return text.trimEnd().split('\n').slice(-lines).join('\n');
}

/** `preferred` where nothing listens on it, else a port that the system picks. */
export async function findFreePort(preferred = 0): Promise<number> {
	const port = await new Promise<number | undefined>((resolve, reject) => {
		const server = createServer();
		server.once('error', (error) => (isErrorWithCode(error, 'EADDRINUSE') ? resolve(undefined) : reject(error)));
		server.listen(preferred, '127.0.0.1', () => {
			const address = server.address();
			server.close(() => resolve(typeof address === 'object' ? address?.port : undefined));
		});
	});
	return port ?? findFreePort();
}

/** Ctrl+C and `kill` end the process through `process.exit`, so that the groups started here end with it. */
export function exitOnSignals(): void {
	process.once('SIGINT', () => process.exit(130));
	process.once('SIGTERM', () => process.exit(143));
}

function isErrorWithCode(error: unknown, code: string): boolean {
	return error instanceof Error && 'code' in error && error.code === code;
}
