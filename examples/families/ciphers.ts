import type { Family } from '../problem.ts';
import { numberProblem, textProblem } from '../problem.ts';
import { WORDS } from '../words.ts';

/** Each letter so many places further on in the alphabet, z followed by a. */
function shifted(text: string, places: number | readonly number[]): string {
	const by = (index: number) => (typeof places === 'number' ? places : places[index % places.length]!);
	return [...text].map((letter, index) => String.fromCharCode(97 + ((letter.charCodeAt(0) - 97 + by(index) + 26) % 26))).join('');
}

/** One letter off by one, as when counting along the alphabet on one's fingers. */
function miscounted(text: string): string[] {
	return [1, 3, 4].map((at) => text.slice(0, at) + shifted(text[at]!, 1) + text.slice(at + 1));
}

export const ciphers: Family = {
	source: 'ciphers',
	ease: -0.9,
	levels: [
		(random) => {
			const [word, places] = [random.pick(WORDS), random.pick([1, -1])];
			const answer = shifted(word, places);
			const side = places === 1 ? 'following' : 'preceding';
			const edge = places === 1 ? 'z becomes a' : 'a becomes z';
			const prompt = `In a secret code each letter is replaced by the ${side} one in the alphabet, and ${edge}. Encode “${word}”.`;
			return textProblem(prompt, answer, `Letter by letter: {}.`, [...miscounted(answer), shifted(word, -places)]);
		},
		(random) => {
			const [word, places] = [random.pick(WORDS), random.integer(3, 11)];
			const answer = shifted(word, places);
			return textProblem(
				`A Caesar cipher moves each letter ${places} places forward in the alphabet, going on with a after z. Encode “${word}”.`,
				answer,
				`Moving each letter ${places} places gives {}.`,
				[shifted(word, places + 1), ...miscounted(answer), shifted(word, places - 1)],
			);
		},
		(random) => {
			const word = random.pick(WORDS);
			const value = (letter: string) => letter.charCodeAt(0) - 96;
			const sum = [...word].reduce((total, letter) => total + value(letter), 0);
			const [first, last] = [value(word[0]!), value(word.at(-1)!)];
			return random.next() < 0.5
				? numberProblem(
						`With a = 1, b = 2 and so on up to z = 26, what is the sum of the letters of “${word}”?`,
						sum,
						`${[...word].map(value).join(' + ')} = {}.`,
						[sum - 1, sum + 2, sum - last],
					)
				: numberProblem(
						`With a = 1, b = 2 and so on up to z = 26, what is the first letter of “${word}” times its last?`,
						first * last,
						`${word[0]} is ${first} and ${word.at(-1)} is ${last}, so the product is {}.`,
						[first * (last + 1), (first - 1) * last, first + last],
					);
		},
		(random) => {
			const [word, places] = [random.pick(WORDS), random.integer(3, 22)];
			return textProblem(
				`“${shifted(word, places)}” was encoded with a Caesar cipher that moved each letter ${places} places forward in the alphabet, ` +
					`going on with a after z. What is the original word?`,
				word,
				`Moving each letter ${places} places back gives {}.`,
				[...miscounted(word), shifted(word, 1), shifted(word, places * 2 - 26)],
			);
		},
		(random) => {
			const [word, key] = [random.pick(WORDS), random.pick(['fox', 'elm', 'oak', 'owl', 'hat', 'bee', 'ivy', 'sun'])];
			const places = [...key].map((letter) => letter.charCodeAt(0) - 97);
			const answer = shifted(word, places);
			return textProblem(
				`Encode “${word}” with the Vigenère cipher and the key “${key}”, repeated as often as necessary; ` +
					`a key letter a moves a letter by 0 places, b by 1, c by 2 and so on.`,
				answer,
				`The key moves the letters by ${places.join(', ')} places in turn: {}.`,
				[
					shifted(
						word,
						places.map((place) => place + 1),
					),
					...miscounted(answer),
					shifted(word, places[0]!),
				],
			);
		},
	],
};
