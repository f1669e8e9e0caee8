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
	readonly element = createElement('div', { class: 'status', attributes: { role: 'status' } });
	/** Above the table, where there is something to say. */
	readonly banner = createElement('div', { class: 'banner', attributes: { hidden: '' } });
	readonly #events: StatusEvents;
	readonly #progress: ReadingProgress;
	readonly #lines = createElement('div');
	#shown: readonly Line[] = [];

	constructor(events: StatusEvents) {
		this.#events = events;
		this.#progress = new ReadingProgress(events.onStop);
		this.banner.append(this.#progress.element, this.#lines);
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
		if (this.element.textContent !== text) this.element.textContent = text;
		this.element.title = state.notes.join('\n');
		this.#progress.show(state);
		const lines = linesOf(state, notice);
		// A button must stay the same between the press and the release of a mouse.
		if (JSON.stringify(lines) !== JSON.stringify(this.#shown))
			this.#lines.replaceChildren(...lines.map((line) => this.#line(line)));
		this.#shown = lines;
		this.banner.hidden = phase !== 'reading' && lines.length === 0;
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
