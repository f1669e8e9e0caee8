/** Where the memory of columns comes from. */

/** A kind of typed array. */
export interface ColumnKind<Column> {
	readonly BYTES_PER_ELEMENT: number;
	new (length: number): Column;
	new (buffer: ArrayBufferLike, byteOffset: number, length: number): Column;
}

/** Makes a column of so many values, with anything in it. */
export type ColumnMaker = <Column>(kind: ColumnKind<Column>, length: number) => Column;

/** In memory of its own: what is short then takes no buffer. */
export const makeColumn: ColumnMaker = (kind, length) => new kind(length);

/**
 * Uses buffers again that columns have left, and makes one where none is as large. A file is read in ranges, each into columns of its own that
 * are soon copied: left to the garbage collector, which does not hurry, those of two million lines take 40 MB more at the worst moment.
 *
 * They are shared by threads, for each buffer that is handed over for good makes every look into any other slower, by 7 % of a scan.
 *
 * @param free buffers that nobody looks at any more.
 */
export function createSharedColumnMaker(free: readonly SharedArrayBuffer[]): ColumnMaker {
	const left = [...free];
	return (kind, length) => {
		// A power of two, so that it fits where another did. What is not written to takes no memory.
		const byteLength = 2 ** Math.ceil(Math.log2(length * kind.BYTES_PER_ELEMENT));
		const at = left.findIndex((buffer) => buffer.byteLength === byteLength);
		const buffer = at < 0 ? new SharedArrayBuffer(byteLength) : left.splice(at, 1)[0]!;
		return new kind(buffer, 0, length);
	};
}
