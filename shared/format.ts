/** Numbers for people, the same in every locale. */
import type { Prior } from './belief.ts';

/** A score or another small quantity with three significant digits: `0.0421`, `1.23e-7`. */
export function formatScore(value: number): string {
	if (value === 0) return '0';
	return Math.abs(value) >= 1e-4 ? value.toPrecision(3) : value.toExponential(2);
}

/** A rate in [0, 1] with two decimals; never rounded to a certainty that it does not have. */
export function formatRate(value: number): string {
	if (value > 0 && value < 0.005) return '<0.01';
	if (value < 1 && value >= 0.995) return '>0.99';
	return value.toFixed(2);
}

/** An interval of rates: `[0.16, 0.68]`. */
export function formatInterval({ lower, upper }: { readonly lower: number; readonly upper: number }): string {
	return `[${formatRate(lower)}, ${formatRate(upper)}]`;
}

/** A parameter as it was given, or of a fitted one four significant digits: `1`, `0.3272`. */
export function formatParameter(value: number): string {
	return String(Number(value.toPrecision(4)));
}

/** A whole number with thousands separated by commas. A soft count keeps two decimals. */
export function formatCount(value: number): string {
	const [whole = '', fraction] = (Number.isInteger(value) ? String(value) : value.toFixed(2)).split('.');
	const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
	return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** `1 example`, `2,000 examples`. */
export function formatQuantity(count: number, singular: string, plural = `${singular}s`): string {
	return `${formatCount(count)} ${count === 1 ? singular : plural}`;
}

/** A share in [0, 1] as whole percent; never rounded to none or all. */
export function formatPercent(share: number): string {
	if (share > 0 && share < 0.01) return '<1 %';
	if (share < 1 && share > 0.99) return '>99 %';
	return `${Math.round(share * 100)} %`;
}

/** `Beta(0.2958, 1.772)`. */
export function formatPrior({ alpha, beta }: Prior): string {
	return `Beta(${formatParameter(alpha)}, ${formatParameter(beta)})`;
}
