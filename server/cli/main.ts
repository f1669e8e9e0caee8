#!/usr/bin/env node
/** The command line as a process. */
import type { WriteStream } from 'node:tty';
import { leaveRoomInHeap } from '../hosts/node/leaveRoomInHeap.ts';
import { areWorthThreads, createReadingThreads, threadCount } from '../hosts/node/readingThreads.ts';
import type { TextOutput } from './commandIo.ts';

const args = process.argv.slice(2);
// A thread takes as long to start as all else that comes before reading: where there is much to read it starts at once.
const threads = createReadingThreads();
if (areWorthThreads(args)) threads.prepare(threadCount() - 1);

const interrupt = new AbortController();
// Once each: whoever insists is obeyed at once.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => interrupt.abort());

const stdout = outputOf(process.stdout);
const stderr = outputOf(process.stderr);
const { run } = await import('./program.ts');
const exitCode = await run(
	args,
	{
		stdin: process.stdin,
		stdout,
		// Where nobody listens there is nobody to tell so.
		stderr: { ...stderr, write: (data) => stderr.write(data).catch(() => undefined) },
		env: process.env,
		signal: interrupt.signal,
		threads,
	},
	serve,
);
leaveRoomInHeap();
// All that was written has been taken; when interrupted, what was not by then will not be.
process.exit(exitCode);

function outputOf(stream: WriteStream): TextOutput {
	// Each write hears of its own error; without a listener the stream would throw it as well.
	stream.on('error', () => undefined);
	return {
		isTTY: stream.isTTY === true,
		columns: stream.columns ?? 100,
		write: (data) =>
			new Promise((resolve, reject) => {
				const stop = (): void => reject(interrupt.signal.reason);
				// A pipe that nobody reads from would hold the process.
				interrupt.signal.addEventListener('abort', stop);
				stream.write(data, (error) => {
					interrupt.signal.removeEventListener('abort', stop);
					if (error) reject(error);
					else resolve();
				});
			}),
	};
}

/** The server ends the process itself when its client has gone. */
async function serve(): Promise<void> {
	if (!process.argv.includes('--stdio')) process.argv.push('--stdio');
	// Loaded only here: no other command needs the protocol.
	const { startNodeServer } = await import('../hosts/node/nodeServer.ts');
	startNodeServer();
	await new Promise((_, reject) => interrupt.signal.addEventListener('abort', () => reject(interrupt.signal.reason)));
}
