/** SVG as text: everything that is put in is escaped here, and nowhere else. */

export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** What a reader without eyes for it is told of a picture, and its size in CSS pixels. */
export interface PictureFrame {
	/** Unique on a page: element ids begin with it. Letters and hyphens. */
	readonly name: string;
	readonly title: string;
	/** What can be seen in it, in sentences with numbers. */
	readonly description: string;
	readonly width: number;
	readonly height: number;
}

/**
 * Control and formatting characters, which can end a document early or turn its direction round, become spaces; halves of surrogate pairs
 * become U+FFFD.
 */
export function visibleText(text: string): string {
	return text.replaceAll(/[\p{Cc}\p{Cf}]/gu, ' ').replaceAll(/\p{Cs}/gu, '\ufffd');
}

/** Visible text that is safe between tags and in quoted attributes. */
export function escapeText(text: string): string {
	return visibleText(text)
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;')
		.replaceAll("'", '&#39;');
}

/** A coordinate as it is written: at most two decimals, which no eye can tell from more. */
export function coordinate(value: number): string {
	return String(Math.round(value * 100) / 100 || 0);
}

/** @param content what is inside, as SVG; attributes that are `undefined` are left out. */
export function element(name: string, attributes: Attributes, ...content: readonly string[]): string {
	const written = Object.entries(attributes)
		.filter(([, value]) => value !== undefined)
		.map(([key, value]) => ` ${key}="${typeof value === 'number' ? coordinate(value) : escapeText(value!)}"`)
		.join('');
	return content.length === 0 ? `<${name}${written}/>` : `<${name}${written}>${content.join('')}</${name}>`;
}

/** A line of text that begins at a point, or is aligned to it by `text-anchor`. */
export function textAt(x: number, y: number, text: string, attributes: Attributes = {}): string {
	return element('text', { x, y, ...attributes }, escapeText(text));
}

/** What a mouse that rests on the element is told. */
export function tooltip(text: string): string {
	return element('title', {}, escapeText(text));
}

/** The whole picture. It is styled by `pictureStyle`, which the page holds once. */
export function drawPicture({ name, title, description, width, height }: PictureFrame, ...content: readonly string[]): string {
	const [titleId, descriptionId] = [`${name}-title`, `${name}-description`];
	return element(
		'svg',
		{
			xmlns: 'http://www.w3.org/2000/svg',
			class: 'picture',
			viewBox: `0 0 ${width} ${height}`,
			width: String(width),
			height: String(height),
			role: 'img',
			'aria-labelledby': titleId,
			'aria-describedby': descriptionId,
		},
		element('title', { id: titleId }, escapeText(title)),
		element('desc', { id: descriptionId }, escapeText(description)),
		...content,
	);
}
