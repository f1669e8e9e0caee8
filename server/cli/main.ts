#!/usr/bin/env node
/** The command line as a process. */
import { fstatSync, write } from 'node:fs';
import type { WriteStream } from 'node:tty';
import { promisify } from 'node:util';
import type { TextOutput } from './commandIo.ts';
import { run } from './program.ts';

const interrupt = new AbortController();
/** Up here: what is below is reached when the command has ended. */
const writeAt = promisify(write);
// Once each: whoever insists is obeyed at once.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => interrupt.abort());

const stdout = outputOf(process.stdout, 1);
const stderr = outputOf(process.stderr, 2);
const exitCode = await run(
	process.argv.slice(2),
	{
		stdin: process.stdin,
		stdout,
		// Where nobody listens there is nobody to tell so.
		stderr: { ...stderr, write: (data) => stderr.write(data).catch(() => undefined) },
		env: process.env,
		signal: interrupt.signal,
	},
	serve,
);
// What was not read of the output by then will not be.
if (interrupt.signal.aborted) process.exit(exitCode);
process.exitCode = exitCode;

function outputOf(stream: WriteStream, descriptor: number): TextOutput {
	// Each write hears of its own error; without a listener the stream would throw it as well.
	stream.on('error', () => undefined);
	return {
		isTTY: stream.isTTY === true,
		columns: stream.columns ?? 100,
		write: isFile(descriptor)
			? (data) => writeFile(descriptor, typeof data === 'string' ? Buffer.from(data) : data)
			: (data) => writeStream(stream, data),
	};
}

function writeStream(stream: WriteStream, data: string | Uint8Array): Promise<void> {
	return new Promise((resolve, reject) => {
		const stop = (): void => reject(interrupt.signal.reason);
		// A pipe that nobody reads from would hold the process.
		interrupt.signal.addEventListener('abort', stop);
		stream.write(data, (error) => {
			interrupt.signal.removeEventListener('abort', stop);
			if (error) reject(error);
			else resolve();
		});
	});
}

function isFile(descriptor: number): boolean {
	try {
		return fstatSync(descriptor).isFile();
	} catch {
		return false; // It was closed by who started this.
	}
}

/** Behind what is there. By another thread, while this one reads what is to be written next: a stream to a file would hold it up. */
async function writeFile(descriptor: number, bytes: Uint8Array): Promise<void> {
	for (let at = 0; at < bytes.length; ) at += (await writeAt(descriptor, bytes, at, bytes.length - at, null)).bytesWritten;
}

/** The server ends the process itself when its client has gone. */
async function serve(): Promise<void> {
	if (!process.argv.includes('--stdio')) process.argv.push('--stdio');
	// Loaded only here: no other command needs the protocol.
	const { startNodeServer } = await import('../hosts/node/nodeServer.ts');
	startNodeServer();
	await new Promise((_, reject) => interrupt.signal.addEventListener('abort', () => reject(interrupt.signal.reason)));
}
