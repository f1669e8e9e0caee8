import type { Family } from '../problem.ts';
import { numberProblem, textProblem } from '../problem.ts';

export const bases: Family = {
	source: 'bases',
	ease: -0.3,
	levels: [
		(random) => {
			const value = random.integer(9, 63);
			const answer = value.toString(2);
			const work = `Dividing by two again and again and reading the remainders backwards gives {}.`;
			const mistakes = [(value + 1).toString(2), [...answer].reverse().join(''), (value - 1).toString(2), (value ^ 2).toString(2)];
			return textProblem(`Write the number ${value} in binary.`, answer, work, mistakes);
		},
		(random) => {
			const value = random.integer(70, 500);
			const work = `Adding the powers of two where the digit is 1 gives {}.`;
			const prompt = `Which decimal number is the binary number ${value.toString(2)}?`;
			return numberProblem(prompt, value, work, [value * 2, value ^ 4, value ^ 16]);
		},
		(random) => {
			const value = random.integer(160, 4000);
			const digits = value.toString(16).toUpperCase();
			const work = `With A = 10 to F = 15, the digits of ${digits} weigh 1, 16 and 256 from the right; the sum is {}.`;
			const prompt = `Which decimal number is the hexadecimal number ${digits}?`;
			return numberProblem(prompt, value, work, [value + 16, value - 16, value + 256, Math.abs(value - 256)]);
		},
		(random) => {
			const [a, b] = [random.integer(17, 63), random.integer(9, 31)];
			return textProblem(
				`Add the binary numbers ${a.toString(2)} and ${b.toString(2)}, and give the result in binary.`,
				(a + b).toString(2),
				`Column by column with carries: {}.`,
				[(a ^ b).toString(2), (a | b).toString(2), (a + b + 1).toString(2), (a + b - 2).toString(2), (a + b + 4).toString(2)],
			);
		},
		(random) => {
			const base = random.integer(3, 9);
			const [a, b] = [random.integer(base * base, base ** 3 - 1), random.integer(base, base ** 3 - 1)];
			const [left, right, answer] = [a, b, a + b].map((value) => value.toString(base)) as [string, string, string];
			return textProblem(
				`In base ${base}, what is ${left} + ${right}? Give the result in base ${base}.`,
				answer,
				`Adding from the right and carrying whenever a column reaches ${base} gives {}.`,
				[
					String(Number(left) + Number(right)),
					String(a + b),
					(a + b - base).toString(base),
					(a + b + base).toString(base),
					(a + b + 1).toString(base),
				],
			);
		},
	],
};
