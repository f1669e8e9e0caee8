/** The vocabulary that the problems draw on. */
import type { Random } from './random.ts';

/** One name a letter, so that code-unit order is alphabetical order whatever the accents. */
const NAMES = [
	...['Aisha', 'Ben', 'Chloé', 'Daniel', 'Emeka', 'Freya', 'Goran', 'Hana', 'Inés', 'Jonas', 'Keiko', 'Liam', 'Marta'],
	...['Nadia', 'Omar', 'Priya', 'Quentin', 'Rosa', 'Søren', 'Tomás', 'Uma', 'Viktor', 'Wanda', 'Ximena', 'Yusuf', 'Zoë'],
];

/** Four different people, in any order; take as many as the story needs. */
export function people(random: Random): [string, string, string, string] {
	const [first, second, third, fourth] = random.shuffle(NAMES);
	return [first!, second!, third!, fourth!];
}

/** Things to buy, with a likely range of prices in euros. */
export const GOODS: readonly (readonly [plural: string, low: number, high: number])[] = [
	...([
		['notebooks', 2, 5],
		['mugs', 6, 12],
		['paperbacks', 7, 14],
		['tins of paint', 12, 28],
	] as const),
	...([
		['tomato plants', 2, 6],
		['scarves', 8, 15],
		['packs of batteries', 4, 9],
		['bags of compost', 5, 11],
	] as const),
	...([
		['board games', 19, 40],
		['candles', 3, 9],
		['umbrellas', 9, 22],
		['jars of honey', 4, 8],
	] as const),
];

/** Words of five to ten letters, lower case, plain a to z. */
export const WORDS = [
	...['lantern', 'harvest', 'meadow', 'compass', 'orchard', 'whisper', 'glacier', 'pumpkin', 'voyage', 'thunder', 'library'],
	...['blanket', 'sparrow', 'kitchen', 'journey', 'crystal', 'village', 'feather', 'harbour', 'captain', 'puzzle', 'marble'],
	...['winter', 'garden', 'rocket', 'saffron', 'picnic', 'monsoon', 'bicycle', 'telescope', 'porcupine', 'marathon'],
	...['festival', 'dolphin', 'cinnamon', 'workshop', 'notebook', 'sunflower', 'waterfall', 'lighthouse'],
];

/** Sentences to look for letters in. */
export const SENTENCES = [
	'The early train to the coast was full of sleepy students.',
	'Seven brave sailors crossed the narrow channel before sunrise.',
	'Grandmother keeps the best recipes in a dented biscuit tin.',
	'A small committee of owls met in the old church tower.',
	'Nobody remembered to water the basil on the kitchen windowsill.',
	'Every Saturday the market sells apples, cheese and fresh bread.',
	'The engineer tightened the last bolt and wiped her hands.',
	'Bright kites danced above the harbour all afternoon.',
];

/** 2 as `twice`, 3 as `three times`, up to five. */
export function times(factor: number): string {
	return ['never', 'once', 'twice', 'three times', 'four times', 'five times'][factor]!;
}

/** 1 as `1st`, 22 as `22nd`, 13 as `13th`. */
export function ordinal(value: number): string {
	const isTeen = value % 100 > 10 && value % 100 < 14;
	return `${value}${(isTeen ? undefined : ['th', 'st', 'nd', 'rd'][value % 10]) ?? 'th'}`;
}

/** `a, b and c`. */
export function listed(items: readonly string[]): string {
	return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

/** `abc` as `cba`; for plain letters. */
export function backwards(text: string): string {
	return [...text].reverse().join('');
}
