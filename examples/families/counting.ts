import type { Family } from '../problem.ts';
import { choose, numberProblem } from '../problem.ts';
import { listed, people } from '../words.ts';

const LETTER_WORDS = [
	...['BANANA', 'PEPPER', 'LETTER', 'BALLOON', 'COFFEE', 'KAYAK', 'TOMATO', 'PAPAYA', 'GIGGLE', 'SUCCESS', 'BUBBLE', 'POTATO'],
	...['MAMMAL', 'COCOA', 'CHEESE', 'INDIGO', 'GARAGE', 'MIRROR', 'COCONUT', 'PUPPET', 'VIOLIN', 'RADAR', 'SUMMER', 'CABBAGE'],
];

function factorial(n: number): number {
	return n < 2 ? 1 : n * factorial(n - 1);
}

export const counting: Family = {
	source: 'counting',
	ease: -0.4,
	levels: [
		(random) => {
			const [name] = people(random);
			const [a, b, c] = [random.integer(3, 9), random.integer(2, 8), random.integer(2, 5)];
			const [x, y, z] = random.pick([
				['shirts', 'pairs of trousers', 'hats'],
				['starters', 'main courses', 'desserts'],
				['bread rolls', 'fillings', 'sauces'],
			]);
			return numberProblem(
				`${name} can choose between ${a} ${x}, ${b} ${y} and ${c} ${z}, and takes one of each. How many combinations are there?`,
				a * b * c,
				`${a} × ${b} × ${c} = {}.`,
				[a + b + c, a * b + c],
			);
		},
		(random) => {
			const n = random.integer(6, 40);
			const [prompt, sides] = random.pick([
				[`${n} guests at a party all shake hands with each other once. How many handshakes is that?`, 1],
				[`In a league of ${n} teams everyone plays everyone else once. How many matches are played?`, 1],
				[`In a league of ${n} teams everyone plays everyone else twice, at home and away. How many matches are played?`, 2],
			] as const);
			const work = `Each of ${n} has ${n - 1} others${sides === 1 ? ', and each pair counts once' : ', and each ordered pair counts'}: {}.`;
			return numberProblem(prompt, (sides * n * (n - 1)) / 2, work, [(n * n) / 2, (n * (n - 1)) / sides, n * n].map(Math.floor));
		},
		(random) => {
			const [n, k] = [random.integer(6, 12), random.integer(3, 4)];
			const [group, team] = random.pick([
				['members', 'committee'],
				['players', 'relay team'],
				['volunteers', 'Sunday shift'],
				['students', 'delegation'],
			]);
			return numberProblem(
				`In how many ways can ${k} of ${n} ${group} be chosen for a ${team}, if the order does not matter?`,
				choose(n, k),
				`$\\binom{${n}}{${k}}$ is {}.`,
				[factorial(n) / factorial(n - k), choose(n, k - 1), n * k],
			);
		},
		(random) => {
			const word = random.pick(LETTER_WORDS);
			const repeats = [...new Set(word)].map((letter) => word.split(letter).length - 1).filter((count) => count > 1);
			const all = factorial(word.length);
			return numberProblem(
				`In how many different orders can the letters of the word ${word} be written?`,
				repeats.reduce((ways, count) => ways / factorial(count), all),
				`${word.length}! = ${all} orders, divided by ${listed(repeats.map((count) => `${count}!`))} for equal letters: {}.`,
				[all, all / factorial(repeats[0]!), all / repeats.reduce((a, b) => a + b)].map(Math.round),
			);
		},
		(random) => {
			const [east, north] = [random.integer(4, 7), random.integer(3, 6)];
			const [x, y] = [random.integer(1, east - 1), random.integer(1, north - 1)];
			const [all, through] = [choose(east + north, east), choose(x + y, x) * choose(east + north - x - y, east - x)];
			return numberProblem(
				`The streets of a town form a square grid. How many shortest routes lead from one crossing to another ${east} blocks east and ` +
					`${north} blocks north of it, if the crossing ${x} east and ${y} north of the start is closed?`,
				all - through,
				`There are $\\binom{${east + north}}{${east}} = ${all}$ routes, and ${through} of them use the closed crossing; that leaves {}.`,
				[all, through, all - choose(x + y, x), all - 1],
			);
		},
	],
};
