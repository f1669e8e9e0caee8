/** A parsed filter → a test of examples. */
import type { FilterValue } from '../../shared/filter/filterTokens.ts';
import type { Filter, FilterOperator, Operand } from '../../shared/filter/parseFilter.ts';

/** Gives the value of an operand for the example of an index. */
export type ValueOf = (index: number) => FilterValue;
export type Resolve = (operand: Exclude<Operand, { readonly kind: 'value' }>) => ValueOf;

/**
 * A missing field is null. Equality never mixes kinds (8 is not "8"); what has no order (a text beside a number, null) is neither less
 * nor greater. `contains` looks at texts, in upper or lower case.
 */
export function compileFilter(filter: Filter, resolve: Resolve): (index: number) => boolean {
	switch (filter.kind) {
		case 'and': {
			const left = compileFilter(filter.left, resolve);
			const right = compileFilter(filter.right, resolve);
			return (index) => left(index) && right(index);
		}
		case 'or': {
			const left = compileFilter(filter.left, resolve);
			const right = compileFilter(filter.right, resolve);
			return (index) => left(index) || right(index);
		}
		case 'not': {
			const operand = compileFilter(filter.operand, resolve);
			return (index) => !operand(index);
		}
		case 'test': {
			const value = getterOf(filter.operand, resolve);
			return (index) => {
				const tested = value(index);
				return tested !== 0 && tested !== '' && tested !== null && tested !== false && !Number.isNaN(tested);
			};
		}
		case 'in': {
			const value = getterOf(filter.operand, resolve);
			const values = new Set(filter.values);
			return (index) => values.has(value(index));
		}
		case 'compare': {
			const left = getterOf(filter.left, resolve);
			const right = getterOf(filter.right, resolve);
			const compare = comparisons[filter.operator];
			return (index) => compare(left(index), right(index));
		}
	}
}

/** The parts of a filter that all must hold. */
export function conjunctsOf(filter: Filter | undefined): readonly Filter[] {
	if (filter === undefined) return [];
	return filter.kind === 'and' ? [...conjunctsOf(filter.left), ...conjunctsOf(filter.right)] : [filter];
}

function getterOf(operand: Operand, resolve: Resolve): ValueOf {
	if (operand.kind !== 'value') return resolve(operand);
	const { value } = operand;
	return () => value;
}

const comparisons: Readonly<Record<FilterOperator, (left: FilterValue, right: FilterValue) => boolean>> = {
	'==': (left, right) => left === right,
	'!=': (left, right) => left !== right,
	'<': (left, right) => areOrdered(left, right) && left! < right!,
	'<=': (left, right) => areOrdered(left, right) && left! <= right!,
	'>': (left, right) => areOrdered(left, right) && left! > right!,
	'>=': (left, right) => areOrdered(left, right) && left! >= right!,
	contains: (left, right) =>
		typeof left === 'string' && typeof right === 'string' && left.toLowerCase().includes(right.toLowerCase()),
};

function areOrdered(left: FilterValue, right: FilterValue): boolean {
	return typeof left === typeof right && (typeof left === 'number' || typeof left === 'string');
}
