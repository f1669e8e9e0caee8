/** What the table shows, how far reading is, and what is wrong. */
import { formatCount, formatPercent, formatQuantity } from '../../shared/format.ts';
import type { TableState } from '../../shared/tableProtocol.ts';
import { createButton, createElement } from './element.ts';
import type { MarkedRows } from './markedRows.ts';
import { ReadingProgress } from './readingProgress.ts';

export interface StatusEvents {
	onStop(): void;
	onReload(): void;
	onDescribe(): void;
}

/** A line of the banner: what it says, and what can be done about it. */
interface Line {
	readonly kind: 'error' | 'warning';
	readonly text: string;
	readonly actions: readonly Action[];
}

type Action = keyof typeof actions;

const actions = {
	readAgain: { text: 'Read Again', title: 'Read the file as it is now' },
	readAll: { text: 'Read All', title: 'Read the whole file' },
	describe: { text: 'Show Detected Format', title: 'What was looked for in the file, and what it holds' },
} as const;

export class StatusLine {
	/** Beside the filter. */
	readonly element = createElement('div', { class: 'summary' });
	readonly #text = createElement('span', { class: 'status', attributes: { role: 'status' } });
	readonly #notesButton = createButton('', 'What to know before believing the scores', () => this.#toggleNotes(), 'notes');
	/** Above the table, where there is something to say. */
	readonly banner = createElement('div', { class: 'banner', attributes: { hidden: '' } });
	readonly #events: StatusEvents;
	readonly #progress: ReadingProgress;
	readonly #lines = createElement('div');
	readonly #noteLines = createElement('ul', { attributes: { hidden: '' } });
	#shown: readonly Line[] = [];
	#notes: readonly string[] = [];
	#areNotesOpen = false;
	#isReading = false;

	constructor(events: StatusEvents) {
		this.#events = events;
		this.#progress = new ReadingProgress(events.onStop);
		this.element.append(this.#text, this.#notesButton);
		this.banner.append(this.#progress.element, this.#lines, this.#noteLines);
	}

	/** @param rows of the view. @param notice something that happened to the marks. */
	show(
		state: TableState,
		rows: number,
		{ included, excluded }: Pick<MarkedRows, 'included' | 'excluded'>,
		notice: string | null,
	): void {
		const { phase, examples, format } = state;
		const shown =
			rows === examples ? formatQuantity(examples, 'example') : `${formatCount(rows)} of ${formatQuantity(examples, 'example')}`;
		const parts =
			phase === 'failed'
				? []
				: [
						shown,
						...(included > 0 ? [`${formatCount(included)} included`] : []),
						...(excluded > 0 ? [`${formatCount(excluded)} excluded`] : []),
						...(format === null ? [] : [format]),
					];
		const text = parts.join(' · ');
		// Whoever hears the page hears every change of it.
		if (this.#text.textContent !== text) this.#text.textContent = text;
		// Where there is no room for all of it.
		this.#text.title = text;
		this.#progress.show(state);
		const lines = linesOf(state, notice);
		// A button must stay the same between the press and the release of a mouse.
		if (JSON.stringify(lines) !== JSON.stringify(this.#shown))
			this.#lines.replaceChildren(...lines.map((line) => this.#line(line)));
		this.#shown = lines;
		this.#notes = phase === 'failed' ? [] : state.notes;
		this.#isReading = phase === 'reading';
		this.#showNotes();
	}

	#toggleNotes(): void {
		this.#areNotesOpen = !this.#areNotesOpen;
		this.#showNotes();
	}

	#showNotes(): void {
		const areOpen = this.#areNotesOpen && this.#notes.length > 0;
		this.#notesButton.textContent = formatQuantity(this.#notes.length, 'note');
		this.#notesButton.hidden = this.#notes.length === 0;
		this.#notesButton.setAttribute('aria-expanded', String(areOpen));
		this.#noteLines.hidden = !areOpen;
		this.#noteLines.replaceChildren(...this.#notes.map((text) => createElement('li', { text })));
		this.banner.hidden = !this.#isReading && this.#shown.length === 0 && !areOpen;
	}

	#line({ kind, text, actions: wanted }: Line): HTMLElement {
		const run = (action: Action): void => (action === 'describe' ? this.#events.onDescribe() : this.#events.onReload());
		const buttons = wanted.map((action) => createButton(actions[action].text, actions[action].title, () => run(action)));
		return createElement('div', {
			class: `line ${kind}`,
			attributes: { role: kind === 'error' ? 'alert' : 'status' },
			children: [createElement('span', { text }), ...buttons],
		});
	}
}

function linesOf({ phase, message, isOutdated, bytesRead, bytes }: TableState, notice: string | null): readonly Line[] {
	const lines: Line[] = [];
	if (phase === 'failed')
		lines.push({ kind: 'error', text: message ?? 'Nothing can be shown.', actions: ['readAgain', 'describe'] });
	if (phase === 'stopped') {
		const share = bytes === null ? '' : ` ${formatPercent(bytesRead / bytes)} of the file is here, with ranks among that part.`;
		lines.push({ kind: 'warning', text: `Reading was stopped.${share}`, actions: ['readAll'] });
	}
	if (isOutdated && phase !== 'failed') {
		const text = 'The file changed on the disk, or is gone. What you see is from before, and prompts cannot be shown.';
		lines.push({ kind: 'warning', text, actions: ['readAgain'] });
	}
	if (notice !== null) lines.push({ kind: 'warning', text: notice, actions: [] });
	return lines;
}
