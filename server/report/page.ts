/** A review as one self-contained HTML file: no script, nothing from elsewhere, and a policy that says so. */
import { darkPalette, declarationsOf, lightPalette, pictureStyle } from '../../shared/pictures/pictureStyle.ts';
import { element, escapeText } from '../../shared/pictures/svg.ts';
import { type Content, markupOf } from './html.ts';
import type { Section } from './reviewInput.ts';
import { reviewStyle } from './reviewStyle.ts';

/** The sections under headings, with a table of contents: what a page and an editor's panel have in common. */
export function reviewBody(title: string, subtitle: Content, sections: readonly Section[]): string {
	const links = sections.map((section) => element('li', {}, element('a', { href: `#${section.id}` }, escapeText(section.title))));
	return [
		element('header', {}, element('h1', {}, escapeText(title)), element('p', { class: 'subtitle' }, markupOf(subtitle))),
		element('nav', { 'aria-label': 'Contents' }, element('ul', {}, ...links)),
		element(
			'main',
			{},
			...sections.map(({ id, title: heading, html }) => {
				const headingId = `${id}-heading`;
				return element(
					'section',
					{ id, 'aria-labelledby': headingId },
					element('h2', { id: headingId }, escapeText(heading)),
					html,
				);
			}),
		),
	].join('\n');
}

/** @returns the whole file. */
export function reviewPage(title: string, subtitle: Content, sections: readonly Section[]): string {
	const style = [
		`:root{color-scheme:light dark;${declarationsOf(lightPalette)}}`,
		`@media screen and (prefers-color-scheme:dark){:root{${declarationsOf(darkPalette)}}}`,
		pictureStyle,
		reviewStyle,
	].join('\n');
	return [
		'<!doctype html>',
		'<html lang="en">',
		'<head>',
		'<meta charset="utf-8"/>',
		`<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"/>`,
		'<meta name="viewport" content="width=device-width, initial-scale=1"/>',
		'<meta name="color-scheme" content="light dark"/>',
		`<title>${escapeText(title)}</title>`,
		`<style>\n${style}\n</style>`,
		'</head>',
		`<body>\n${reviewBody(title, subtitle, sections)}\n</body>`,
		'</html>',
		'',
	].join('\n');
}
