/** What orders examples of equal score, the same way on every machine. */
import { shuffleHash } from '../../../shared/hash.ts';
import type { LineColumns } from '../scan/lineColumns.ts';
import { createNamer } from './exampleName.ts';
import type { ExampleColumns } from './grouping.ts';

/** From what names an example, or its index where nothing does. */
export function createTieHash(
	lines: LineColumns,
	{ firstLine }: Pick<ExampleColumns, 'firstLine'>,
	seed: number,
): (index: number) => number {
	const nameOf = createNamer(lines);
	return (index) => {
		const name = nameOf(firstLine[index]!);
		return shuffleHash(Number.isNaN(name) ? index : name, seed);
	};
}
