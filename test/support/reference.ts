/** The shared reference values, of 30 digits and more. */
import { existsSync, readFileSync } from 'node:fs';

export interface ReferenceCase {
	readonly alpha: string;
	readonly beta: string;
	readonly K: number;
	readonly entropy: string;
	readonly mi: string;
}

/** Cases of a file of `../shared/reference`, or `undefined`, with the reason printed, where it is not there. */
export function referenceCases(name: string): readonly ReferenceCase[] | undefined {
	const path = new URL(`../../../shared/reference/${name}`, import.meta.url);
	if (existsSync(path)) return JSON.parse(readFileSync(path, 'utf8')) as readonly ReferenceCase[];
	console.warn(`skipped: ../shared/reference/${name} is not there`);
	return undefined;
}

/** |actual − expected| / |expected|. */
export function relativeError(actual: number, expected: number): number {
	return Math.abs(actual - expected) / Math.abs(expected);
}
