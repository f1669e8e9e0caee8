/** Sources that end early, behind a whole line: the beginning of a file for a first look, and a reading that the user stops. */
import type { ByteSource } from './byteSource.ts';
import { Byte } from './jsonTokens.ts';

/** The lines that lie within the first `limit` bytes of a source; of a longer first line all that is read until it ends. */
export function beginningOf(source: ByteSource, limit: number): ByteSource {
	let left = limit;
	return cutSource(source, (chunk) => {
		left -= chunk.length;
		return left <= 0;
	});
}

/** A source that reads on until it is told to stop: at the next chunk it ends. */
export function untilStopped(source: ByteSource, stop: AbortSignal): ByteSource {
	return cutSource(source, () => stop.aborted);
}

/** @param isLast asked with each chunk whether it is the last one wanted; chunks without a line break follow until there is one. */
function cutSource(source: ByteSource, isLast: (chunk: Uint8Array) => boolean): ByteSource {
	// Without its path: whoever knows it could read all of the file.
	const { path: _, ...rest } = source;
	return {
		...rest,
		async *read(signal) {
			let isEnding = false;
			for await (const chunk of source.read(signal)) {
				isEnding = isLast(chunk) || isEnding;
				const lineEnd = isEnding ? chunk.lastIndexOf(Byte.lineFeed) + 1 : 0;
				yield lineEnd > 0 ? chunk.subarray(0, lineEnd) : chunk;
				if (lineEnd > 0) return;
			}
		},
	};
}
