import type { Family } from '../problem.ts';
import { numberProblem } from '../problem.ts';

const ASK = ['Work out', 'Evaluate', 'Calculate'] as const;

export const expressions: Family = {
	source: 'expressions',
	ease: 1.1,
	levels: [
		(random) => {
			const [a, b] = [random.integer(45, 99), random.integer(12, 44)];
			if (random.next() < 0.5) return numberProblem(`What is ${a} + ${b}?`, a + b, `${a} + ${b} = {}.`, [a + b - 10]);
			return numberProblem(`What is ${a} − ${b}?`, a - b, `${a} − ${b} = {}.`, [a - b + 10]);
		},
		(random) => {
			const [a, b, c] = [random.integer(3, 12), random.integer(11, 40), random.integer(3, 9)];
			const work = `Multiplication first: ${b} × ${c} = ${b * c}. Then ${a} + ${b * c} = {}.`;
			return numberProblem(`${random.pick(ASK)} ${a} + ${b} × ${c}.`, a + b * c, work, [(a + b) * c]);
		},
		(random) => {
			const [a, b, c, d] = [random.integer(20, 90), random.integer(3, 12), random.integer(10, 25), random.integer(2, 9)];
			const work = `The bracket is ${c - d}, and ${b} × ${c - d} = ${b * (c - d)}. Then ${a} − ${b * (c - d)} = {}.`;
			return numberProblem(`${random.pick(ASK)} ${a} − ${b} × (${c} − ${d}).`, a - b * (c - d), work, [
				(a - b) * (c - d),
				a - b * c - d,
			]);
		},
		(random) => {
			const [a, b] = [random.integer(20, 40), random.integer(5, 18)];
			const [c, d, e, f] = [random.integer(4, 15), random.integer(4, 15), random.integer(6, 19), random.integer(3, 9)];
			const [left, right] = [(a - b) * (c + d), e * f];
			return numberProblem(
				`${random.pick(ASK)} (${a} − ${b}) × (${c} + ${d}) − ${e} × ${f}.`,
				left - right,
				`${a - b} × ${c + d} = ${left} and ${e} × ${f} = ${right}; the difference is {}.`,
				[(left - e) * f, (a - b) * c + d - right, left + right],
			);
		},
		(random) => {
			const [a, c, e] = [random.integer(6, 15), random.integer(3, 9), random.integer(3, 12)];
			const [d, quotient] = [random.integer(3, 9), random.integer(4, 14)];
			const b = c * d + quotient * e;
			return numberProblem(
				`${random.pick(ASK)} ${a}² − (${b} − ${c} × ${d}) ÷ ${e} + ${c}³.`,
				a * a - quotient + c ** 3,
				`${a}² = ${a * a}, the bracket is ${quotient * e}, divided by ${e} that is ${quotient}, and ${c}³ = ${c ** 3}. Together {}.`,
				[a * a - quotient - c ** 3, 2 * a - quotient + 3 * c, a * a + quotient + c ** 3],
			);
		},
	],
};
