import type { Family } from '../problem.ts';
import { numberProblem, spellingSlips, textProblem } from '../problem.ts';
import { backwards, SENTENCES, WORDS } from '../words.ts';

const VOWEL = /[aeiou]/g;

export const strings: Family = {
	source: 'strings',
	ease: -0.4,
	levels: [
		(random) => {
			const word = random.pick(WORDS);
			const work = `Letter by letter from the end: {}.`;
			return textProblem(`Write the word “${word}” backwards.`, backwards(word), work, spellingSlips(backwards(word)));
		},
		(random) => {
			const [sentence, letter] = [random.pick(SENTENCES), random.pick([...'aeiorst'])];
			const count = sentence.toLowerCase().split(letter).length - 1;
			return numberProblem(
				`How many times does the letter “${letter}” occur in this sentence, in upper or lower case? “${sentence}”`,
				count,
				`Going through the sentence word by word, I count {}.`,
				[count - 1, count + 1, count - 2].filter((value) => value >= 0),
			);
		},
		(random) => {
			const [word, next] = random.shuffle(WORDS) as [string, string];
			if (random.next() < 0.5) {
				const answer = (word + next).replace(VOWEL, '');
				const prompt = `Join the words “${word}” and “${next}”, and leave out every vowel (a, e, i, o, u). What remains?`;
				return textProblem(prompt, answer, `Only the consonants stay: {}.`, spellingSlips(answer));
			}
			const every = (offset: number) => [...(word + next)].filter((_, index) => index % 3 === offset).join('');
			const prompt = `Write “${word}” and “${next}” as one word, then read off the third letter, the sixth, the ninth and so on.`;
			const work = `Counting in threes through “${word}${next}” gives {}.`;
			return textProblem(`${prompt} What do you get?`, every(2), work, [every(0), ...spellingSlips(every(2)), every(1)]);
		},
		(random) => {
			const word = random.pick(WORDS);
			const [direction, letters] = [random.pick(['from a to z', 'from z to a']), [...word].sort()];
			const answer = (direction === 'from a to z' ? letters : letters.reverse()).join('');
			const prompt = `Sort the letters of “${word}” ${direction}, keeping repeated letters. What do you get?`;
			return textProblem(prompt, answer, `In order, the letters are {}.`, [
				...spellingSlips(answer),
				[...new Set(answer)].join(''),
			]);
		},
		(random) => {
			const [word, moved] = [random.pick(WORDS), random.integer(2, 4)];
			const reversed = backwards(word);
			const turned = reversed.slice(moved) + reversed.slice(0, moved);
			const answer = turned.replace(VOWEL, (vowel) => vowel.toUpperCase());
			return textProblem(
				`Start with “${word}”. Reverse it, then move the first ${moved} letters of the result to its end, then write every vowel ` +
					`(a, e, i, o, u) as a capital letter. What do you get?`,
				answer,
				`Reversed it is “${reversed}”; after the move “${turned}”; with capital vowels {}.`,
				[turned, ...spellingSlips(answer).slice(0, 2), reversed.replace(VOWEL, (vowel) => vowel.toUpperCase())],
			);
		},
	],
};
