/** A review as the document of a webview. Free of VS Code, so that it is tested without it. */
import { darkPalette, lightPalette } from '../shared/pictures/pictureStyle.ts';
import { element, escapeText } from '../shared/pictures/svg.ts';
import type { ReviewResult } from '../shared/protocol.ts';

/** Colours by theme: those of the theme itself where it has them, else the palette that fits it. */
const themeStyle = [
	':root{--paper:var(--vscode-editor-background);--ink:var(--vscode-editor-foreground);--muted:var(--vscode-descriptionForeground)}',
	...(
		[
			['vscode-light', lightPalette],
			['vscode-dark', darkPalette],
			['vscode-high-contrast', darkPalette],
			// Has the class before as well, and comes behind it therefore.
			['vscode-high-contrast-light', lightPalette],
		] as const
	).map(
		([name, { pool, chosen, accent, grid }]) => `body.${name}{--pool:${pool};--chosen:${chosen};--accent:${accent};--grid:${grid}}`,
	),
	'body.vscode-high-contrast{--muted:var(--ink);--grid:var(--vscode-contrastBorder)}',
	'a{color:var(--vscode-textLink-foreground)}',
	'.actions{position:sticky;top:0;z-index:1;display:flex;gap:1rem;align-items:center;padding:.5rem 0;background:var(--paper)}',
	'.button{padding:.3rem .8rem;border:1px solid var(--vscode-button-border,transparent);border-radius:2px;text-decoration:none;' +
		'color:var(--vscode-button-foreground);background:var(--vscode-button-background)}',
	'.button:hover{background:var(--vscode-button-hoverBackground)}',
	'section{scroll-margin-top:3rem}',
	':focus-visible{outline-color:var(--vscode-focusBorder)}',
	'body{padding-top:0;font-size:13px}',
].join('\n');

export interface ReviewPageParts {
	readonly title: string;
	/** `undefined` while it is on its way. */
	readonly result: Pick<ReviewResult, 'html' | 'style'> | undefined;
	/** What a person should know of it, such as that it is out of date; `undefined` where there is nothing. */
	readonly notice: string | undefined;
	/** A `command:` link. */
	readonly exportLink: string;
	/** 128 random bits. */
	readonly nonce: string;
}

/** No script runs in it, and nothing is fetched: links are commands that VS Code allows by name. */
export function reviewHtml({ title, result, notice, exportLink, nonce }: ReviewPageParts): string {
	const actions = element(
		'div',
		{ class: 'actions' },
		...(result === undefined ? [] : [element('a', { class: 'button', role: 'button', href: exportLink }, 'Export this set…')]),
		element('span', { role: 'status' }, escapeText(notice ?? '')),
	);
	return [
		'<!doctype html>',
		'<html lang="en">',
		'<head>',
		'<meta charset="utf-8"/>',
		`<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-${nonce}'"/>`,
		`<title>${escapeText(title)}</title>`,
		`<style nonce="${nonce}">\n${result?.style ?? ''}\n${themeStyle}\n</style>`,
		'</head>',
		`<body>\n${actions}\n${result?.html ?? ''}\n</body>`,
		'</html>',
	].join('\n');
}
