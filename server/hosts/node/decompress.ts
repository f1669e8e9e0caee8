/** gzip and Zstandard as streams that give all that can be had of a file that is cut off. */
import { createGunzip } from 'node:zlib';
import { Decompress } from 'fzstd';
import { type ByteSource, DamagedSourceError } from '../../core/json/byteSource.ts';

/** Input goes in by pieces of this size: what comes out of one is held in memory, and can be a thousand times as much. */
const pieceSize = 2 ** 16;

/** Size of what comes out at once. */
const chunkSize = 2 ** 18;

/** What is unpacked: a file, or a member of one. */
type Packed = Pick<ByteSource, 'name' | 'read'>;

/** All members of a gzip file. @throws DamagedSourceError behind what could be unpacked; an error for people where nothing is gzip. */
export async function* gunzip(file: ByteSource, signal: AbortSignal): AsyncIterable<Uint8Array> {
	// A file that something is about to write.
	if (file.size === 0) return;
	const stream = createGunzip({ chunkSize });
	const ready: Uint8Array[] = [];
	let unpacked = 0;
	stream.on('data', (chunk: Uint8Array) => {
		ready.push(chunk);
		unpacked += chunk.length;
	});
	let error: Error | undefined;
	let isOver = false;
	const over = new Promise<void>((resolve) => {
		const finish = (cause?: Error): void => {
			error ??= cause;
			isOver = true;
			resolve();
		};
		stream.once('end', finish).once('error', finish);
	});
	try {
		for await (const piece of piecesOf(file, signal)) {
			// What stands behind the last member is not taken, and nothing calls back.
			await Promise.race([new Promise<void>((resolve) => stream.write(piece, () => resolve())), over]);
			yield* ready.splice(0);
			if (isOver) break;
		}
		if (!isOver) stream.end();
		await over;
		yield* ready.splice(0);
	} finally {
		stream.destroy();
	}
	if (error !== undefined) throw damageOf(file.name, 'gzip', error, unpacked, 'code' in error && error.code === 'Z_BUF_ERROR');
}

/** All frames of a Zstandard file, on runtimes without it too. @throws as {@link gunzip} does. */
export async function* unzstd(file: Packed, signal: AbortSignal): AsyncIterable<Uint8Array> {
	const ready: Uint8Array[] = [];
	let unpacked = 0;
	const stream = new Decompress((chunk) => {
		ready.push(chunk);
		unpacked += chunk.length;
	});
	const push = (piece: Uint8Array, isLast: boolean): Error | undefined => {
		try {
			stream.push(piece, isLast);
		} catch (error) {
			return error instanceof Error ? error : new Error(String(error));
		}
	};
	let error: Error | undefined;
	for await (const piece of piecesOf(file, signal)) {
		// It holds on to what it is given.
		error = push(new Uint8Array(piece), false);
		yield* ready.splice(0);
		if (error !== undefined) break;
	}
	error ??= push(new Uint8Array(), true);
	yield* ready.splice(0);
	if (error !== undefined) throw damageOf(file.name, 'Zstandard', error, unpacked, error.message === 'unexpected EOF');
}

async function* piecesOf(file: Packed, signal: AbortSignal): AsyncIterable<Uint8Array> {
	for await (const chunk of file.read(signal)) {
		for (let at = 0; at < chunk.length; at += pieceSize) yield chunk.subarray(at, at + pieceSize);
	}
}

function damageOf(file: string, name: string, cause: Error, unpacked: number, isCut: boolean): Error {
	if (unpacked === 0 && !isCut) return new Error(`Cannot read ${file}: it holds no ${name} data. Check its name.`, { cause });
	const what = isCut ? `is cut off: its ${name} data end too early` : `is damaged: its ${name} data cannot be unpacked further`;
	const read = unpacked === 0 ? 'Nothing' : unpacked < 1e5 ? `${unpacked} bytes` : `${(unpacked / 1e6).toFixed(1)} MB`;
	return new DamagedSourceError(`${file} ${what}. ${read} could be read.`, { cause });
}
