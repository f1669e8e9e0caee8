/** What the table shows, how far reading is, and what is wrong. */
import { formatCount, formatPercent, formatQuantity } from '../../shared/format.ts';
import type { TableState } from '../../shared/tableProtocol.ts';
import { createButton, createElement } from './element.ts';
import type { MarkedRows } from './markedRows.ts';

export interface StatusEvents {
	onStop(): void;
	onReload(): void;
	onDescribe(): void;
}

export class StatusLine {
	/** Beside the filter. */
	readonly element = createElement('div', { class: 'status', attributes: { role: 'status' } });
	/** Above the table, where there is something to say. */
	readonly banner = createElement('div', { class: 'banner', attributes: { hidden: '' } });
	readonly #events: StatusEvents;

	constructor(events: StatusEvents) {
		this.#events = events;
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
		const lines = this.#lines(state, notice);
		this.banner.hidden = lines.length === 0;
		this.banner.replaceChildren(...lines);
	}

	#lines(state: TableState, notice: string | null): readonly HTMLElement[] {
		const { phase, message, isOutdated, bytesRead, bytes } = state;
		const lines: HTMLElement[] = [];
		if (phase === 'reading') lines.push(this.#progress(state));
		if (phase === 'failed')
			lines.push(
				line('error', message ?? 'Nothing can be shown.', [
					createButton('Read Again', 'Read the file again', this.#events.onReload),
					createButton('Show Detected Format', 'What was looked for in the file, and what it holds', this.#events.onDescribe),
				]),
			);
		if (phase === 'stopped') {
			const share = bytes === null ? '' : ` ${formatPercent(bytesRead / bytes)} of the file is here, with ranks among that part.`;
			lines.push(
				line('warning', `Reading was stopped.${share}`, [createButton('Read All', 'Read the whole file', this.#events.onReload)]),
			);
		}
		if (isOutdated && phase !== 'failed') {
			const text = 'The file changed on the disk, or is gone. What you see is from before, and prompts cannot be shown.';
			lines.push(line('warning', text, [createButton('Read Again', 'Read the file as it is now', this.#events.onReload)]));
		}
		if (notice !== null) lines.push(line('warning', notice, []));
		return lines;
	}

	#progress({ bytesRead, bytes, bytesPerSecond, generation }: TableState): HTMLElement {
		const bar = createElement('progress', { attributes: { 'aria-label': 'Reading the file' } });
		if (bytes !== null && bytes > 0) {
			bar.max = bytes;
			bar.value = bytesRead;
		}
		const text = [
			generation > 0 ? 'Reading. These are the first rows, with ranks among themselves.' : 'Reading.',
			...(bytes === null ? [] : [`${megabytes(bytesRead)} of ${megabytes(bytes)}`]),
			...(bytesPerSecond > 0 ? [`${megabytes(bytesPerSecond)}/s`] : []),
			...(bytesPerSecond > 0 && bytes !== null ? [`${timeText((bytes - bytesRead) / bytesPerSecond)} left`] : []),
		].join(' · ');
		const stop = createButton('Stop', 'Stop reading, and keep what is here', this.#events.onStop);
		return line('progress', text, [bar, stop]);
	}
}

function line(kind: string, text: string, controls: readonly HTMLElement[]): HTMLElement {
	const attributes: Readonly<Record<string, string>> = kind === 'error' ? { role: 'alert' } : {};
	return createElement('div', { class: `line ${kind}`, attributes, children: [createElement('span', { text }), ...controls] });
}

function megabytes(bytes: number): string {
	return bytes >= 1e9 ? `${(bytes / 1e9).toFixed(2)} GB` : `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`;
}

function timeText(seconds: number): string {
	return seconds < 1 ? 'less than 1 s' : seconds < 90 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} min`;
}
