/** What a problem is, and the plausible mistakes that people and models make on its answer. */
import type { Random } from './random.ts';

/** A question with its one right answer. */
export interface Problem {
	/** Markdown, with LaTeX between dollar signs; says in which form the answer is wanted where that is not plain. */
	readonly prompt: string;
	readonly answer: string;
	/** Wrong answers, the likeliest first; at least two, no repeats, never the answer. */
	readonly mistakes: readonly string[];
	/** The reasoning of a solution in a sentence or two, `{}` where its result belongs. */
	readonly work: string;
}

/** Draws one problem; equal streams give equal problems. */
export type Maker = (random: Random) => Problem;

/** Problems of one kind, easiest level first. */
export interface Family {
	readonly source: string;
	/** How much easier than the average family the simulated policy finds it, in logits. */
	readonly ease: number;
	readonly levels: readonly [Maker, Maker, Maker, Maker, Maker];
}

/** A number without float noise, to three decimals: 0.1 + 0.2 is 0.3. */
export function decimal(value: number): string {
	return String(Number(value.toFixed(3)));
}

/** 12345 as 12,345; four digits stay as they are. */
export function grouped(value: number): string {
	return value < 10_000 ? String(value) : String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** 1250 cents as €12.50, and whole euros as €12. */
export function euros(cents: number): string {
	return `€${cents % 100 === 0 ? cents / 100 : amount(cents)}`;
}

/** A problem with a number as its answer, at most three decimals. */
export function numberProblem(prompt: string, answer: number, work: string, mistakes: readonly number[] = []): Problem {
	return textProblem(prompt, decimal(answer), work, [...mistakes, ...numberSlips(answer)].map(decimal));
}

/** A problem with an amount of money as its answer: `12.50`. */
export function moneyProblem(prompt: string, cents: number, work: string, mistakes: readonly number[] = []): Problem {
	const slips = [...mistakes, cents + 100, cents - 100, cents + 10, cents - 10].filter((value) => value > 0);
	return textProblem(`${prompt} Give the amount in euros with two decimals.`, amount(cents), work, slips.map(amount));
}

/** A problem with a fraction in lowest terms as its answer; whoever draws it sees to it that the value is no whole number. */
export function fractionProblem(prompt: string, answer: Fraction, work: string, mistakes: readonly Fraction[] = []): Problem {
	const [top, bottom] = lowestTerms(answer);
	const slips: Fraction[] = [...mistakes, [top + 1, bottom], [top, bottom + 1], [top - 1, bottom], [top, bottom + 2]];
	// A proper fraction is not mistaken for more than one, as a probability cannot be.
	const plausible = slips.map(lowestTerms).filter(([a, b]) => a > 0 && b > 1 && (a < b || top > bottom));
	return textProblem(
		`${prompt} Give a fraction in lowest terms.`,
		`${top}/${bottom}`,
		work,
		plausible.map((slip) => slip.join('/')),
	);
}

/** A problem with any text as its answer. */
export function textProblem(prompt: string, answer: string, work: string, mistakes: readonly string[]): Problem {
	return { prompt, answer, work, mistakes: [...new Set(mistakes)].filter((mistake) => mistake !== answer) };
}

/** Numerator and denominator. */
export type Fraction = readonly [number, number];

/** 6/8 as 3/4; both positive. */
export function lowestTerms([top, bottom]: Fraction): Fraction {
	const divisor = greatestCommonDivisor(top, bottom);
	return [top / divisor, bottom / divisor];
}

/** By Euclid, for positive whole numbers. */
export function greatestCommonDivisor(a: number, b: number): number {
	return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

/** The number of ways to choose `k` of `n` things, in no order. */
export function choose(n: number, k: number): number {
	let ways = 1;
	for (let step = 1; step <= k; step++) ways = (ways * (n - k + step)) / step;
	return ways;
}

/** Letters in the wrong order, one left out, one written twice; for answers of three letters and more. */
export function spellingSlips(text: string): string[] {
	const middle = text.length >> 1;
	const swap = (at: number) => text.slice(0, at) + text[at + 1] + text[at] + text.slice(at + 2);
	const twice = text.slice(0, middle) + text.slice(middle - 1);
	return [swap(middle - 1), text.slice(0, middle) + text.slice(middle + 1), swap(text.length - 2), twice];
}

function amount(cents: number): string {
	return `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
}

/** Off by one, two digits swapped, the decimal point or the sign lost; below zero only where the answer is. */
function numberSlips(answer: number): number[] {
	if (!Number.isInteger(answer)) return [answer * 10, answer / 10, Math.floor(answer), Math.ceil(answer)];
	const digits = String(Math.abs(answer));
	const swapped = Number(digits.slice(0, -2) + digits.at(-1) + (digits.at(-2) ?? '')) * Math.sign(answer);
	const slips = [answer + 1, answer - 1, swapped, answer + 10, answer - 10];
	return answer < 0 ? [-answer, ...slips] : slips.filter((slip) => slip >= 0);
}
