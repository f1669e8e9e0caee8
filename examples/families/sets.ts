import type { Family } from '../problem.ts';
import { numberProblem } from '../problem.ts';
import type { Random } from '../random.ts';

const PASTIMES = ['chess', 'tennis', 'football', 'basketball', 'cricket', 'volleyball', 'hockey', 'badminton'] as const;

export const sets: Family = {
	source: 'sets',
	ease: 0,
	levels: [
		(random) => {
			const [total, part] = [random.integer(20, 34), random.integer(5, 19)];
			const [with_, without] = random.pick([
				['have a pet', 'have none'],
				['walk to school', 'come some other way'],
				['can swim', 'cannot'],
				['have a sister', 'have none'],
			]);
			const prompt = `There are ${total} pupils in a class, and ${part} of them ${with_}. How many ${without}?`;
			return numberProblem(prompt, total - part, `${total} − ${part} = {}.`, [total - part + 10, part]);
		},
		(random) => {
			const [both, onlyA, onlyB] = [random.integer(3, 15), random.integer(4, 25), random.integer(4, 25)];
			const [a, b] = random.shuffle(PASTIMES);
			return numberProblem(
				`All ${both + onlyA + onlyB} members of a club play ${a} or ${b}, or both. ${onlyA + both} play ${a} and ` +
					`${onlyB + both} play ${b}. How many play both?`,
				both,
				`${onlyA + both} + ${onlyB + both} counts those who play both twice; taking away ${both + onlyA + onlyB} leaves {}.`,
				[onlyA, onlyB, Math.abs(onlyA - onlyB)],
			);
		},
		(random) => {
			const [both, onlyA, onlyB, none] = [3, 6, 6, 2].map((low) => random.integer(low, low + 18)) as [
				number,
				number,
				number,
				number,
			];
			const [a, b] = random.shuffle(PASTIMES);
			const total = both + onlyA + onlyB + none;
			return numberProblem(
				`Of ${total} young people asked, ${onlyA + both} play ${a}, ${onlyB + both} play ${b} and ${both} play both. ` +
					`How many play neither?`,
				none,
				`${onlyA + both} + ${onlyB + both} − ${both} = ${both + onlyA + onlyB} play something, so {} play neither.`,
				[Math.abs(total - onlyA - onlyB - 2 * both), none + both],
			);
		},
		(random) => threeSets(random, 'none of the three'),
		(random) => threeSets(random, 'exactly one of the three'),
	],
};

/** A survey over three sets, built from its eight regions so that it is always possible. */
function threeSets(random: Random, asked: 'none of the three' | 'exactly one of the three') {
	const [a, b, c, ab, ac, bc, abc, none] = [5, 5, 5, 2, 2, 2, 1, 2].map((low) => random.integer(low, 4 * low)) as Eight;
	const [x, y, z] = random.shuffle(PASTIMES);
	const total = a + b + c + ab + ac + bc + abc + none;
	const [inX, inY, inZ] = [a + ab + ac + abc, b + ab + bc + abc, c + ac + bc + abc];
	const pairs = ab + ac + bc + 3 * abc;
	const prompt =
		`Of ${total} people at a camp, ${inX} play ${x}, ${inY} play ${y} and ${inZ} play ${z}. ${ab + abc} play both ${x} and ${y}, ` +
		`${ac + abc} play both ${x} and ${z}, ${bc + abc} play both ${y} and ${z}, and ${abc} ${abc === 1 ? 'plays' : 'play'} all three. ` +
		`How many play ${asked}?`;
	const sums = `Inclusion and exclusion: ${inX + inY + inZ} − ${pairs} + ${abc} = ${total - none} play at least one.`;
	if (asked === 'none of the three') {
		return numberProblem(prompt, none, `${sums} That leaves {}.`, [none + abc, Math.abs(total - inX - inY - inZ + pairs)]);
	}
	const several = ab + ac + bc + abc;
	return numberProblem(prompt, a + b + c, `${sums} ${several} of them play two or three, so {} play exactly one.`, [
		a + b + c + none,
		total - none,
		inX + inY + inZ - pairs,
	]);
}

type Eight = [number, number, number, number, number, number, number, number];
