/** The command line as a process. */
import { once } from 'node:events';
import type { WriteStream } from 'node:tty';
import type { TextOutput } from './commandIo.ts';
import { run } from './program.ts';

const interrupt = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interrupt.abort());
// The reader of a pipe has gone, as `head` does: there is nobody left to write to, and nothing wrong.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 3));

process.exitCode = await run(
	process.argv.slice(2),
	{
		stdin: process.stdin,
		stdout: outputOf(process.stdout),
		stderr: outputOf(process.stderr),
		env: process.env,
		signal: interrupt.signal,
	},
	serve,
);

function outputOf(stream: WriteStream): TextOutput {
	return {
		isTTY: stream.isTTY === true,
		columns: stream.columns ?? 100,
		write: async (data) => {
			if (!stream.write(data)) await once(stream, 'drain');
		},
	};
}

/** The server ends the process itself when its client has gone. */
async function serve(): Promise<void> {
	if (!process.argv.includes('--stdio')) process.argv.push('--stdio');
	// Loaded only here: no other command needs the protocol.
	const { startNodeServer } = await import('../hosts/node/nodeServer.ts');
	startNodeServer();
	await new Promise<never>(() => undefined);
}
