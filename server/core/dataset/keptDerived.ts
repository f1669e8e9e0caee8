/** What was derived from a file's lines, kept beside its index: a second open does nothing for each line. */
import type { LineColumns } from '../scan/lineColumns.ts';
import type { PartMemory } from '../scan/scanPool.ts';
import { inTurns, type Turns } from '../slices.ts';
import { bestFirst, orderByCounts } from './countOrder.ts';
import type { Scorer } from './dataset.ts';
import { type Derived, derive, type NamedColumns } from './derived.ts';
import { type ExampleColumns, eachAlone } from './grouping.ts';

/** As it is kept. Where each line is an example, the other columns are those of the lines. */
interface Kept extends Omit<Derived, 'columns'> {
	readonly columns: NamedColumns | Omit<NamedColumns, keyof ExampleColumns>;
}

interface Conditions extends Turns {
	/** Of the tie-break. */
	readonly seed: number;
	/** Of lines that tell none. */
	readonly step: number | null;
	/** Whose best the order begins with: to rank by another takes a copy. */
	readonly scorer: Scorer;
}

/**
 * What comes of the lines of one source, from what is kept, where that is there; else it is made and kept.
 *
 * @param lines those of the part, whose memory it is, with the step for those that tell none.
 * @throws the signal's reason when aborted.
 */
export async function deriveOnce(
	lines: LineColumns,
	{ seed, step, scorer, signal, pause = async () => undefined }: Conditions,
	memory: PartMemory,
): Promise<Derived> {
	const name = JSON.stringify({ derived: { seed, step } });
	const known = (await memory.read(name)) as Kept | undefined;
	if (known !== undefined) {
		const { columns } = known;
		return { ...known, columns: 'counts' in columns ? columns : { ...eachAlone(lines), ...columns } };
	}
	const derived = derive(lines, seed);
	const { counts, tieHash } = derived.columns;
	const byCounts = await inTurns(orderByCounts(counts, tieHash), pause, signal);
	const made = { ...derived, ...(byCounts === undefined ? {} : { order: bestFirst(byCounts, scorer) }) };
	await memory.write(name, made.columns.length === lines.length ? { ...made, columns: withoutLines(made.columns) } : made);
	return made;
}

function withoutLines({ length, firstLine, lines, counts, exampleOfLine, ...columns }: NamedColumns): Kept['columns'] {
	return columns;
}
