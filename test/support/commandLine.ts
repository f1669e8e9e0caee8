/** Runs the command line inside the test's process. */
import { Readable } from 'node:stream';
import type { TextOutput } from '../../server/cli/commandIo.ts';
import { run } from '../../server/cli/program.ts';

export interface CommandResult {
	readonly exitCode: number;
	readonly stdout: string;
	readonly stderr: string;
}

export interface CommandWorld {
	readonly stdin?: string | Uint8Array;
	/** Width of the terminal that stdout and stderr are; without it they are pipes. */
	readonly terminal?: number;
	/** Whether somebody types at a terminal that stdin is. */
	readonly isTyped?: boolean;
	readonly env?: Readonly<Record<string, string>>;
	readonly signal?: AbortSignal;
}

export async function insight(
	args: readonly string[],
	{ stdin = '', terminal, isTyped = false, env = {}, signal }: CommandWorld = {},
): Promise<CommandResult> {
	const written = { stdout: [] as Uint8Array[], stderr: [] as Uint8Array[] };
	const output = (chunks: Uint8Array[]): TextOutput => ({
		isTTY: terminal !== undefined,
		columns: terminal ?? 100,
		write: async (data) => void chunks.push(typeof data === 'string' ? new TextEncoder().encode(data) : data.slice()),
	});
	const exitCode = await run(
		args,
		{
			stdin: () => Object.assign(Readable.from([Buffer.from(stdin)]), { isTTY: isTyped }),
			stdout: output(written.stdout),
			stderr: output(written.stderr),
			env,
			signal: signal ?? new AbortController().signal,
		},
		async () => undefined,
	);
	return { exitCode, stdout: Buffer.concat(written.stdout).toString(), stderr: Buffer.concat(written.stderr).toString() };
}
