/** What texts take of a terminal's width. */
import stringWidth from 'string-width';

/**
 * Characters of one cell that no neighbour makes another of: Latin, Greek and Cyrillic letters, punctuation, arrows, signs of mathematics, lines
 * and blocks. What is laid out is mostly made of them, and then needs no library, which takes 23 ms to start.
 */
const plainText = /^[\u0020-\u007e\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u2010-\u2027\u2030-\u205e\u2190-\u22ff\u2500-\u25fc]*$/;

/** In cells. */
export function widthOf(text: string): number {
	return plainText.test(text) ? text.length : stringWidth(text);
}

/** As many whole characters as fit into so many cells. */
export function beginningOf(text: string, width: number): string {
	if (plainText.test(text)) return text.slice(0, Math.max(0, width));
	let beginning = '';
	let used = 0;
	for (const { segment } of new Intl.Segmenter('en').segment(text)) {
		used += stringWidth(segment);
		if (used > width) break;
		beginning += segment;
	}
	return beginning;
}
