/**
 * The filter language of the dataset editor: comparisons of columns and of the record's own fields, joined by `and`, `or`, `not`.
 *
 *     score > 0.02 and trials >= 8 and source == "aime"
 *
 * Written here rather than taken from a library because an error must say where it is, and words must be operators.
 */
import { columnOf, type TableColumn } from '../tableColumns.ts';
import { type FilterProblem, type FilterToken, type FilterValue, tokenizeFilter } from './filterTokens.ts';

export type FilterOperator = '==' | '!=' | '<' | '<=' | '>' | '>=' | 'contains';

export type Filter =
	| { readonly kind: 'and' | 'or'; readonly left: Filter; readonly right: Filter }
	| { readonly kind: 'not'; readonly operand: Filter }
	| { readonly kind: 'compare'; readonly operator: FilterOperator; readonly left: Operand; readonly right: Operand }
	| { readonly kind: 'in'; readonly operand: Operand; readonly values: readonly FilterValue[] }
	/** Holds for true, for numbers but 0, and for texts that are not empty. */
	| { readonly kind: 'test'; readonly operand: Operand };

export type Operand =
	| { readonly kind: 'value'; readonly value: FilterValue }
	| { readonly kind: 'column'; readonly column: TableColumn }
	/** A field of the example's first line. */
	| { readonly kind: 'field'; readonly path: readonly string[] };

export type ParsedFilter = { readonly filter: Filter | undefined } | { readonly problem: FilterProblem };

/** Deeper nesting is refused: the parser, and whoever evaluates, would run out of stack. */
const deepestNesting = 64;

const operators: readonly string[] = ['==', '!=', '<', '<=', '>', '>=', 'contains'];

/** A filter from its text; of no text none, which lets everything through. */
export function parseFilter(text: string): ParsedFilter {
	const tokens = tokenizeFilter(text);
	if ('message' in tokens) return { problem: tokens };
	if (tokens.length === 1) return { filter: undefined };
	return new FilterParser(tokens).parse();
}

/** The fields of records that a filter looks at, each once. */
export function fieldsOfFilter(filter: Filter | undefined): readonly (readonly string[])[] {
	const found = new Map<string, readonly string[]>();
	const note = (operand: Operand): void => {
		if (operand.kind === 'field') found.set(JSON.stringify(operand.path), operand.path);
	};
	const visit = (node: Filter): void => {
		switch (node.kind) {
			case 'and':
			case 'or':
				visit(node.left);
				visit(node.right);
				break;
			case 'not':
				visit(node.operand);
				break;
			case 'compare':
				note(node.left);
				note(node.right);
				break;
			default:
				note(node.operand);
		}
	};
	if (filter !== undefined) visit(filter);
	return [...found.values()];
}

/** What is wrong, on its way out of the recursion. */
class Unparsable extends Error {
	readonly problem: FilterProblem;
	constructor(message: string, { start, end }: { readonly start: number; readonly end: number }) {
		super(message);
		this.problem = { message, start, end };
	}
}

/** Recursive descent: or ← and ← not ← comparison. */
class FilterParser {
	readonly #tokens: readonly FilterToken[];
	#at = 0;
	#depth = 0;

	constructor(tokens: readonly FilterToken[]) {
		this.#tokens = tokens;
	}

	parse(): ParsedFilter {
		try {
			const filter = this.#or();
			const token = this.#token();
			if (token.kind !== 'end') throw new Unparsable(`Expected "and" or "or" here, ${unexpected(token)}.`, token);
			return { filter };
		} catch (error) {
			if (error instanceof Unparsable) return { problem: error.problem };
			throw error;
		}
	}

