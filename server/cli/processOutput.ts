/** What this process prints to, as commands see it. */
import { fstatSync, write } from 'node:fs';
import type { WriteStream } from 'node:tty';
import { promisify } from 'node:util';
import type { TextOutput } from './commandIo.ts';

/** @param signal ends a write that waits, as one into a pipe that nobody reads from does. */
export function processOutput(stream: WriteStream & { readonly fd: number }, signal: AbortSignal): TextOutput {
	// Each write hears of its own error; without a listener the stream would throw it as well.
	stream.on('error', () => undefined);
	return {
		isTTY: stream.isTTY === true,
		// A terminal that does not know its width says 0.
		columns: stream.columns || 100,
		// Where it is a file, the stream would hold up everything else while it writes.
		write: isFile(stream.fd) ? (data) => writeToFile(stream.fd, data, signal) : (data) => writeToStream(stream, data, signal),
	};
}

function isFile(descriptor: number): boolean {
	try {
		return fstatSync(descriptor).isFile();
	} catch {
		return false; // It was closed before this process began; the stream tells what that means.
	}
}

const writeSome = promisify(write);

/** Where the file's position is, behind what others write to it. */
async function writeToFile(descriptor: number, data: string | Uint8Array, signal: AbortSignal): Promise<void> {
	const bytes = typeof data === 'string' ? Buffer.from(data) : data;
	for (let at = 0; at < bytes.length; ) {
		signal.throwIfAborted();
		at += (await writeSome(descriptor, bytes, at, bytes.length - at, null)).bytesWritten;
	}
}

function writeToStream(stream: WriteStream, data: string | Uint8Array, signal: AbortSignal): Promise<void> {
	return new Promise((resolve, reject) => {
		const stop = (): void => reject(signal.reason);
		signal.addEventListener('abort', stop);
		stream.write(data, (error) => {
			signal.removeEventListener('abort', stop);
			if (error) reject(error);
			else resolve();
		});
	});
}
