/** The world of a command: what it prints to and reads from. Injected, so that tests need no process. */
import type { Readable } from 'node:stream';
import type { ReadingThreads } from '../hosts/node/readingThreads.ts';
import { printable } from './printable.ts';

export interface CommandIo {
	/** Made where it is read: to make it takes 2 ms. */
	stdin(): Readable;
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

/** Tells the user something that is not a result. */
export async function say({ stderr }: CommandIo, message: string): Promise<void> {
	for (const line of message.split('\n')) await stderr.write(`insight: ${printable(line)}\n`);
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
