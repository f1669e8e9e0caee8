/** Collects the bytes of one element of a larger JSON text, and hands it on as if it were a line. */
import { Byte } from './jsonTokens.ts';
import type { LineSink } from './lineSplitter.ts';

export interface ElementBuffer {
	isOpen(): boolean;
	/** An element starts at a byte of the source, on a line of it. */
	begin(sourceOffset: number, lineNumber: number): void;
	append(byte: number): void;
	/** Ends the element, if there is one, behind its last byte that is not white space. */
	end(isTorn: boolean): void;
}

/** @param lineLimit of a longer element only the length is kept. */
export function createElementBuffer(sink: LineSink, lineLimit: number): ElementBuffer {
	let element = new Uint8Array(Math.min(1 << 12, lineLimit));
	/** Bytes since the element's start, and how many of them there are up to the last that is not white space. */
	let length = 0;
	let contentLength = 0;
	let elementStart = -1;
	let elementLine = 0;
	return {
		isOpen: () => elementStart >= 0,
		begin(sourceOffset, lineNumber) {
			elementStart = sourceOffset;
			elementLine = lineNumber;
		},
		append(byte) {
			if (length === element.length && length < lineLimit) {
				const larger = new Uint8Array(Math.min(length * 2, lineLimit));
				larger.set(element);
				element = larger;
			}
			if (length < element.length) element[length] = byte;
			length++;
			if (byte > Byte.space) contentLength = length;
		},
		end(isTorn) {
			if (elementStart < 0) return;
			const isTooLong = contentLength > lineLimit;
			sink({
				buffer: element,
				start: 0,
				end: isTooLong ? 0 : contentLength,
				lineNumber: elementLine,
				sourceStart: elementStart,
				sourceEnd: elementStart + contentLength,
				isTorn,
				isTooLong,
				strings: undefined,
			});
			elementStart = -1;
			length = 0;
			contentLength = 0;
		},
	};
}
