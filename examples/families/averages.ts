import type { Family } from '../problem.ts';
import { numberProblem } from '../problem.ts';
import { drawUntil } from '../random.ts';
import { people } from '../words.ts';

export const averages: Family = {
	source: 'averages',
	ease: 0.4,
	levels: [
		(random) => {
			const [name] = people(random);
			const scores = drawUntil(
				() => Array.from({ length: 3 }, () => random.integer(41, 98)),
				(values) => (values[0]! + values[1]! + values[2]!) % 3 === 0,
			);
			const sum = scores.reduce((a, b) => a + b);
			const prompt = `${name} scored ${scores[0]}, ${scores[1]} and ${scores[2]} points in three tests. What is the mean score?`;
			return numberProblem(prompt, sum / 3, `The sum is ${sum}, and ${sum} ÷ 3 = {}.`, [scores[1]!, sum / 2]);
		},
		(random) => {
			const values = random.shuffle(Array.from({ length: 60 }, (_, index) => index + 3)).slice(0, 7);
			const sorted = [...values].sort((a, b) => a - b);
			return numberProblem(
				`What is the median of the numbers ${values.slice(0, 6).join(', ')} and ${values[6]}?`,
				sorted[3]!,
				`In order: ${sorted.join(', ')}. The one in the middle is {}.`,
				[values[3]!, sorted[2]!, sorted[4]!],
			);
		},
		(random) => {
			const [name] = people(random);
			const [target, count] = [random.integer(60, 85), random.integer(3, 5)];
			const scores = drawUntil(
				() => Array.from({ length: count }, () => target + random.integer(-14, 12)),
				(values) => {
					const missing = target * (count + 1) - values.reduce((a, b) => a + b);
					return missing >= 40 && missing <= 100;
				},
			);
			const sum = scores.reduce((a, b) => a + b);
			return numberProblem(
				`So far ${name} has scored ${scores.slice(0, -1).join(', ')} and ${scores.at(-1)} points in ${count} tests. ` +
					`How many points in the next test would bring the mean to exactly ${target}?`,
				target * (count + 1) - sum,
				`${count + 1} tests with a mean of ${target} need ${target * (count + 1)} points; ${sum} are there, so {} are missing.`,
				[target, target * count - sum + target - 1, target * 2 - Math.round(sum / count)],
			);
		},
		(random) => {
			const [m, n, x, y] = drawUntil(
				() => [random.integer(8, 30), random.integer(8, 30), random.integer(55, 90), random.integer(55, 90)] as const,
				([a, b, p, q]) => a !== b && p !== q && (a * p + b * q) % (a + b) === 0,
			);
			return numberProblem(
				`One class of ${m} pupils has a mean of ${x} points in a test, another class of ${n} pupils has a mean of ${y}. ` +
					`What is the mean of all ${m + n} pupils?`,
				(m * x + n * y) / (m + n),
				`Together they have ${m} × ${x} + ${n} × ${y} = ${m * x + n * y} points; divided by ${m + n} that is {}.`,
				[(x + y) / 2],
			);
		},
		(random) => {
			const [count, mean, change] = [random.integer(6, 15), random.integer(20, 60), random.pick([-3, -2, -1, 1, 2, 3])];
			return numberProblem(
				`The mean of ${count} numbers is ${mean}. When one of them is removed, the mean of the others is ${mean + change}. ` +
					`Which number was removed?`,
				count * mean - (count - 1) * (mean + change),
				`The sums are ${count * mean} before and ${(count - 1) * (mean + change)} after; the difference is {}.`,
				[mean - change, mean + change * count, count * mean - count * (mean + change) + mean],
			);
		},
	],
};
