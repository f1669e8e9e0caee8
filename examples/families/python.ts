import type { Family } from '../problem.ts';
import { numberProblem, spellingSlips, textProblem } from '../problem.ts';
import { backwards, WORDS } from '../words.ts';

function program(lines: readonly string[]): string {
	return `What does this Python program print?\n\n\`\`\`python\n${lines.join('\n')}\n\`\`\``;
}

export const python: Family = {
	source: 'python',
	ease: 0.3,
	levels: [
		(random) => {
			const [low, high] = [random.integer(1, 9), random.integer(12, 30)];
			const sum = ((low + high - 1) * (high - low)) / 2;
			const lines = ['total = 0', `for n in range(${low}, ${high}):`, '    total += n', 'print(total)'];
			return numberProblem(program(lines), sum, `It adds up ${low} to ${high - 1}, which is {}.`, [sum + high, sum - low]);
		},
		(random) => {
			const word = random.pick(WORDS);
			const [from, to] = [random.integer(0, 2), random.integer(3, 5)];
			const answer = word.slice(from, to) + word.at(-1) + backwards(word.slice(0, 2));
			return textProblem(
				program([`word = '${word}'`, `print(word[${from}:${to}] + word[-1] + word[1::-1])`]),
				answer,
				`The slices are ${word.slice(from, to)}, ${word.at(-1)} and ${backwards(word.slice(0, 2))}; joined they are {}.`,
				[word.slice(from, to + 1) + answer.slice(to - from), answer.slice(0, -2) + word.slice(0, 2), ...spellingSlips(answer)],
			);
		},
		(random) => {
			const start = random.integer(11, 99);
			const [factor, addend] = [3, 1];
			let [n, steps] = [start, 0];
			while (n !== 1) {
				n = n % 2 === 0 ? n / 2 : factor * n + addend;
				steps += 1;
			}
			const lines = [`n = ${start}`, 'steps = 0', 'while n != 1:', '    n = n // 2 if n % 2 == 0 else 3 * n + 1', '    steps += 1'];
			const work = `Following n from ${start} down to 1, the loop body runs {} times.`;
			return numberProblem(program([...lines, 'print(steps)']), steps, work, [steps + 1, steps - 1, steps + 2]);
		},
		(random) => {
			const [limit, modulus, offset] = [random.integer(5, 14), random.integer(3, 7), random.integer(1, 3)];
			let [count, diagonal] = [0, 0];
			for (let i = 0; i < limit; i++) {
				for (let j = i; j < limit; j++) {
					if ((i * j + offset) % modulus !== 0) continue;
					count += 1;
					if (i === j) diagonal += 1;
				}
			}
			const lines = ['count = 0', `for i in range(${limit}):`, `    for j in range(i, ${limit}):`];
			return numberProblem(
				program([...lines, `        if (i * j + ${offset}) % ${modulus} == 0:`, '            count += 1', 'print(count)']),
				count,
				`Row by row through the pairs with i ≤ j, the condition holds {} times.`,
				[count - diagonal, count * 2 - diagonal, count + 2].filter((value) => value >= 0),
			);
		},
		(random) => {
			const [p, q, depth] = [random.integer(2, 3), random.integer(2, 4), random.integer(6, 8)];
			const [zero, one] = [random.integer(0, 3), random.integer(1, 4)];
			const f = (n: number): number => (n === 0 ? zero : n === 1 ? one : p * f(n - 1) - q * f(n - 2));
			const lines = ['def f(n):', '    if n == 0:', `        return ${zero}`, '    if n == 1:', `        return ${one}`];
			return numberProblem(
				program([...lines, `    return ${p} * f(n - 1) - ${q} * f(n - 2)`, '', `print(f(${depth}))`]),
				f(depth),
				`From f(0) upwards: ${Array.from({ length: depth }, (_, n) => f(n)).join(', ')}, and then {}.`,
				[f(depth + 1), f(depth - 1), p * f(depth - 1) + q * f(depth - 2)],
			);
		},
	],
};
