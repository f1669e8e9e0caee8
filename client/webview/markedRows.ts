/** The user's marks on examples: changed for the selected rows, undone, and kept. */
import {
	type Basket,
	decodeMarks,
	emptyBasket,
	encodeMarks,
	linesMarked,
	type Mark,
	markLines,
	mostNamedMarks,
	redo,
	undo,
} from '../../shared/basket.ts';
import { formatCount } from '../../shared/format.ts';

export class MarkedRows {
	readonly #onChange: (marks: string) => void;
	#basket: Basket = emptyBasket;

	/** @param onChange told of the marks as text whenever they change, but for {@link restore}. */
	constructor(onChange: (marks: string) => void) {
		this.#onChange = onChange;
	}

	get text(): string {
		return encodeMarks(this.#basket);
	}

	get included(): number {
		return linesMarked(this.#basket, 'include').length;
	}

	get excluded(): number {
		return linesMarked(this.#basket, 'exclude').length;
	}

	/** What to know of so many before they are lost; `null` for nothing. */
	get warning(): string | null {
		if (this.#basket.marks.size <= mostNamedMarks) return null;
		return `More than ${formatCount(mostNamedMarks)} marks hold while the file stays as it is: when it is written anew, they are gone. Export what you included.`;
	}

	of(line: number): Mark | undefined {
		return this.#basket.marks.get(line);
	}

	restore(marks: string): void {
		this.#basket = { ...emptyBasket, marks: decodeMarks(marks) };
	}

	set(lines: readonly number[], mark: Mark | undefined): void {
		this.#put(markLines(this.#basket, lines, mark));
	}

	/** Marks the lines, or takes the mark away where they all have it. */
	toggle(lines: readonly number[], mark: Mark): void {
		this.set(lines, lines.every((line) => this.of(line) === mark) ? undefined : mark);
	}

	undo(): void {
		this.#put(undo(this.#basket));
	}

	redo(): void {
		this.#put(redo(this.#basket));
	}

	#put(basket: Basket): void {
		if (basket === this.#basket) return;
		this.#basket = basket;
		this.#onChange(this.text);
	}
}
