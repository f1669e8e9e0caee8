/** Filter text → tokens, each with its place. */

export type FilterToken =
	| { readonly kind: 'name'; readonly path: readonly string[]; readonly start: number; readonly end: number }
	| { readonly kind: 'value'; readonly value: FilterValue; readonly start: number; readonly end: number }
	/** `&&` may be written `and`. */
	| { readonly kind: 'sign'; readonly sign: string; readonly written: string; readonly start: number; readonly end: number }
	/** Behind the last token; of no length. */
	| { readonly kind: 'end'; readonly start: number; readonly end: number };

export type FilterValue = string | number | boolean | null;

/** What is wrong with a filter, and where: UTF-16 offsets into its text, `end` exclusive. */
export interface FilterProblem {
	readonly message: string;
	readonly start: number;
	readonly end: number;
}

const space = /\s*/y;
const number = /-?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?(?![\p{L}\d_])/uy;
const text = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/sy;
const name = /(?:[\p{L}_][\p{L}\d_]*|`[^`]+`)(?:\.(?:[\p{L}\d_]+|`[^`]+`))*/uy;
const segment = /`([^`]+)`|[^.]+/g;
const sign = /==|!=|<=|>=|&&|\|\||[=<>!(),]/y;

/** Words that are signs; a field of such a name is written in back quotes. */
const words: Readonly<Record<string, string>> = { and: '&&', or: '||', not: '!', contains: 'contains', in: 'in' };
const constants: Readonly<Record<string, FilterValue>> = { true: true, false: false, null: null };
const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };

/** @returns the tokens, the last of kind `end`; or what is wrong. */
export function tokenizeFilter(filter: string): readonly FilterToken[] | FilterProblem {
	const tokens: FilterToken[] = [];
	let at = 0;
	const match = (pattern: RegExp): string | undefined => {
		pattern.lastIndex = at;
		return pattern.exec(filter)?.[0];
	};
	for (;;) {
		at += match(space)?.length ?? 0;
		if (at >= filter.length) break;
		const start = at;
		const found = match(number) ?? match(text) ?? match(name) ?? match(sign);
		if (found === undefined) return { message: unreadable(filter, at), start, end: start + 1 };
		at += found.length;
		tokens.push({ ...meaningOf(found), start, end: at });
	}
	tokens.push({ kind: 'end', start: filter.length, end: filter.length });
	return tokens;
}

type Meaning =
	| { readonly kind: 'name'; readonly path: readonly string[] }
	| { readonly kind: 'value'; readonly value: FilterValue }
	| { readonly kind: 'sign'; readonly sign: string; readonly written: string };

function meaningOf(found: string): Meaning {
	const first = found[0]!;
	if (first === '"' || first === "'") {
		const value = found.slice(1, -1).replace(/\\(.)/gs, (_, escaped: string) => escapes[escaped] ?? escaped);
		return { kind: 'value', value };
	}
	if (/^-?[.\d]/.test(found)) return { kind: 'value', value: Number(found) };
	if (/^[^\p{L}_`]/u.test(found)) return { kind: 'sign', sign: found === '=' ? '==' : found, written: found };
	if (Object.hasOwn(words, found)) return { kind: 'sign', sign: words[found]!, written: found };
	if (Object.hasOwn(constants, found)) return { kind: 'value', value: constants[found]! };
	return { kind: 'name', path: Array.from(found.matchAll(segment), ([whole, quoted]) => quoted ?? whole) };
}

function unreadable(filter: string, at: number): string {
	const character = String.fromCodePoint(filter.codePointAt(at)!);
	return character === '"' || character === "'"
		? `This text has no closing ${character}.`
		: `A filter has no "${character}". Write comparisons such as score > 0.02 and trials >= 8.`;
}

/** A field's name as a filter has to write it. */
export function quoteName(path: readonly string[]): string {
	return path
		.map((part, index) => {
			const isPlain = index === 0 ? /^[\p{L}_][\p{L}\d_]*$/u : /^[\p{L}\d_]+$/u;
			return isPlain.test(part) && !Object.hasOwn(words, part) && !Object.hasOwn(constants, part) ? part : `\`${part}\``;
		})
		.join('.');
}
