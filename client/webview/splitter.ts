import { createElement } from './element.ts';

const step = 0.04;
const narrowest = 0.2;
const widest = 0.75;

/**
 * The bar between table and pane: dragged with the mouse, or moved with the arrow keys.
 *
 * @param share of the width that the pane has, in (0, 1).
 */
export function createSplitter(share: () => number, onShare: (share: number) => void): HTMLElement {
	const element = createElement('div', {
		class: 'splitter',
		attributes: {
			role: 'separator',
			tabindex: '0',
			'aria-orientation': 'vertical',
			'aria-label': 'Width of the record, in percent',
			'aria-valuemin': String(100 * narrowest),
			'aria-valuemax': String(100 * widest),
		},
	});
	const set = (value: number): void => onShare(Math.max(narrowest, Math.min(widest, value)));
	element.addEventListener('pointerdown', (event) => element.setPointerCapture(event.pointerId));
	element.addEventListener('pointermove', (event) => {
		if (element.hasPointerCapture(event.pointerId)) set(1 - event.clientX / document.body.clientWidth);
	});
	element.addEventListener('keydown', (event) => {
		if (event.key === 'ArrowLeft') set(share() + step);
		else if (event.key === 'ArrowRight') set(share() - step);
		else return;
		event.preventDefault();
	});
	return element;
}
