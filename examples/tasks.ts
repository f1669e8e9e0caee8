/** The pool: every family at every level, drawn until no prompt repeats. */
import { ages } from './families/ages.ts';
import { averages } from './families/averages.ts';
import { bases } from './families/bases.ts';
import { calendar } from './families/calendar.ts';
import { ciphers } from './families/ciphers.ts';
import { clock } from './families/clock.ts';
import { counting } from './families/counting.ts';
import { divisors } from './families/divisors.ts';
import { equations } from './families/equations.ts';
import { expressions } from './families/expressions.ts';
import { fractions } from './families/fractions.ts';
import { geometry } from './families/geometry.ts';
import { gridWalks } from './families/gridWalks.ts';
import { logic } from './families/logic.ts';
import { motion } from './families/motion.ts';
import { percentages } from './families/percentages.ts';
import { probability } from './families/probability.ts';
import { python } from './families/python.ts';
import { remainders } from './families/remainders.ts';
import { romanNumerals } from './families/romanNumerals.ts';
import { sequences } from './families/sequences.ts';
import { sets } from './families/sets.ts';
import { shopping } from './families/shopping.ts';
import { strings } from './families/strings.ts';
import { units } from './families/units.ts';
import type { Family, Problem } from './problem.ts';
import { createRandom, drawUntil } from './random.ts';

/** A problem with its place in the pool. */
export interface Task extends Problem {
	/** `fractions-3-07`: source, level and number. */
	readonly id: string;
	readonly source: string;
	/** 1 is the easiest, 5 the hardest. */
	readonly level: number;
	/** Counts the tasks of one source and level, from 1. */
	readonly number: number;
	/** How much easier than the average family the simulated policy finds it, in logits. */
	readonly ease: number;
}

export const FAMILIES: readonly Family[] = [
	...[shopping, expressions, fractions, percentages, averages],
	...[equations, ages, sequences, motion],
	...[remainders, divisors, bases, romanNumerals],
	...[probability, counting, sets, logic],
	...[units, calendar, clock, geometry, gridWalks],
	...[strings, ciphers, python],
];

/**
 * As many tasks of every family and level as asked for, in a shuffled order: a pool that is sorted by difficulty would show
 * in any view by line number. Asking for more keeps the earlier tasks as they are.
 */
export function createTasks(seed: number, perLevel: number): Task[] {
	const seen = new Set<string>();
	const tasks = FAMILIES.flatMap(({ source, ease, levels }) =>
		levels.flatMap((make, index) => {
			const level = index + 1;
			const random = createRandom(`${seed} ${source} ${level}`);
			return Array.from({ length: perLevel }, (_, before): Task => {
				const problem = drawUntil(
					() => make(random),
					({ prompt }) => !seen.has(prompt),
				);
				seen.add(problem.prompt);
				const number = before + 1;
				return { id: `${source}-${level}-${String(number).padStart(2, '0')}`, source, level, number, ease, ...problem };
			});
		}),
	);
	return createRandom(`${seed} order`).shuffle(tasks);
}
