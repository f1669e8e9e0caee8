/** HTML as text, for what reviews have in common. Escaping is that of `shared/pictures/svg.ts`. */
import { element, escapeText } from '../../shared/pictures/svg.ts';

/** What is inside a cell or a description: a text, or markup that is known to be safe. */
export type Content = string | { readonly html: string };

export function markupOf(content: Content): string {
	return typeof content === 'string' ? escapeText(content) : content.html;
}

export function paragraph(text: string, className?: string): string {
	return element('p', { class: className }, escapeText(text));
}

export function code(text: string): Content {
	return { html: element('code', {}, escapeText(text)) };
}

/** A moment to the minute, with the exact one behind it. */
export function moment(date: Date): string {
	const exact = date.toISOString();
	return element('time', { datetime: exact, title: exact }, `${exact.slice(0, 16).replace('T', ' ')} UTC`);
}

/** Names and what is to be said of them, in two columns. */
export function descriptionList(rows: readonly (readonly [string, Content])[]): string {
	return element(
		'dl',
		{},
		...rows.map(([name, content]) => element('div', {}, element('dt', {}, escapeText(name)), element('dd', {}, markupOf(content)))),
	);
}

export interface Column {
	readonly title: string;
	/** Numbers stand right, so that their digits do below each other; what is short is not broken into lines; texts have room for some words. */
	readonly kind?: 'number' | 'short' | 'text';
}

/** A table that scrolls by itself where the page is narrower, with the keyboard too. The first cell of a row names it. */
export function table(caption: string, columns: readonly Column[], rows: readonly (readonly Content[])[]): string {
	const classOf = (column: number): string | undefined => columns[column]?.kind;
	return element(
		'div',
		{ class: 'scroll', tabindex: '0', role: 'region', 'aria-label': caption },
		element(
			'table',
			{},
			element('caption', {}, element('span', {}, escapeText(caption))),
			element(
				'thead',
				{},
				element(
					'tr',
					{},
					...columns.map(({ title }, index) => element('th', { scope: 'col', class: classOf(index) }, escapeText(title))),
				),
			),
			element(
				'tbody',
				{},
				...rows.map((cells) =>
					element(
						'tr',
						{},
						...cells.map((content, index) =>
							index === 0
								? element('th', { scope: 'row', class: classOf(index) }, markupOf(content))
								: element('td', { class: classOf(index) }, markupOf(content)),
						),
					),
				),
			),
		),
	);
}

/** What opens on demand, without a script. */
export function details(summary: string, content: string): string {
	return element('details', {}, element('summary', {}, escapeText(summary)), content);
}

/** A picture with what is to be said of it. */
export function figure(picture: string, caption: Content): string {
	return element('figure', {}, picture, element('figcaption', {}, markupOf(caption)));
}
