/** The filter's input, with completion and the place of an error. */
import { completeFilter, type FilterCompletion } from '../../shared/filter/completeFilter.ts';
import type { FilterProblem } from '../../shared/filter/filterTokens.ts';
import { parseFilter } from '../../shared/filter/parseFilter.ts';
import { createElement } from './element.ts';

/** The table follows the typing after a pause of this length. */
const typingPauseMs = 350;
const shownCompletions = 12;

export class FilterBox {
	readonly element: HTMLElement;
	readonly #onFilter: (filter: string) => void;
	readonly #input = createElement('input', {
		attributes: {
			type: 'text',
			placeholder: 'Filter, such as score > 0.02 and trials >= 8',
			'aria-label': 'Filter',
			role: 'combobox',
			'aria-expanded': 'false',
			'aria-controls': 'completions',
			'aria-autocomplete': 'list',
			autocomplete: 'off',
			spellcheck: 'false',
		},
	});
	readonly #list = createElement('div', { class: 'completions', attributes: { id: 'completions', role: 'listbox', hidden: '' } });
	readonly #problem = createElement('div', { class: 'problem', attributes: { role: 'alert', hidden: '' } });
	#fields: readonly (readonly string[])[] = [];
	#items: readonly FilterCompletion[] = [];
	#start = 0;
	#chosen = -1;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#applied = '';

	constructor(onFilter: (filter: string) => void) {
		this.#onFilter = onFilter;
		this.element = createElement('div', { class: 'filter', children: [this.#input, this.#list, this.#problem] });
		this.#input.addEventListener('input', () => this.#onInput());
		this.#input.addEventListener('keydown', (event) => this.#onKey(event));
		this.#input.addEventListener('blur', () => this.#closeList());
		this.#list.addEventListener('mousedown', (event) => {
			event.preventDefault();
			const index = event.target instanceof Element ? event.target.closest<HTMLElement>('[role=option]')?.dataset.index : undefined;
			if (index !== undefined) this.#accept(Number(index));
		});
	}

	get text(): string {
		return this.#input.value;
	}

	set fields(fields: readonly (readonly string[])[]) {
		this.#fields = fields;
	}

	focus(): void {
		this.#input.focus();
		this.#input.select();
	}

	/** Puts a filter in, as if it had been typed. */
	set(text: string): void {
		this.#input.value = text;
		this.#apply();
	}

	/** Adds a condition to the filter. */
	add(condition: string): void {
		const { text } = this;
		const isAlternative = /\bor\b|\|\|/.test(text);
		this.set(text.trim() === '' ? condition : `${isAlternative ? `(${text})` : text} and ${condition}`);
	}

	/** Puts a filter in, and tells nobody. */
	restore(text: string): void {
		this.#input.value = text;
		this.#applied = text;
		const parsed = parseFilter(text);
		this.showProblem('problem' in parsed ? parsed.problem : undefined);
	}

	/** Says what is wrong with the filter, and where; or that nothing is. */
	showProblem(problem: FilterProblem | undefined): void {
		this.#input.setAttribute('aria-invalid', String(problem !== undefined));
		this.#problem.hidden = problem === undefined;
		if (problem === undefined) return;
		const text = this.#input.value;
		const end = Math.max(problem.end, problem.start + 1);
		this.#problem.replaceChildren(
			createElement('code', {
				children: [
					document.createTextNode(text.slice(0, problem.start)),
					createElement('mark', { text: text.slice(problem.start, end) || ' ' }),
					document.createTextNode(text.slice(end)),
				],
			}),
			createElement('span', { text: problem.message }),
		);
	}

	#onInput(): void {
		clearTimeout(this.#timer);
		this.#openList();
		// A word that may go on is no filter yet; Enter says that it is.
		const isWord = this.#items.length > 0 && this.#start < (this.#input.selectionStart ?? 0);
		if (!isWord) this.#timer = setTimeout(() => this.#apply(), typingPauseMs);
	}

	#apply(): void {
		clearTimeout(this.#timer);
		const text = this.#input.value;
		const parsed = parseFilter(text);
		this.showProblem('problem' in parsed ? parsed.problem : undefined);
		if ('problem' in parsed || text === this.#applied) return;
		this.#applied = text;
		this.#onFilter(text);
	}

	#openList(): void {
		const cursor = this.#input.selectionStart ?? this.#input.value.length;
		const { start, items } = completeFilter(this.#input.value.slice(0, cursor), this.#fields);
		this.#start = start;
		this.#items = items.slice(0, shownCompletions);
		// Nothing is chosen until an arrow key says so: Enter applies the filter as it is.
		this.#chosen = -1;
		this.#renderList();
	}

	#renderList(): void {
		const isOpen = this.#items.length > 0;
		this.#list.hidden = !isOpen;
		this.#input.setAttribute('aria-expanded', String(isOpen));
		this.#input.setAttribute('aria-activedescendant', this.#chosen < 0 ? '' : `completion-${this.#chosen}`);
		this.#list.replaceChildren(
			...this.#items.map(({ text, description }, index) => {
				const option = createElement('div', {
					attributes: { role: 'option', id: `completion-${index}`, 'aria-selected': String(index === this.#chosen) },
					children: [createElement('b', { text }), createElement('span', { text: description })],
				});
				option.dataset.index = String(index);
				return option;
			}),
		);
	}

	#closeList(): void {
		this.#items = [];
		this.#renderList();
	}

	#accept(index: number): void {
		const { text } = this.#items[index]!;
		const { value } = this.#input;
		const cursor = this.#input.selectionStart ?? value.length;
		const inserted = `${value.slice(0, this.#start)}${text} `;
		this.#input.value = inserted + value.slice(cursor).trimStart();
		this.#input.setSelectionRange(inserted.length, inserted.length);
		this.#onInput();
	}

	#onKey(event: KeyboardEvent): void {
		const count = this.#items.length;
		if (event.key === 'ArrowDown' && count === 0) this.#openList();
		else if (event.key === 'ArrowDown') this.#choose((this.#chosen + 1) % count);
		else if (event.key === 'ArrowUp' && count > 0) this.#choose((Math.max(this.#chosen, 0) - 1 + count) % count);
		else if (event.key === 'Tab' && count > 0 && !event.shiftKey) this.#accept(Math.max(0, this.#chosen));
		else if (event.key === 'Enter' && this.#chosen >= 0) this.#accept(this.#chosen);
		else if (event.key === 'Enter') {
			this.#closeList();
			this.#apply();
		} else if (event.key === 'Escape' && count > 0) this.#closeList();
		else if (event.key === 'Escape' && this.text !== '') this.set('');
		else return;
		event.preventDefault();
		event.stopPropagation();
	}

	#choose(index: number): void {
		this.#chosen = index;
		this.#renderList();
	}
}
