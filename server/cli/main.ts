#!/usr/bin/env node
/** The command line as a process. */
import { keepCompiled } from '../hosts/node/compileCache.ts';
import { leaveRoomInHeap } from '../hosts/node/leaveRoomInHeap.ts';
import { areWorthThreads, createReadingThreads, threadCount } from '../hosts/node/readingThreads.ts';
import { defaultCacheFolder } from '../hosts/node/userCacheFolder.ts';
import { processOutput } from './processOutput.ts';

keepCompiled(defaultCacheFolder(process.env));

const args = process.argv.slice(2);
// A thread takes as long to start as all else that comes before reading: where there is much to read it starts at once.
const threads = createReadingThreads();
if (areWorthThreads(args)) threads.prepare(threadCount() - 1);

process.once('exit', leaveRoomInHeap);

const interrupt = new AbortController();
// Once each: whoever insists is obeyed at once.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => interrupt.abort());

// As Node has it for what never ends: nobody is to take it for done.
process.exitCode = 13;
void main();

async function main(): Promise<void> {
	const stderr = processOutput(process.stderr, interrupt.signal);
	const { run } = await import('./program.ts');
	const exitCode = await run(
		args,
		{
			stdin: () => process.stdin,
			stdout: processOutput(process.stdout, interrupt.signal),
			// Where nobody listens there is nobody to tell so.
			stderr: { ...stderr, write: (data) => stderr.write(data).catch(() => undefined) },
			env: process.env,
			signal: interrupt.signal,
			threads,
		},
		serve,
	);
	// All that was written has been taken; when interrupted, what was not by then will not be.
	process.exit(exitCode);
}

/** The server ends the process itself when its client has gone. */
async function serve(): Promise<void> {
	if (!process.argv.includes('--stdio')) process.argv.push('--stdio');
	// Loaded only here: no other command needs the protocol.
	const { startNodeServer } = await import('../hosts/node/nodeServer.ts');
	startNodeServer();
	await new Promise((_, reject) => interrupt.signal.addEventListener('abort', () => reject(interrupt.signal.reason)));
}
