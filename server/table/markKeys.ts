/** Names of marked examples that hold when the file was written anew: lines move then. */
import { decodeMarks, encodeMarks, type Mark, mostNamedMarks, nameless } from '../../shared/basket.ts';
import type { Dataset } from '../core/dataset/dataset.ts';
import { createNamer } from '../core/dataset/exampleName.ts';

/** A marked example: the one at a place, from 0, of so many that have its name. */
interface Key {
	readonly name: number;
	readonly place: number;
	readonly namesakes: number;
	readonly mark: Mark;
}

/** @returns the names of the included examples and, behind a `;`, of the excluded ones, each in the order of their lines; `null` for too many. */
export function keysOfMarks(dataset: Dataset, marks: string): string | null {
	const decoded = decodeMarks(marks);
	if (decoded.size > mostNamedMarks) return null;
	const nameOf = createNamer(dataset.lines);
	const keys = new Map<number, string>();
	for (const [name, lines] of linesByName(dataset, Array.from(decoded.keys(), nameOf)))
		for (const [place, line] of lines.entries()) if (decoded.has(line)) keys.set(line, encodeKey(name, place, lines.length));
	const keysOf = (wanted: Mark): string =>
		[...decoded].flatMap(([line, mark]) => (mark === wanted ? [keys.get(line) ?? nameless] : [])).join(',');
	return `${keysOf('include')};${keysOf('exclude')}`;
}

/**
 * The marks of the examples that have these names now. Of several with one name, those at the same places among them where they are as many
 * as they were; else nobody knows which is which, and none is marked.
 */
export function marksOfKeys(dataset: Dataset, text: string): string {
	const [included = '', excluded = ''] = text.split(';');
	const keys = [...decodeKeys(included, 'include'), ...decodeKeys(excluded, 'exclude')];
	const lines = linesByName(
		dataset,
		keys.map(({ name }) => name),
	);
	const marks = new Map<number, Mark>();
	for (const { name, place, namesakes, mark } of keys) {
		const alike = lines.get(name);
		if (alike?.length === namesakes && place < namesakes) marks.set(alike[place]!, mark);
	}
	return encodeMarks({ marks });
}

/** First lines of the examples that have these names, in the order of the file. Looks at every example once: at 10⁷ in a sixth of a second. */
function linesByName(dataset: Dataset, names: readonly number[]): ReadonlyMap<number, readonly number[]> {
	const nameOf = createNamer(dataset.lines);
	const { firstLine, length } = dataset.columns;
	const lines = new Map(names.filter((name) => !Number.isNaN(name)).map((name): [number, number[]] => [name, []]));
	for (let index = 0; index < length && lines.size > 0; index++) {
		const line = firstLine[index]!;
		lines.get(nameOf(line))?.push(line);
	}
	return lines;
}

/** A name alone where it is the only one; else with place and number. All in base 36. */
function encodeKey(name: number, place: number, namesakes: number): string {
	return (namesakes === 1 ? [name] : [name, place, namesakes]).map((number) => number.toString(36)).join('.');
}

function decodeKeys(text: string, mark: Mark): readonly Key[] {
	if (text === '') return [];
	return text.split(',').map((key) => {
		const [name = Number.NaN, place = 0, namesakes = 1] = key.split('.').map((number) => Number.parseInt(number, 36));
		return { name, place, namesakes, mark };
	});
}
