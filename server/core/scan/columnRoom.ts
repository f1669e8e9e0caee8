/** Where the memory of columns comes from. */

/** A buffer of at least so many bytes, with anything in it. */
export type RoomMaker = (byteLength: number) => ArrayBufferLike;

export const makeRoom: RoomMaker = (byteLength) => new ArrayBuffer(byteLength);

/**
 * Uses buffers again that columns have left, and makes one where none is as large. A file is read in ranges, each into columns of its own that
 * are soon copied: left to the garbage collector, which does not hurry, those of two million lines take 40 MB more at the worst moment.
 *
 * They are shared by threads, for each buffer that is handed over for good makes every look into any other slower, by 7 % of a scan.
 *
 * @param free buffers that nobody looks at any more.
 */
export function createSharedRoomMaker(free: readonly SharedArrayBuffer[]): RoomMaker {
	const left = [...free];
	return (byteLength) => {
		// A power of two, so that it fits where another did. What is not written to takes no memory.
		const length = 2 ** Math.ceil(Math.log2(byteLength));
		const at = left.findIndex((buffer) => buffer.byteLength === length);
		return at < 0 ? new SharedArrayBuffer(length) : left.splice(at, 1)[0]!;
	};
}
