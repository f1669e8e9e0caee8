/** The one place that knows both the bytes of the core and the UTF-16 columns of editors. */
import { findNodeAtLocation } from 'jsonc-parser';
import type { FieldPath } from '../json/fieldPath.ts';
import { parseTreeTolerantly } from '../json/tolerantJson.ts';
import type { ByteSpan } from '../record/problem.ts';

/** What of a line is meant: a span of its UTF-8 bytes, or a field to look for; neither means all of it. */
export interface Place {
	readonly span?: ByteSpan;
	readonly field?: FieldPath;
}

/** UTF-16 columns, 0-based, `end` exclusive. */
export interface Columns {
	readonly start: number;
	readonly end: number;
}

/** Locating a field costs a pass of a slower parser; in a longer line the whole line has to do. */
const longestSearched = 2 ** 20;

/** @param lineText the line without its line break. */
export function columnsOf(lineText: string, { span, field }: Place): Columns {
	if (span !== undefined) return { start: columnOf(lineText, span.start), end: columnOf(lineText, span.end) };
	const whole = { start: 0, end: lineText.length };
	if (field === undefined || lineText.length > longestSearched) return whole;
	const root = parseTreeTolerantly(lineText);
	const node = root === undefined ? undefined : findNodeAtLocation(root, [...field]);
	return node === undefined ? whole : { start: node.offset, end: node.offset + node.length };
}

/** The column at which a byte of the line's UTF-8 form stands. */
function columnOf(lineText: string, byteOffset: number): number {
	let bytes = 0;
	let column = 0;
	while (column < lineText.length && bytes < byteOffset) {
		const point = lineText.codePointAt(column)!;
		bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
		column += point < 0x10000 ? 1 : 2;
	}
	return column;
}
