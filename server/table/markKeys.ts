/** Names of marked examples that hold when the file was written anew: lines move then. */
import { decodeMarks, encodeMarks, type Mark } from '../../shared/basket.ts';
import type { Dataset } from '../core/dataset.ts';

/** More marks than this are not kept by name: it takes 12 bytes each. */
const mostKeys = 50_000;

/** Of an example without group, id or prompt. */
const nameless = '-';

/** @returns the names of the included examples and, behind a `;`, of the excluded ones; `null` for too many. */
export function keysOfMarks(dataset: Dataset, marks: string): string | null {
	const decoded = decodeMarks(marks);
	if (decoded.size > mostKeys) return null;
	const keysOf = (wanted: Mark): string =>
		[...decoded].flatMap(([line, mark]) => (mark === wanted ? [nameOf(dataset, line)] : [])).join(',');
	return `${keysOf('include')};${keysOf('exclude')}`;
}

/**
 * The marks of the examples that have these names now; of several with one name the first ones. `lost` counts names that no example has
 * any more.
 */
export function marksOfKeys(dataset: Dataset, keys: string): { readonly marks: string; readonly lost: number } {
	const [included = [], excluded = []] = keys.split(';').map((names) => names.split(',').filter((name) => name !== ''));
	/** What examples of a name are to be marked with, one after the other. */
	const wanted = new Map<string, Mark[]>();
	for (const name of included) wanted.set(name, [...(wanted.get(name) ?? []), 'include']);
	for (const name of excluded) wanted.set(name, [...(wanted.get(name) ?? []), 'exclude']);
	const { firstLine, length } = dataset.columns;
	const marks = new Map<number, Mark>();
	const total = included.length + excluded.length;
	for (let index = 0; index < length && marks.size < total; index++) {
		const line = firstLine[index]!;
		const mark = wanted.get(nameOf(dataset, line))?.shift();
		if (mark !== undefined) marks.set(line, mark);
	}
	return { marks: encodeMarks({ marks }), lost: total - marks.size };
}

/** By the strongest of what names the example on a line. */
function nameOf({ lines: { numbers } }: Dataset, line: number): string {
	for (const name of ['keyHash', 'idHash', 'promptHash'] as const) {
		const hash = numbers[name]?.[line] ?? Number.NaN;
		if (!Number.isNaN(hash)) return hash.toString(36);
	}
	return nameless;
}
