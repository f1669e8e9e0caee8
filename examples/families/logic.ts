import type { Family } from '../problem.ts';
import { numberProblem, textProblem } from '../problem.ts';
import type { Random } from '../random.ts';
import { drawUntil } from '../random.ts';
import { listed, people } from '../words.ts';

/** A statement of one inhabitant about all; `true` is a knight. */
interface Claim {
	readonly text: string;
	readonly holds: (isKnight: readonly boolean[]) => boolean;
}

function claim(random: Random, speaker: number, names: readonly string[]): Claim {
	const [one, two] = random.shuffle(names.map((_, index) => index).filter((index) => index !== speaker)) as [number, number];
	const knights = (all: readonly boolean[]) => all.filter(Boolean).length;
	const number = random.integer(1, names.length - 1);
	return random.pick<Claim>([
		{ text: `${names[one]} is a knave.`, holds: (all) => !all[one] },
		{ text: `${names[one]} and I are of the same kind.`, holds: (all) => all[one] === all[speaker] },
		{ text: `${names[one]} and ${names[two]} are of different kinds.`, holds: (all) => all[one] !== all[two] },
		{ text: `Exactly ${number} of us ${number === 1 ? 'is a knight' : 'are knights'}.`, holds: (all) => knights(all) === number },
		{ text: `At least one of ${names[one]} and ${names[two]} is a knight.`, holds: (all) => all[one]! || all[two]! },
		{ text: `If ${names[one]} is a knight, then so is ${names[two]}.`, holds: (all) => !all[one] || all[two]! },
	]);
}

/** Knights and knaves, drawn until exactly one way of telling them apart is consistent. */
function island(random: Random, size: 3 | 4) {
	const names = people(random).slice(0, size).sort();
	const worlds = Array.from({ length: 2 ** size }, (_, bits) => names.map((_, index) => ((bits >> index) & 1) === 1));
	const described = (world: readonly boolean[]) => names.filter((_, index) => world[index]).join(', ') || 'nobody';
	const { claims, solutions } = drawUntil(
		() => {
			const claims = names.map((_, speaker) => claim(random, speaker, names));
			return { claims, solutions: worlds.filter((world) => claims.every(({ holds }, who) => holds(world) === world[who])) };
		},
		({ claims, solutions }) => solutions.length === 1 && new Set(claims.map(({ text }) => text)).size === size,
	);
	const speeches = claims.map(({ text }, who) => `${names[who]} says: “${text}”`).join(' ');
	return textProblem(
		`On an island, knights always tell the truth and knaves always lie. ${speeches} Who are the knights? ` +
			`Give their names in alphabetical order, separated by commas, or “nobody”.`,
		described(solutions[0]!),
		`Supposing in turn that each of them is a knight or a knave, only one supposition agrees with all that is said; the knights: {}.`,
		random.shuffle(worlds).map(described).slice(0, 5),
	);
}

export const logic: Family = {
	source: 'logic',
	ease: -0.6,
	levels: [
		(random) => {
			const [a, b, c, d] = people(random);
			const [more, most] = random.pick([
				['taller', 'tallest'],
				['older', 'oldest'],
				['faster', 'fastest'],
				['stronger', 'strongest'],
			]);
			const facts = random.shuffle([`${a} is ${more} than ${b}`, `${b} is ${more} than ${c}`, `${d} is ${more} than ${a}`]);
			const work = `${d} is ahead of ${a}, ${a} of ${b} and ${b} of ${c}. That puts {} first.`;
			return textProblem(`${listed(facts)}. Who is the ${most} of the four?`, d, work, [a, b, c]);
		},
		(random) => {
			const [a, b, c, d] = people(random);
			const facts = random.shuffle([`${a} finished right behind ${b}`, `${c} finished ahead of ${b}`, `${d} finished behind ${a}`]);
			const event = random.pick(['a race', 'a chess tournament', 'a sailing regatta', 'a spelling contest']);
			return textProblem(
				`Four friends took part in ${event}, and no two shared a place. ${listed(facts)}. Who came third?`,
				a,
				`The order is ${c}, ${b}, ${a}, ${d}. Third is {}.`,
				[b, d, c],
			);
		},
		(random) => {
			const [not1, not2] = [random.pick(['', 'not ']), random.pick(['', 'not '])];
			const [inner, outer] = [random.pick(['and', 'or']), random.pick(['and', 'or'])];
			const [p, q, r] = random.shuffle(['p', 'q', 'r'] as const);
			const join = (word: string, left: boolean, right: boolean) => (word === 'and' ? left && right : left || right);
			const rows = [0, 1, 2, 3, 4, 5, 6, 7].filter((bits) => {
				const value = (bit: number, negation: string) => ((bits >> bit) & 1) === (negation === '' ? 1 : 0);
				return join(outer, join(inner, value(0, not1), value(1, '')), value(2, not2));
			});
			return numberProblem(
				`Each of p, q and r is either true or false. For how many of the 8 possibilities is “(${not1}${p} ${inner} ${q}) ${outer} ` +
					`${not2}${r}” true?`,
				rows.length,
				`Going through all 8 rows of the truth table, the statement is true in {} of them.`,
				[8 - rows.length, rows.length + 1, rows.length - 1],
			);
		},
		(random) => island(random, 3),
		(random) => island(random, 4),
	],
};
