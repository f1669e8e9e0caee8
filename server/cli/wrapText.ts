/** Text on lines that fit a terminal. */
import { widthOf } from './textWidth.ts';

/** Where a line may end: not within a value or a condition, such as `21 %`, `Beta(1, 1)`, `[16 %, 68 %]`, `K = 8` and `reward ≥ 1`. */
const breaks = / (?![%=≥])(?<![=≥] )(?<!(?:Beta\(|\[)[^\s)\]]*(?: %)?, )/;

/** Words on lines of at most so many cells, those after the first indented. */
export function wrapText(text: string, width: number, indent: string): readonly string[] {
	const lines: string[] = [];
	let line = '';
	for (const word of text.split(breaks)) {
		const longer = line === '' ? word : `${line} ${word}`;
		if (line !== '' && widthOf(longer) > width) {
			lines.push(line);
			line = indent + word;
		} else line = longer;
	}
	return [...lines, line];
}
