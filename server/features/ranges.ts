/** From lines and bytes of the core to ranges of LSP (0-based lines, UTF-16 columns). */
import type { Range } from 'vscode-languageserver-types';

/** The empty range at a line's start. */
export function lineStart(line: number): Range {
	return { start: { line, character: 0 }, end: { line, character: 0 } };
}

/** A part of a line. */
export function columns(line: number, start: number, end: number): Range {
	return { start: { line, character: start }, end: { line, character: end } };
}
