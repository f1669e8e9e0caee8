/** Prompts with their formulas as MathML: browsers set it themselves, without a font or a script of ours. */
import katex from 'katex';
import { escapeText, visibleText } from '../../shared/pictures/svg.ts';

/** Characters of a prompt that are shown. */
export const longestPrompt = 160;

/** `\(…\)`, `\[…\]`, `$$…$$`, and `$…$` without space inside its ends or a digit behind, as prices have. An escaped dollar opens none. */
const formula = /\\\((.+?)\\\)|\\\[(.+?)\\\]|\$\$(.+?)\$\$|(?<!\\)\$(?!\s)((?:\\.|[^\\$])+?)(?<!\s)\$(?!\d)/gsu;
/** What begins a formula whose end is cut off, and what is left of such a beginning. */
const severed = /(?:\\(?:[([]|\\*$)|(?<!\\)\$\$?(?!\s)(?:(?!\d)|(?=[^\s$]*[\\^_{=]))).*$/su;
/** Formulas that their writers set on a line of their own. */
const display = /^(?:\\\[|\$\$)/;
/** What ends prose that runs into such a formula, and what begins prose that it runs into. */
const endOfWord = /[^\s\p{Ps}\p{Pi}\p{Pd}"']$/u;
const beginningOfWord = /^[^\s\p{Pe}\p{Pf}\p{Pd}"'.,:;!?]/u;
/** Characters of a formula that is never broken into lines. */
const shortFormula = 24;

const options: katex.KatexOptions = {
	output: 'mathml',
	strict: 'ignore',
	trust: false,
	errorColor: 'currentColor',
	maxExpand: 500,
	maxSize: 5,
};

/** The beginning of a prompt as HTML. What KaTeX does not know stays as it is written, and nothing becomes a link or is fetched. */
export function promptHtml(prompt: string): string {
	const characters = [...prompt];
	const isCut = characters.length > longestPrompt;
	const text = isCut ? characters.slice(0, longestPrompt - 1).join('') : prompt;
	const parts: string[] = [];
	let end = 0;
	for (const match of text.matchAll(formula)) {
		const [written, ...sources] = match;
		parts.push(proseHtml(text.slice(end, match.index)));
		end = match.index + written.length;
		const html = formulaHtml(written, sources.find((source) => source !== undefined)!);
		const isDisplay = display.test(written);
		const before = isDisplay && endOfWord.test(text.slice(0, match.index)) ? ' ' : '';
		const after = isDisplay && beginningOfWord.test(text.slice(end)) ? ' ' : '';
		parts.push(before, html, after);
	}
	const rest = text.slice(end);
	return [...parts, ...(isCut ? [proseHtml(rest.replace(severed, '')), '…'] : [proseHtml(rest)])].join('');
}

/** Markdown escapes what LaTeX would read. */
function proseHtml(text: string): string {
	return escapeText(text.replaceAll(/\\([_$])/g, '$1'));
}

function formulaHtml(written: string, source: string): string {
	const whole = visibleText(source);
	// A sign that is no relation or sum, as the delimiter of `\big<` or the index of a root, leaves pieces that are no formulas.
	return piecesHtml(breakable(whole)) ?? piecesHtml([whole]) ?? escapeText(written);
}

/** `undefined` where KaTeX cannot read one of them. */
function piecesHtml(pieces: readonly string[]): string | undefined {
	try {
		return pieces.map((piece) => katex.renderToString(piece, options)).join('');
	} catch {
		return undefined;
	}
}

/**
 * A long formula in pieces, each to be set by itself, as browsers break no MathML into lines: cut before relations and sums that are in
 * nothing else. Where that could change what it means, it is left whole.
 */
function breakable(source: string): readonly string[] {
	if (source.length <= shortFormula || /\\(?:over|atop|choose|above|brace|brack)/.test(source)) return [source];
	const cuts = [0];
	let depth = 0;
	for (const { 0: token, index } of source.matchAll(/\\not\s*[=<>]|\\[a-zA-Z]+|\\.|[{}]|(?<![\^_])[=<>+]/gsu)) {
		if (/^(?:\{|\\left|\\begin)$/.test(token)) depth++;
		else if (/^(?:\}|\\right|\\end)$/.test(token)) depth--;
		else if (depth === 0 && index > 0 && !token.startsWith('\\')) cuts.push(index);
	}
	// Behind an empty group, what begins a piece stands between two.
	return cuts.map((cut, at) => (at === 0 ? '' : '{}') + source.slice(cut, cuts[at + 1]));
}
