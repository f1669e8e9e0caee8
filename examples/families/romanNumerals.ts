import type { Family } from '../problem.ts';
import { numberProblem, spellingSlips, textProblem } from '../problem.ts';

const NUMERALS = [
	...([
		['M', 1000],
		['CM', 900],
		['D', 500],
		['CD', 400],
		['C', 100],
		['XC', 90],
		['L', 50],
		['XL', 40],
	] as const),
	...([
		['X', 10],
		['IX', 9],
		['V', 5],
		['IV', 4],
		['I', 1],
	] as const),
];

function toRoman(value: number): string {
	let rest = value;
	return NUMERALS.map(([numeral, worth]) => {
		const repeats = Math.floor(rest / worth);
		rest -= repeats * worth;
		return numeral.repeat(repeats);
	}).join('');
}

/** Off by one, by five and by ten, or two numerals in the wrong order. */
function romanSlips(value: number): string[] {
	const near = [value + 1, value - 1, value + 5, value + 10, value + 2].filter((slip) => slip > 0).map(toRoman);
	return toRoman(value).length > 2 ? [...near.slice(0, 2), ...spellingSlips(toRoman(value)).slice(0, 2), ...near.slice(2)] : near;
}

export const romanNumerals: Family = {
	source: 'roman-numerals',
	ease: 0.2,
	levels: [
		(random) => {
			const value = random.integer(11, 89);
			const work = `Add the numerals from left to right, and subtract one that stands before a greater one: {}.`;
			return numberProblem(`Which number is the Roman numeral ${toRoman(value)}?`, value, work, [value + 2, value - 2]);
		},
		(random) => {
			const value = random.integer(90, 480);
			const work = `Hundreds, tens and ones, one after the other: {}.`;
			return textProblem(`Write ${value} as a Roman numeral.`, toRoman(value), work, romanSlips(value));
		},
		(random) => {
			const year = random.integer(1750, 2040);
			const place = random.pick(['above the door of a library', 'into the pier of a bridge', 'over the stage of a theatre']);
			return textProblem(
				`The year ${year} is to be carved in Roman numerals ${place}. What has to be carved?`,
				toRoman(year),
				`${Math.floor(year / 100)} hundreds come first, then ${year % 100}: {}.`,
				romanSlips(year),
			);
		},
		(random) => {
			const [a, b] = [random.integer(40, 400), random.integer(40, 400)];
			return textProblem(
				`What is ${toRoman(a)} + ${toRoman(b)}? Answer with a Roman numeral.`,
				toRoman(a + b),
				`That is ${a} + ${b} = ${a + b}, written {}.`,
				romanSlips(a + b),
			);
		},
		(random) => {
			const [birth, age] = [random.integer(1430, 1880), random.integer(35, 89)];
			return numberProblem(
				`A gravestone reads “Born ${toRoman(birth)}, died ${toRoman(birth + age)}”. Not knowing the birthdays, ` +
					`what is the greatest age, in whole years, that this person can have reached?`,
				age,
				`${toRoman(birth + age)} is ${birth + age} and ${toRoman(birth)} is ${birth}; if the birthday had passed, the age was {}.`,
				[age - 1, age + 10],
			);
		},
	],
};
