import type { Family } from '../problem.ts';
import { greatestCommonDivisor, grouped, numberProblem } from '../problem.ts';
import { drawUntil } from '../random.ts';

function divisorCount(value: number): number {
	return Array.from({ length: value }, (_, index) => index + 1).filter((divisor) => value % divisor === 0).length;
}

export const divisors: Family = {
	source: 'divisors',
	ease: 0,
	levels: [
		(random) => {
			const [a, b, shared] = drawUntil(
				() => [random.integer(2, 11), random.integer(2, 11), random.integer(3, 15)] as const,
				([x, y]) => x !== y && greatestCommonDivisor(x, y) === 1,
			);
			const prompt = `What is the greatest common divisor of ${a * shared} and ${b * shared}?`;
			const work = `${a * shared} = ${a} × ${shared} and ${b * shared} = ${b} × ${shared}, and ${a} and ${b} share nothing more: {}.`;
			return numberProblem(prompt, shared, work, [shared * a * b, shared * 2]);
		},
		(random) => {
			const [a, b] = drawUntil(
				() => [random.integer(6, 30), random.integer(8, 40)] as const,
				([x, y]) => x < y && y % x !== 0 && greatestCommonDivisor(x, y) > 1,
			);
			const shared = greatestCommonDivisor(a, b);
			const [who, does] = random.pick([
				['Two buses', 'leave the station'],
				['Two lighthouses', 'flash'],
				['Two church bells', 'ring'],
				['Two lawn sprinklers', 'switch on'],
			]);
			return numberProblem(
				`${who} ${does} together; after that one of them does so every ${a} minutes and the other every ${b} minutes. ` +
					`How many minutes pass until they next coincide?`,
				(a * b) / shared,
				`The least common multiple of ${a} and ${b} is ${a} × ${b} ÷ ${shared} = {}.`,
				[a * b, shared, (a * b) / shared / 2],
			);
		},
		(random) => {
			const value = 2 ** random.integer(1, 5) * 3 ** random.integer(0, 3) * random.pick([1, 5, 7, 11, 13]);
			const work = `List them in pairs, from 1 × ${value} on, or multiply the exponents of the primes, each plus one: {}.`;
			const prompt = `How many positive divisors does ${value} have, counting 1 and ${value}?`;
			return numberProblem(prompt, divisorCount(value), work, [divisorCount(value) - 2, divisorCount(value) / 2]);
		},
		(random) => {
			const [p, q, r] = [random.pick([2, 3, 4, 5, 6]), random.pick([7, 11, 13]), random.pick([17, 19, 23, 29, 31, 37, 41])];
			const work = `${grouped(p * q * r)} = ${p * q} × ${r}, and ${r} is prime: {}.`;
			return numberProblem(`What is the largest prime factor of ${grouped(p * q * r)}?`, r, work, [q * r, p * q, q, p * r]);
		},
		(random) => {
			const [limit, a, b] = drawUntil(
				() => [random.integer(10, 60) * 10, random.integer(3, 9), random.integer(4, 12)] as const,
				([, x, y]) => x < y && y % x !== 0,
			);
			const multiple = (a * b) / greatestCommonDivisor(a, b);
			const [m, n, both] = [a, b, multiple].map((divisor) => Math.floor(limit / divisor)) as [number, number, number];
			return numberProblem(
				`How many whole numbers from 1 to ${limit} are divisible by ${a} or by ${b}, but not by both?`,
				m + n - 2 * both,
				`${m} are divisible by ${a}, ${n} by ${b}, and ${both} by both: ${m} + ${n} − 2 × ${both} = {}.`,
				[m + n - both, m + n, m + n - 2 * Math.floor(limit / (a * b))],
			);
		},
	],
};
