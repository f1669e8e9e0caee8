import type { Family } from '../problem.ts';
import { numberProblem } from '../problem.ts';
import { ordinal } from '../words.ts';

export const sequences: Family = {
	source: 'sequences',
	ease: 0,
	levels: [
		(random) => {
			const [start, step] = [random.integer(1, 40), random.integer(3, 17)];
			const shown = [0, 1, 2, 3].map((index) => start + index * step).join(', ');
			return numberProblem(`Which number comes next: ${shown}, …?`, start + 4 * step, `The step is ${step}, so next is {}.`, [
				start + 5 * step,
			]);
		},
		(random) => {
			const [start, ratio] = [random.integer(1, 9), random.integer(2, 5)];
			const shown = [0, 1, 2, 3].map((index) => start * ratio ** index).join(', ');
			return numberProblem(
				`Each number is the previous one times the same factor: ${shown}, … What comes next?`,
				start * ratio ** 4,
				`The factor is ${ratio}, so next is ${start * ratio ** 3} × ${ratio} = {}.`,
				[start * ratio ** 3 + start * ratio ** 2 * (ratio - 1), start * ratio ** 5],
			);
		},
		(random) => {
			const [start, step, place] = [random.integer(2, 30), random.integer(3, 14), random.integer(20, 80)];
			const shown = [0, 1, 2].map((index) => start + index * step).join(', ');
			return numberProblem(
				`The sequence ${shown}, … goes up in equal steps. What is its ${ordinal(place)} term?`,
				start + (place - 1) * step,
				`There are ${place - 1} steps of ${step} after the first term: ${start} + ${place - 1} × ${step} = {}.`,
				[start + place * step, place * step],
			);
		},
		(random) => {
			const [start, first, growth] = [random.integer(1, 15), random.integer(1, 9), random.integer(2, 6)];
			const term = (n: number) => start + n * first + (growth * n * (n - 1)) / 2;
			return numberProblem(
				`Find the pattern in the differences: ${[0, 1, 2, 3, 4].map(term).join(', ')}, … What is the 10th term of this sequence?`,
				term(9),
				`The differences start at ${first} and grow by ${growth} each time. Adding them up to the 10th term gives {}.`,
				[term(10), term(4) + 5 * (term(4) - term(3)), term(8)],
			);
		},
		(random) => {
			const [first, second] = [random.integer(1, 9), random.integer(1, 9)];
			const [p, q] = [random.integer(1, 2), random.integer(1, 3)];
			const place = random.integer(7, 9);
			const terms = [first, second];
			while (terms.length <= place) terms.push(p * terms.at(-1)! + q * terms.at(-2)!);
			const rule = `a_{n+2} = ${p === 1 ? '' : p}a_{n+1} + ${q === 1 ? '' : q}a_n`;
			return numberProblem(
				`A sequence starts with $a_1 = ${first}$ and $a_2 = ${second}$ and goes on by $${rule}$. What is $a_${place}$?`,
				terms[place - 1]!,
				`Term by term: ${terms.slice(0, place - 1).join(', ')}, and then {}.`,
				[terms[place]!, terms[place - 2]!, terms[place - 2]! + terms[place - 3]!],
			);
		},
	],
};
