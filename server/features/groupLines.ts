import type { Dataset } from '../core/dataset.ts';

/** 0-based numbers of the lines that belong to an example, in the order of the file. They need not stand together. */
export function groupLines({ exampleOfLine }: Dataset, exampleIndex: number): readonly number[] {
	const lines: number[] = [];
	for (let line = exampleOfLine.indexOf(exampleIndex); line >= 0; line = exampleOfLine.indexOf(exampleIndex, line + 1))
		lines.push(line);
	return lines;
}
