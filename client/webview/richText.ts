/** Prompts and answers as people mean them: Markdown with LaTeX, made safe. Whatever a dataset holds, nothing of it runs or loads. */
import { tex } from '@mdit/plugin-tex';
import DOMPurify from 'dompurify';
import markdownIt from 'markdown-it';
import { createElement } from './element.ts';

/** Longer texts are shown as they are: rendering would hold up the pane. */
const longestRendered = 50_000;

export interface TextRenderer {
	/** @param isRaw the text as it stands, in a fixed-width font. */
	render(text: string, isRaw: boolean): HTMLElement;
}

export function createTextRenderer(): TextRenderer {
	// No HTML, and no pictures: they would be fetched from wherever the data say.
	const markdown = markdownIt({ html: false, linkify: false, breaks: true }).disable('image');
	markdown.use(tex, {
		delimiters: 'all',
		render: (formula: string, isDisplay: boolean) =>
			`<span class="math${isDisplay ? ' display' : ''}">${markdown.utils.escapeHtml(formula)}</span>`,
	});
	return {
		render(text, isRaw) {
			if (isRaw || text.length > longestRendered) return createElement('pre', { class: 'raw', text });
			const element = createElement('div', { class: 'rich' });
			element.append(DOMPurify.sanitize(markdown.render(text), { RETURN_DOM_FRAGMENT: true, USE_PROFILES: { html: true } }));
			const formulas = [...element.querySelectorAll<HTMLElement>('.math')];
			if (formulas.length > 0) void typeset(formulas);
			return element;
		},
	};
}

/** Sets formulas in place. The library is loaded when there is a first one. */
async function typeset(formulas: readonly HTMLElement[]): Promise<void> {
	const { renderFormula } = await import('./formula.ts');
	for (const formula of formulas) renderFormula(formula);
}
