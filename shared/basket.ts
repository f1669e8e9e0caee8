/** What the user put in and out of the subset by hand: marks on examples, with undo. Immutable. */

export type Mark = 'include' | 'exclude';

/** In their texts. */
const markOrder: readonly Mark[] = ['include', 'exclude'];

/** More marks than this are not kept by name, and do not go with their examples: a name takes 12 bytes, or 20 where several have one. */
export const mostNamedMarks = 50_000;

/** Stands for the name of an example without group, id or prompt, or that was not named yet: it is not found again. */
export const nameless = '-';

/** Marks by the number of an example's first line, which stays the same when settings change. */
export interface Basket {
	readonly marks: ReadonlyMap<number, Mark>;
	readonly undone: readonly Step[];
	readonly done: readonly Step[];
}

/** What lines were marked with before a change, for undoing it. */
type Step = ReadonlyMap<number, Mark | undefined>;

/** Changes that can be undone. */
const longestHistory = 100;

export const emptyBasket: Basket = { marks: new Map(), done: [], undone: [] };

/** Marks lines, or takes their marks away. A change of nothing is none. */
export function markLines(basket: Basket, lines: Iterable<number>, mark: Mark | undefined): Basket {
	const changed = [...lines].filter((line) => basket.marks.get(line) !== mark);
	if (changed.length === 0) return basket;
	const { marks, step } = applied(basket, new Map(changed.map((line) => [line, mark])));
	return { marks, done: [...basket.done, step].slice(-longestHistory), undone: [] };
}

export function undo(basket: Basket): Basket {
	const last = basket.done.at(-1);
	if (last === undefined) return basket;
	const { marks, step } = applied(basket, last);
	return { marks, done: basket.done.slice(0, -1), undone: [...basket.undone, step] };
}

export function redo(basket: Basket): Basket {
	const last = basket.undone.at(-1);
	if (last === undefined) return basket;
	const { marks, step } = applied(basket, last);
	return { marks, done: [...basket.done, step], undone: basket.undone.slice(0, -1) };
}

/** Lines of a mark, ascending. */
export function linesMarked({ marks }: Pick<Basket, 'marks'>, wanted: Mark): readonly number[] {
	return [...marks]
		.filter(([, mark]) => mark === wanted)
		.map(([line]) => line)
		.sort((left, right) => left - right);
}

/**
 * Marks as a compact text, for messages and storage: the included lines, `;`, the excluded ones; each as the distance from the one
 * before, in base 36. A hundred neighbours take 200 characters.
 */
export function encodeMarks(basket: Pick<Basket, 'marks'>): string {
	return markOrder.map((mark) => encodeLines(linesMarked(basket, mark))).join(';');
}

/** @returns no marks for a text that {@link encodeMarks} does not write. */
export function decodeMarks(text: string): ReadonlyMap<number, Mark> {
	const marks = new Map<number, Mark>();
	if (!/^(?:[\da-z]+(?:,[\da-z]+)*)?;(?:[\da-z]+(?:,[\da-z]+)*)?$/.test(text)) return marks;
	const [included = '', excluded = ''] = text.split(';');
	for (const line of decodeLines(included)) marks.set(line, 'include');
	for (const line of decodeLines(excluded)) marks.set(line, 'exclude');
	return marks;
}

/** Names of marks, in the order of their text; `null` for too many. */
interface NamedMarks {
	readonly marks: string;
	readonly keys: string | null;
}

/** The names of changed marks, as far as they are those of examples that were marked before. */
export function keysOfChanged({ marks, keys }: NamedMarks, changed: string): string | null {
	const after = { marks: decodeMarks(changed) };
	if (after.marks.size > mostNamedMarks) return null;
	const names = new Map<number, string>();
	if (keys !== null) {
		const before = { marks: decodeMarks(marks) };
		const parts = keys.split(';').map((part) => part.split(','));
		for (const [part, mark] of markOrder.entries())
			for (const [at, line] of linesMarked(before, mark).entries()) names.set(line, parts[part]?.[at] || nameless);
	}
	return markOrder
		.map((mark) =>
			linesMarked(after, mark)
				.map((line) => names.get(line) ?? nameless)
				.join(','),
		)
		.join(';');
}

/** How many of the examples have a name. */
export function countNamed(keys: string | null): number {
	return (keys ?? '').split(/[,;]/).filter((key) => key !== '' && key !== nameless).length;
}

function applied({ marks }: Basket, changes: Step): { readonly marks: ReadonlyMap<number, Mark>; readonly step: Step } {
	const next = new Map(marks);
	const step = new Map<number, Mark | undefined>();
	for (const [line, mark] of changes) {
		step.set(line, marks.get(line));
		if (mark === undefined) next.delete(line);
		else next.set(line, mark);
	}
	return { marks: next, step };
}

function encodeLines(lines: readonly number[]): string {
	return lines.map((line, index) => (line - (lines[index - 1] ?? 0)).toString(36)).join(',');
}

function decodeLines(text: string): readonly number[] {
	let line = 0;
	return text === '' ? [] : text.split(',').map((distance) => (line += Number.parseInt(distance, 36)));
}
