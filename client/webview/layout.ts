/** Where the parts of the page stand. */
import { createButton, createElement } from './element.ts';
import { createSplitter } from './splitter.ts';

export interface LayoutParts {
	readonly filter: HTMLElement;
	readonly status: HTMLElement;
	readonly histogram: HTMLElement;
	readonly banner: HTMLElement;
	readonly grid: HTMLElement;
	readonly pane: HTMLElement;
}

export interface LayoutEvents {
	onGoTo(): void;
	onExport(): void;
	/** The user made the pane wider or narrower. */
	onShare(share: number): void;
}

export class Layout {
	readonly #main = createElement('main');
	readonly #pane: HTMLElement;
	readonly #splitter = createSplitter(
		() => this.#share,
		(share) => this.#onShare(share),
	);
	readonly #onShare: (share: number) => void;
	#share = 0;

	constructor({ filter, status, histogram, banner, grid, pane }: LayoutParts, { onGoTo, onExport, onShare }: LayoutEvents) {
		this.#pane = pane;
		this.#onShare = onShare;
		const toolbar = createElement('div', {
			class: 'toolbar',
			children: [
				filter,
				createButton('Go to…', 'Go to a line or an id (Ctrl+G)', onGoTo),
				createButton('Export…', 'Export the best, the included, or the rows that are shown', onExport),
			],
		});
		this.#main.append(grid, this.#splitter, pane);
		document.body.append(toolbar, createElement('div', { class: 'overview', children: [status, histogram] }), banner, this.#main);
	}

	/** @param share of the width that the pane has, in (0, 1). */
	show({ isPaneOpen, paneShare }: { readonly isPaneOpen: boolean; readonly paneShare: number }): void {
		this.#share = paneShare;
		this.#splitter.setAttribute('aria-valuenow', String(Math.round(100 * paneShare)));
		this.#pane.hidden = !isPaneOpen;
		this.#main.classList.toggle('split', isPaneOpen);
		this.#main.style.setProperty('--pane-share', `${100 * paneShare}%`);
	}
}
