/** Columns of text that fit a terminal. */
import stringWidth from 'string-width';

export interface Column {
	readonly title: string;
	readonly align: 'left' | 'right';
	/** Takes what width is left; its cells are cut to it. At most one column. */
	readonly isFlexible?: boolean;
}

export interface Cell {
	readonly text: string;
	/** Colours the text after it was laid out, so that escape codes do not count. */
	readonly style?: (text: string) => string;
}

const gap = '  ';
/** Cells that the flexible column keeps on a terminal that is too narrow. */
const narrowest = 12;

/** @returns lines, the header first, each no wider than `width` as far as the fixed columns allow. */
export function layOutTable(
	columns: readonly Column[],
	rows: readonly (readonly Cell[])[],
	width: number,
	styleHeader: (text: string) => string,
): readonly string[] {
	const widths = columns.map(({ title }, column) =>
		Math.max(stringWidth(title), ...rows.map((row) => stringWidth(row[column]!.text))),
	);
	const flexible = columns.findIndex(({ isFlexible }) => isFlexible === true);
	if (flexible >= 0) {
		const others = widths.reduce((sum, each, column) => (column === flexible ? sum : sum + each + gap.length), 0);
		widths[flexible] = Math.min(widths[flexible]!, Math.max(narrowest, width - others));
	}
	const line = (cells: readonly Cell[]): string =>
		cells
			.map(({ text, style = (plain) => plain }, column) => style(fitCell(text, widths[column]!, columns[column]!.align)))
			.join(gap)
			.trimEnd();
	return [styleHeader(line(columns.map(({ title }) => ({ text: title })))), ...rows.map(line)];
}

/** The text in exactly so many cells; what does not fit is replaced by an ellipsis. */
function fitCell(text: string, width: number, align: Column['align']): string {
	let fitted = text;
	if (stringWidth(text) > width) {
		fitted = '';
		let used = 0;
		for (const { segment } of new Intl.Segmenter('en').segment(text)) {
			const next = used + stringWidth(segment);
			if (next > width - 1) break;
			fitted += segment;
			used = next;
		}
		fitted += '…';
	}
	const padding = ' '.repeat(Math.max(0, width - stringWidth(fitted)));
	return align === 'right' ? padding + fitted : fitted + padding;
}
