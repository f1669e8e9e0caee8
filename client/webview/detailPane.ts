/** The record under the cursor: its prompt, ground truth and rollouts. */
import { formatQuantity } from '../../shared/format.ts';
import type { TableRecord, TableRollout } from '../../shared/tableProtocol.ts';
import { createButton, createElement } from './element.ts';
import { createTextRenderer } from './richText.ts';

export interface DetailEvents {
	onClose(): void;
	onRaw(isRaw: boolean): void;
	onDiff(line: number, left: number, right: number): void;
	onOpenText(line: number): void;
}

export class DetailPane {
	readonly element = createElement('aside', { class: 'pane', attributes: { 'aria-label': 'Record', hidden: '', tabindex: '-1' } });
	readonly #events: DetailEvents;
	readonly #text = createTextRenderer();
	readonly #body = createElement('div', { class: 'body' });
	readonly #title = createElement('h2');
	readonly #rawButton: HTMLButtonElement;
	#record: TableRecord | undefined;
	#isRaw = false;
	/** Positions of the rollouts picked for a comparison. */
	#picked: readonly number[] = [];

	constructor(events: DetailEvents) {
		this.#events = events;
		this.#rawButton = createButton('Raw', 'Show the text as it stands in the file', () => {
			this.#isRaw = !this.#isRaw;
			events.onRaw(this.#isRaw);
			this.#render();
		});
		const bar = createElement('div', {
			class: 'bar',
			children: [
				this.#title,
				this.#rawButton,
				createButton('Go to Line', 'Show the line in a text editor', () => {
					if (this.#record !== undefined) events.onOpenText(this.#record.line);
				}),
				createButton('✕', 'Close (Escape)', events.onClose),
			],
		});
		this.element.append(bar, this.#body);
		this.element.addEventListener('keydown', (event) => {
			if (event.key === 'Escape') events.onClose();
		});
	}

	set isRaw(isRaw: boolean) {
		this.#isRaw = isRaw;
	}

	/** A record that is shown already, and read again because the file grew, stays as it is. */
	showRecord(record: TableRecord): void {
		const before = this.#record;
		if (JSON.stringify(before) === JSON.stringify(record)) return;
		this.#record = record;
		this.#picked = [];
		if (before?.line !== record.line) this.#body.scrollTop = 0;
		this.#render();
	}

	/** Says why there is no record. */
	showMessage(message: string): void {
		this.#record = undefined;
		this.#title.textContent = '';
		this.#body.replaceChildren(createElement('p', { class: 'empty', text: message }));
	}

	#render(): void {
		const record = this.#record;
		this.#rawButton.setAttribute('aria-pressed', String(this.#isRaw));
		if (record === undefined) return;
		this.#title.textContent = record.id ?? `Line ${record.line + 1}`;
		const { prompt, groundTruth, rollouts, notes, raw } = record;
		this.#body.replaceChildren(
			...notes.map((note) => createElement('p', { class: 'note', text: note })),
			...this.#section('Prompt', prompt),
			...this.#section('Ground truth', groundTruth),
			...this.#rollouts(rollouts),
			...(this.#isRaw || (prompt === null && rollouts.length === 0) ? this.#section('Record', prettyLines(raw), true) : []),
		);
	}

	#section(title: string, text: string | null, isRaw = this.#isRaw): readonly HTMLElement[] {
		if (text === null) return [];
		return [createElement('h3', { text: title }), this.#text.render(text, isRaw)];
	}

	#rollouts(rollouts: readonly TableRollout[]): readonly HTMLElement[] {
		if (rollouts.length === 0) return [createElement('p', { class: 'note', text: 'Single rollouts are not in the file.' })];
		const withText = rollouts.filter(({ text }) => text !== null).length;
		const compare = createButton('Compare', 'Compare the two picked rollouts', () => {
			const [left, right] = this.#picked;
			if (this.#record !== undefined && left !== undefined && right !== undefined)
				this.#events.onDiff(this.#record.line, left, right);
		});
		const update = (): void => {
			compare.disabled = this.#picked.length !== 2;
		};
		update();
		const cards = rollouts.map((rollout) => this.#card(rollout, update));
		return [
			createElement('h3', {
				children: [document.createTextNode(formatQuantity(rollouts.length, 'rollout')), ...(withText >= 2 ? [compare] : [])],
			}),
			createElement('div', {
				class: withText > 0 ? 'cards' : 'cards bare',
				children: cards,
				attributes: { tabindex: '0', role: 'group', 'aria-label': 'Rollouts' },
			}),
		];
	}

	#card({ position, text, reward, isSuccess }: TableRollout, onPick: () => void): HTMLElement {
		const outcome = isSuccess === null ? 'unscored' : isSuccess ? 'solved' : 'failed';
		const sign = isSuccess === null ? '·' : isSuccess ? '●' : '○';
		const pick = createElement('input', {
			attributes: { type: 'checkbox', 'aria-label': `Pick rollout ${position + 1} for a comparison` },
		});
		pick.addEventListener('change', () => {
			// The two picked last.
			this.#picked = pick.checked ? [...this.#picked, position].slice(-2) : this.#picked.filter((picked) => picked !== position);
			for (const other of this.#body.querySelectorAll<HTMLInputElement>('.card input'))
				other.checked = this.#picked.includes(Number(other.dataset.position));
			onPick();
		});
		pick.dataset.position = String(position);
		const head = createElement('header', {
			class: outcome,
			children: [
				createElement('span', { text: `${sign} ${outcome}` }),
				createElement('span', { text: reward === null ? '' : `reward ${reward}` }),
				createElement('span', { class: 'number', text: `#${position + 1}` }),
				...(text === null ? [] : [pick]),
			],
		});
		return createElement('article', {
			class: 'card',
			children: text === null ? [head] : [head, this.#text.render(text, this.#isRaw)],
		});
	}
}

/** Records indented, where they are JSON. */
function prettyLines(raw: string): string {
	return raw
		.split('\n')
		.map((line) => {
			try {
				return JSON.stringify(JSON.parse(line), null, 2);
			} catch {
				return line;
			}
		})
		.join('\n');
}
