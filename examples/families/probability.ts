import type { Family, Fraction } from '../problem.ts';
import { choose, fractionProblem } from '../problem.ts';
import type { Random } from '../random.ts';
import { drawUntil } from '../random.ts';

const COLOURS = ['red', 'blue', 'green', 'yellow', 'white', 'black'] as const;

function bag(random: Random) {
	const [first, second] = random.shuffle(COLOURS);
	const vessel = random.pick(['bag', 'box', 'jar', 'drawer']);
	const things = vessel === 'drawer' ? 'socks' : random.pick(['marbles', 'beads', 'counters', 'buttons']);
	return { vessel, things, first: first!, second: second!, a: random.integer(2, 9), b: random.integer(3, 10) };
}

export const probability: Family = {
	source: 'probability',
	ease: -0.4,
	levels: [
		(random) => {
			const { vessel, things, first, second, a, b } = bag(random);
			return fractionProblem(
				`A ${vessel} holds ${a} ${first} and ${b} ${second} ${things}. One is taken out blindly. ` +
					`What is the probability that it is ${first}?`,
				[a, a + b],
				`${a} of the ${a + b} ${things} are ${first}, so the probability is {}.`,
				[
					[a, b],
					[b, a + b],
				],
			);
		},
		(random) => {
			const [sides, kind] = [random.pick([4, 6, 8, 10, 12]), random.pick(['exactly', 'at least', 'at most'])];
			const sum = random.integer(4, 2 * sides - 2);
			const fits = (total: number) => (kind === 'exactly' ? total === sum : kind === 'at least' ? total >= sum : total <= sum);
			const faces = Array.from({ length: sides }, (_, index) => index + 1);
			const ways = faces.flatMap((left) => faces.filter((right) => fits(left + right))).length;
			const die = sides === 6 ? 'ordinary dice' : `${sides}-sided dice`;
			return fractionProblem(
				`Two ${die} are thrown. What is the probability that the sum is ${kind} ${sum}?`,
				[ways, sides * sides],
				`${ways} of the ${sides * sides} equally likely throws fit, so it is {}.`,
				[
					[ways + 1, sides * sides],
					[1, 2 * sides - 1],
				],
			);
		},
		(random) => {
			const { vessel, things, first, second, a, b } = bag(random);
			const total = a + b;
			return fractionProblem(
				`A ${vessel} holds ${a} ${first} and ${b} ${second} ${things}. Two are taken out blindly, one after the other, without putting the ` +
					`first back. What is the probability that both are ${first}?`,
				[a * (a - 1), total * (total - 1)],
				`The first is ${first} with probability ${a}/${total}, the second then with ${a - 1}/${total - 1}; the product is {}.`,
				[
					[a * a, total * total],
					[2 * a - 1, 2 * total - 1],
				],
			);
		},
		(random) => {
			const [tosses, kind] = [random.integer(4, 8), random.pick(['exactly', 'at least', 'at most', 'fewer than', 'more than'])];
			const heads = random.integer(2, tosses - 2);
			const counts = Array.from({ length: tosses + 1 }, (_, index) => index).filter((count) => {
				if (kind === 'exactly') return count === heads;
				if (kind === 'at least') return count >= heads;
				if (kind === 'at most') return count <= heads;
				return kind === 'fewer than' ? count < heads : count > heads;
			});
			const ways = counts.reduce((sum, count) => sum + choose(tosses, count), 0);
			return fractionProblem(
				`A fair coin is tossed ${tosses} times. What is the probability of ${kind} ${heads} heads?`,
				[ways, 2 ** tosses],
				`Of the ${2 ** tosses} equally likely outcomes, ${ways} have ${kind} ${heads} heads, so it is {}.`,
				[
					[choose(tosses, heads), 2 ** tosses],
					[counts.length, tosses + 1],
					[2 ** tosses - ways, 2 ** tosses],
				],
			);
		},
		(random) => {
			const [first, second] = random.shuffle(COLOURS);
			const [[a, b], [c, d]] = drawUntil(
				() => [1, 2].map(() => [random.integer(1, 7), random.integer(1, 7)] as const) as [Fraction, Fraction],
				([[p, q], [r, s]]) => p * s !== q * r,
			);
			const [left, right] = [a * (c + d), c * (a + b)];
			return fractionProblem(
				`Bag A holds ${a} ${first} and ${b} ${second} balls, bag B ${c} ${first} and ${d} ${second}. ` +
					`A bag is chosen by the toss of a fair coin, and a ball taken from it blindly is ${first}. ` +
					`What is the probability that it came from bag A?`,
				[left, left + right],
				`By Bayes' rule, $\\frac{${a}}{${a + b}}$ against $\\frac{${c}}{${c + d}}$: the share of bag A is {}.`,
				[
					[a, a + c],
					[a, a + b],
					[1, 2],
				],
			);
		},
	],
};