	#token(): FilterToken {
		return this.#tokens[this.#at]!;
	}

	/** Steps over a sign, if it stands here. */
	#take(sign: string): boolean {
		const token = this.#token();
		const isIt = token.kind === 'sign' && token.sign === sign;
		if (isIt) this.#at++;
		return isIt;
	}

	#expect(sign: string): void {
		const token = this.#token();
		if (!this.#take(sign)) throw new Unparsable(`Expected "${sign}" here, ${unexpected(token)}.`, token);
	}

	#nested<T>(parse: () => T): T {
		if (++this.#depth > deepestNesting)
			throw new Unparsable(`A filter is nested at most ${deepestNesting} levels deep.`, this.#token());
		const result = parse();
		this.#depth--;
		return result;
	}

	#or(): Filter {
		let left = this.#and();
		while (this.#take('||')) left = { kind: 'or', left, right: this.#and() };
		return left;
	}

	#and(): Filter {
		let left = this.#not();
		while (this.#take('&&')) left = { kind: 'and', left, right: this.#not() };
		return left;
	}

	#not(): Filter {
		if (this.#take('!')) return { kind: 'not', operand: this.#nested(() => this.#not()) };
		if (!this.#take('(')) return this.#comparison();
		const inner = this.#nested(() => this.#or());
		this.#expect(')');
		return inner;
	}

	#comparison(): Filter {
		const start = this.#token();
		const left = this.#operand();
		const token = this.#token();
		if (this.#take('in')) return { kind: 'in', operand: left, values: this.#values() };
		if (token.kind !== 'sign' || !operators.includes(token.sign)) {
			if (left.kind === 'value' && typeof left.value !== 'boolean')
				throw new Unparsable(`Expected a comparison such as > or == here, ${unexpected(token)}.`, token);
			return { kind: 'test', operand: left };
		}
		this.#at++;
		const operator = token.sign as FilterOperator;
		const last = this.#token();
		const right = this.#operand();
		const misfit = misfitOf(left, right, operator) ?? misfitOf(right, left, operator);
		if (misfit !== undefined) throw new Unparsable(misfit, { start: start.start, end: last.end });
		return { kind: 'compare', operator, left, right };
	}

	#values(): readonly FilterValue[] {
		const values: FilterValue[] = [];
		this.#expect('(');
		do {
			const token = this.#token();
			if (token.kind !== 'value') throw new Unparsable(`Expected a number or a text in quotes here, ${unexpected(token)}.`, token);
			values.push(token.value);
			this.#at++;
		} while (this.#take(','));
		this.#expect(')');
		return values;
	}

	#operand(): Operand {
		const token = this.#token();
		if (token.kind !== 'value' && token.kind !== 'name')
			throw new Unparsable(`Expected a column, a field, a number or a text in quotes here, ${unexpected(token)}.`, token);
		this.#at++;
		if (token.kind === 'value') return { kind: 'value', value: token.value };
		const [first, ...rest] = token.path;
		const column = rest.length === 0 ? columnOf(first!) : undefined;
		if (column !== undefined) return { kind: 'column', column };
		// Where a field has the name of a column, this is how to say that the field is meant.
		return { kind: 'field', path: first === 'record' && rest.length > 0 ? rest : token.path };
	}
}

/** A comparison of a column that can never hold is a slip, and is told rather than answered with no rows. */
function misfitOf(column: Operand, other: Operand, operator: FilterOperator): string | undefined {
	if (column.kind !== 'column' || other.kind !== 'value' || other.value === null) return undefined;
	const { name, kind } = column.column;
	if (kind === 'number' && operator === 'contains') return `${name} is a number, which contains nothing: compare it with < or >.`;
	const expected = kind === 'number' ? 'number' : 'string';
	if (typeof other.value === expected) return undefined;
	return kind === 'number' ? `${name} is a number: compare it with one.` : `${name} is a text: compare it with one in quotes.`;
}

function unexpected(token: FilterToken): string {
	if (token.kind === 'end') return 'but the filter ends';
	if (token.kind === 'sign') return `not "${token.written}"`;
	return token.kind === 'name' ? `not the name "${token.path.join('.')}"` : `not ${JSON.stringify(token.value)}`;
}
