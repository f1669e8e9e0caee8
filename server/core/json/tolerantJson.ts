/** jsonc-parser, which goes on after errors, kept from overflowing the stack: it recurses into every list and object. */
import { type Node, parse, parseTree } from 'jsonc-parser';
import { Byte } from './jsonTokens.ts';

const deepest = 500;

/**
 * What can be had of a text that is cut or broken, with null for bare NaN and Infinity.
 *
 * @returns `undefined` where that is nothing, or nested too deep.
 */
export function parseTolerantly(text: string): unknown {
	const { depth, bareTokens } = survey(text);
	if (depth > deepest) return undefined;
	let at = 0;
	let nulled = '';
	for (const { start, end } of bareTokens) {
		nulled += `${text.slice(at, start)}null`;
		at = end;
	}
	return parse(nulled + text.slice(at));
}

/** The values of a text with their places. @returns `undefined` as {@link parseTolerantly} does. */
export function parseTreeTolerantly(text: string): Node | undefined {
	return survey(text).depth > deepest ? undefined : parseTree(text);
}

/** How deep a text is nested, and where it holds NaN or Infinity; what strings hold does not count. */
function survey(text: string): { readonly depth: number; readonly bareTokens: readonly { start: number; end: number }[] } {
	const bareToken = /NaN|-?Infinity/y;
	const bareTokens: { start: number; end: number }[] = [];
	let open = 0;
	let depth = 0;
	let inString = false;
	for (let index = 0; index < text.length; index++) {
		const unit = text.charCodeAt(index);
		if (unit === Byte.quote) inString = !inString;
		else if (inString) {
			if (unit === Byte.backslash) index++;
		} else if (unit === Byte.openBrace || unit === Byte.openBracket) depth = Math.max(depth, ++open);
		else if (unit === Byte.closeBrace || unit === Byte.closeBracket) open--;
		else if (unit === 0x4e || unit === 0x49 || unit === Byte.minus) {
			bareToken.lastIndex = index;
			if (!bareToken.test(text)) continue;
			bareTokens.push({ start: index, end: bareToken.lastIndex });
			index = bareToken.lastIndex - 1;
		}
	}
	return { depth, bareTokens };
}
