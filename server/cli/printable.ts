/** Text from a dataset on one line, without what would drive a terminal: escape codes, line breaks, changes of direction. */
export function printable(text: string): string {
	return text.replaceAll(/\s+/g, ' ').replaceAll(/\p{Cc}|\p{Cf}/gu, '');
}
