/** The world of a command: what it prints to and reads from. Injected, so that tests need no process. */
import type { Readable } from 'node:stream';
import type { ReadingThreads } from '../hosts/node/readingThreads.ts';
import { printable } from './printable.ts';

export interface CommandIo {
	/** Made where it is read: to make it takes 2 ms. */
	stdin(): Readable & { readonly isTTY?: boolean };
	readonly stdout: TextOutput;
	readonly stderr: TextOutput;
	readonly env: Readonly<Record<string, string | undefined>>;
	/** Aborted when the user interrupts. */
	readonly signal: AbortSignal;
	/** Helps to read large files; others are started where there are none. */
	readonly threads?: ReadingThreads;
}

export interface TextOutput {
	readonly isTTY: boolean;
	/** Width of the terminal in cells. */
	readonly columns: number;
	/** Resolves when more may be written. @throws what the system says where that cannot be, such as EPIPE when the reader has gone. */
	write(data: string | Uint8Array): Promise<void>;
}

/** Tells the user something that is not a result, in lines that fit where that is a terminal, all at once. */
export async function say({ stderr }: CommandIo, message: string): Promise<void> {
	const lines = message.split('\n').map((line) => `insight: ${printable(line)}`);
	const shown = stderr.isTTY ? await wrapped(lines, stderr.columns) : lines;
	await stderr.write(shown.map((line) => `${line}\n`).join(''));
}

async function wrapped(lines: readonly string[], width: number): Promise<readonly string[]> {
	// Loaded only here: what programs read is not wrapped, and measuring texts takes a library.
	const { wrapText } = await import('./wrapText.ts');
	return lines.flatMap((line) => wrapText(line, width, '  '));
}

/** Exit codes, as the README promises them. */
export const ExitCode = { ok: 0, findings: 1, usage: 2, unreadable: 3, interrupted: 130 } as const;

/** An end with a message for people and an exit code. */
export class CommandError extends Error {
	readonly exitCode: number;

	constructor(message: string, exitCode: number) {
		super(message);
		this.exitCode = exitCode;
	}
}
