/** Columns of text that fit a terminal. */
import { beginningOf, widthOf } from './textWidth.ts';
import { wrapText } from './wrapText.ts';

export interface Column {
	readonly title: string;
	/** What it is called where its title does not name it. */
	readonly name?: string;
	readonly align: 'left' | 'right';
	/** Takes what width is left; its cells are cut to it. At most one column. */
	readonly isFlexible?: boolean;
	/** The column may be left out where the flexible one gets too narrow; the lowest number goes first. */
	readonly leaveOut?: number;
}

export interface Cell {
	readonly text: string;
	/** Colours the text after it was laid out, so that escape codes do not count. */
	readonly style?: (text: string) => string;
}

export interface Table {
	/** The header first; each no wider than the width as far as the columns allow. */
	readonly lines: readonly string[];
	/** Says for which columns there was no room, and where there is, on lines of at most the width; none where all are there. For below the table. */
	readonly leftOut: readonly string[];
}

const gap = '  ';

/** The flexible column gets this much, if it needs it, before others are shown; with less than the smaller one it says nothing. */
const comfortableWidth = 28;
const smallestWidth = 8;

/** @param fullForm the option that asks for the form in which nothing is left out. */
export function layOutTable(
	columns: readonly Column[],
	rows: readonly (readonly Cell[])[],
	width: number,
	fullForm: string,
	styleHeader: (text: string) => string,
): Table {
	const widths = columns.map(({ title }, column) =>
		rows.reduce((widest, row) => Math.max(widest, widthOf(row[column]!.text)), widthOf(title)),
	);
	const flexible = columns.findIndex(({ isFlexible }) => isFlexible === true);
	const natural = flexible < 0 ? 0 : widths[flexible]!;
	const shown = new Set(columns.keys());
	const room = (): number => {
		const others = [...shown].filter((column) => column !== flexible);
		return width - others.reduce((sum, column) => sum + widths[column]! + gap.length, flexible < 0 ? -gap.length : 0);
	};
	const expendable = [...columns.keys()]
		.filter((column) => columns[column]!.leaveOut !== undefined)
		.sort((left, right) => columns[left]!.leaveOut! - columns[right]!.leaveOut!);
	const leftOut = expendable.filter((column) => room() < Math.min(natural, comfortableWidth) && shown.delete(column));
	if (room() < Math.min(natural, smallestWidth) && shown.delete(flexible)) leftOut.push(flexible);
	else if (flexible >= 0) widths[flexible] = Math.min(natural, room());
	const line = (cells: readonly Cell[]): string =>
		[...shown]
			.map((column) => {
				const { text, style = (plain) => plain } = cells[column]!;
				return style(fitCell(text, widths[column]!, columns[column]!.align));
			})
			.join(gap)
			.trimEnd();
	const names = leftOut.map((column) => columns[column]!.name ?? columns[column]!.title);
	return {
		lines: [styleHeader(line(columns.map(({ title }) => ({ text: title })))), ...rows.map(line)],
		leftOut:
			names.length === 0 ? [] : wrapText(`… no room for ${names.join(', ')}: take a wider terminal, or ${fullForm}`, width, gap),
	};
}

/** The text in exactly so many cells; what does not fit is replaced by an ellipsis. */
function fitCell(text: string, width: number, align: Column['align']): string {
	const fitted = widthOf(text) > width ? `${beginningOf(text, width - 1)}…` : text;
	const padding = ' '.repeat(Math.max(0, width - widthOf(fitted)));
	return align === 'right' ? padding + fitted : fitted + padding;
}
