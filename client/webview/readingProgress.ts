/** How far the reading of the file is, at which rate, and what ends it. */
import type { TableState } from '../../shared/tableProtocol.ts';
import { createButton, createElement } from './element.ts';

export class ReadingProgress {
	/** One element for as long as the file is read, so that its button can be clicked while numbers change. */
	readonly element: HTMLElement;
	readonly #text = createElement('span');
	readonly #bar = createElement('progress', { attributes: { 'aria-label': 'Reading the file' } });

	constructor(onStop: () => void) {
		const stop = createButton('Stop', 'Stop reading, and keep what is here', onStop);
		this.element = createElement('div', {
			class: 'line progress',
			attributes: { hidden: '' },
			children: [this.#text, this.#bar, stop],
		});
	}

	show({ phase, bytesRead, bytes, bytesPerSecond, generation }: TableState): void {
		this.element.hidden = phase !== 'reading';
		if (bytes !== null && bytes > 0) {
			this.#bar.max = bytes;
			this.#bar.value = bytesRead;
		} else this.#bar.removeAttribute('value');
		const hasRate = bytesPerSecond > 0;
		this.#text.textContent = [
			generation > 0 ? 'Reading. These are the first rows, with ranks among themselves.' : 'Reading.',
			...(bytes === null ? [] : [`${megabytes(bytesRead)} of ${megabytes(bytes)}`]),
			...(hasRate ? [`${megabytes(bytesPerSecond)}/s`] : []),
			...(hasRate && bytes !== null ? [`${timeText((bytes - bytesRead) / bytesPerSecond)} left`] : []),
		].join(' · ');
	}
}

function megabytes(bytes: number): string {
	return bytes >= 1e9 ? `${(bytes / 1e9).toFixed(2)} GB` : `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`;
}

function timeText(seconds: number): string {
	return seconds < 1 ? 'less than 1 s' : seconds < 90 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} min`;
}
