import type { Family } from '../problem.ts';
import { greatestCommonDivisor, numberProblem } from '../problem.ts';
import { drawUntil } from '../random.ts';
import { people } from '../words.ts';

function powerModulo(base: number, exponent: number, modulus: number): number {
	let power = 1 % modulus;
	for (let step = 0; step < exponent; step++) power = (power * base) % modulus;
	return power;
}

/** The smallest positive number that leaves these remainders. */
function smallestWith(conditions: readonly (readonly [divisor: number, remainder: number])[]): number {
	let candidate = 1;
	while (!conditions.every(([divisor, remainder]) => candidate % divisor === remainder)) candidate++;
	return candidate;
}

export const remainders: Family = {
	source: 'remainders',
	ease: -0.3,
	levels: [
		(random) => {
			const [a, b] = [random.integer(60, 400), random.integer(6, 15)];
			const [quotient, remainder] = [Math.floor(a / b), a % b];
			const work = `${b} × ${quotient} = ${b * quotient}, and ${a} − ${b * quotient} = {}.`;
			return numberProblem(`What is the remainder when ${a} is divided by ${b}?`, remainder, work, [quotient, b - remainder]);
		},
		(random) => {
			const [base, exponent] = [random.pick([2, 3, 4, 7, 8, 9, 12, 13, 17, 18]), random.integer(11, 60)];
			const cycle = [1, 2, 3, 4].map((power) => powerModulo(base, power, 10));
			return numberProblem(
				`What is the last digit of $${base}^{${exponent}}$?`,
				powerModulo(base, exponent, 10),
				`The last digits of the powers of ${base} repeat: ${cycle.join(', ')}, … At exponent ${exponent} it is {}.`,
				[powerModulo(base, exponent + 1, 10), powerModulo(base, exponent + 3, 10), cycle[0]!],
			);
		},
		(random) => {
			const [base, exponent, modulus] = [random.integer(2, 12), random.integer(15, 99), random.pick([7, 11, 13, 17, 19])];
			return numberProblem(
				`What is the remainder when $${base}^{${exponent}}$ is divided by ${modulus}?`,
				powerModulo(base, exponent, modulus),
				`The powers of ${base} repeat modulo ${modulus} with a period that divides ${modulus - 1}. ` +
					`As ${exponent} leaves ${exponent % (modulus - 1)} modulo ${modulus - 1}, the remainder is {}.`,
				[powerModulo(base, exponent - 1, modulus), (base * exponent) % modulus, powerModulo(base, exponent + 1, modulus)],
			);
		},
		(random) => {
			const [p, q] = drawUntil(
				() => [random.integer(4, 11), random.integer(6, 15)] as const,
				([a, b]) => a < b && greatestCommonDivisor(a, b) === 1,
			);
			const [r, s] = [random.integer(1, p - 1), random.integer(1, q - 1)];
			const answer = smallestWith([
				[p, r],
				[q, s],
			]);
			return numberProblem(
				`What is the smallest positive whole number that leaves remainder ${r} when divided by ${p} and remainder ${s} when ` +
					`divided by ${q}?`,
				answer,
				`Try ${s}, ${s + q}, ${s + 2 * q}, … until the remainder on division by ${p} is ${r}: that happens at {}.`,
				[answer + p * q, answer + q, r + s],
			);
		},
		(random) => {
			const [a, b, c] = random.pick([
				[3, 5, 7],
				[4, 5, 7],
				[5, 6, 7],
				[3, 7, 8],
				[4, 7, 9],
				[5, 7, 8],
				[5, 8, 9],
			] as const);
			const [r, s, t] = [random.integer(1, a - 1), random.integer(1, b - 1), random.integer(1, c - 1)];
			const conditions = [
				[a, r],
				[b, s],
				[c, t],
			] as const;
			const [name] = people(random);
			const [thing, rows] = random.pick([
				['toy soldiers', 'rows'],
				['eggs', 'boxes'],
				['seedlings', 'trays'],
				['coins', 'stacks'],
			]);
			const answer = smallestWith(conditions);
			return numberProblem(
				`${name} is arranging ${thing} in ${rows}. In ${rows} of ${a}, ${r} would be left over; in ${rows} of ${b}, ${s}; ` +
					`in ${rows} of ${c}, ${t}. What is the smallest possible number of ${thing}?`,
				answer,
				`The first two conditions leave one number in every ${a * b}; of these the smallest that also fits the third is {}.`,
				[smallestWith(conditions.slice(0, 2)), answer + a * b * c, smallestWith(conditions.slice(1)), answer + a * b],
			);
		},
	],
};
