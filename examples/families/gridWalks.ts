import type { Family } from '../problem.ts';
import { textProblem } from '../problem.ts';
import type { Random } from '../random.ts';
import { people } from '../words.ts';

type Point = readonly [east: number, north: number];
const HEADINGS: readonly Point[] = [
	[0, 1],
	[1, 0],
	[0, -1],
	[-1, 0],
];
const HEADING_NAMES = ['north', 'east', 'south', 'west'] as const;

function pointProblem(prompt: string, [x, y]: Point, work: string, mistakes: readonly Point[] = []) {
	const slips = [...mistakes, [y, x], [x, -y], [-x, y], [x + 1, y], [x, y - 1]].map(([east, north]) => `(${east}, ${north})`);
	const form = 'Give the end point as (x, y), where x counts steps east and y steps north.';
	return textProblem(`${prompt} ${form}`, `(${x}, ${y})`, work, slips);
}

/** A program of a robot that faces north: `forward n` and a turn, so many times. */
function robot(random: Random, commands: number, repeats: number) {
	const turns = [
		['turn right', 1],
		['turn left', 3],
		['turn around', 2],
	] as const;
	const program = Array.from({ length: commands }, () => ({
		steps: random.integer(1, 6),
		turn: random.pick(turns.slice(0, commands > 3 ? 3 : 2)),
	}));
	const follow = (times: number, handed: 1 | 3): Point => {
		let [x, y, heading] = [0, 0, 0];
		for (let round = 0; round < times; round++) {
			for (const { steps, turn } of program) {
				x += HEADINGS[heading]![0] * steps;
				y += HEADINGS[heading]![1] * steps;
				heading = (heading + turn[1] * handed) % 4;
			}
		}
		return [x, y];
	};
	const listing = program.map(({ steps, turn: [name] }) => `forward ${steps}, ${name}`).join(', ');
	const again = repeats === 1 ? 'It obeys the commands' : `It obeys these commands ${repeats} times over`;
	return pointProblem(
		`A robot stands at (0, 0) and faces north. ${again}: ${listing}. Where is it then?`,
		follow(repeats, 1),
		`Keeping track of position and heading, command by command, the robot ends at {}.`,
		[follow(repeats, 3), follow(1, 1)],
	);
}

function compassWalk(random: Random, legs: number) {
	const [name] = people(random);
	let [x, y] = [0, 0];
	const stages = Array.from({ length: legs }, (_, leg) => {
		const [heading, steps] = [(leg + random.integer(0, 1) * 2 + 1) % 4, random.integer(2, 15)];
		x += HEADINGS[heading]![0] * steps;
		y += HEADINGS[heading]![1] * steps;
		return `${steps} steps ${HEADING_NAMES[heading]}`;
	});
	return pointProblem(
		`${name} starts at (0, 0) and walks ${stages.slice(0, -1).join(', ')} and ${stages.at(-1)}.`,
		[x, y],
		`East and west add up to ${x}, north and south to ${y}: {}.`,
	);
}

export const gridWalks: Family = {
	source: 'grid-walks',
	ease: -0.2,
	levels: [
		(random) => compassWalk(random, 2),
		(random) => compassWalk(random, 4),
		(random) => robot(random, 3, 1),
		(random) => robot(random, 5, 1),
		(random) => robot(random, random.integer(3, 4), random.pick([3, 5, 6, 7, 10])),
	],
};
