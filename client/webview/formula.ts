import katex from 'katex';

/** Puts the typeset formula in place of its source. What cannot be typeset stays as it is, with the reason on hover. */
export function renderFormula(element: HTMLElement): void {
	const source = element.textContent ?? '';
	try {
		katex.render(source, element, {
			displayMode: element.classList.contains('display'),
			trust: false,
			maxExpand: 500,
			maxSize: 20,
		});
	} catch (error) {
		element.textContent = source;
		element.title = error instanceof Error ? error.message : String(error);
	}
}
