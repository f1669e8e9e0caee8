import type { Family } from '../problem.ts';
import { numberProblem } from '../problem.ts';
import type { Random } from '../random.ts';
import { drawUntil } from '../random.ts';

/** 3 and −7 as `3x - 7`, in LaTeX. */
function linear(factor: number, constant: number, letter = 'x'): string {
	const head = `${factor === 1 ? '' : factor === -1 ? '-' : factor}${letter}`;
	return constant === 0 ? head : `${head} ${constant < 0 ? '-' : '+'} ${Math.abs(constant)}`;
}

function nonZero(random: Random, limit: number): number {
	return drawUntil(
		() => random.integer(-limit, limit),
		(value) => value !== 0,
	);
}

export const equations: Family = {
	source: 'equations',
	ease: 0.8,
	levels: [
		(random) => {
			const [x, a] = [random.integer(-15, 40), nonZero(random, 30)];
			const prompt = `Solve $${linear(1, a)} = ${x + a}$ for $x$.`;
			return numberProblem(prompt, x, `$x = ${linear(1, -a, String(x + a))}$, which is {}.`, [x + 2 * a]);
		},
		(random) => {
			const [x, a, b] = [random.integer(-12, 15), random.integer(2, 12), nonZero(random, 30)];
			return numberProblem(`Solve $${linear(a, b)} = ${a * x + b}$ for $x$.`, x, `$${a}x = ${a * x}$, so $x$ is {}.`, [
				Math.round((a * x + 2 * b) / a),
				a * x,
			]);
		},
		(random) => {
			const [x, a, b] = [random.integer(-12, 15), random.integer(4, 14), nonZero(random, 40)];
			const c = random.integer(1, a - 1);
			const d = (a - c) * x + b;
			return numberProblem(
				`Solve $${linear(a, b)} = ${linear(c, d)}$ for $x$.`,
				x,
				`Collecting terms, $${linear(a - c, 0)} = ${d - b}$, so $x$ is {}.`,
				[Math.round((d + b) / (a - c)), Math.round((d - b) / (a + c))],
			);
		},
		(random) => {
			const [x, a, b, c] = drawUntil(
				() => [random.integer(-9, 14), random.integer(2, 9), nonZero(random, 9), random.integer(2, 9)] as const,
				([root, p, q, r]) => p !== r && root + q !== 0 && (p * (root + q)) % r === 0 && (p * (root + q)) / r !== root,
			);
			const d = (a * (x + b)) / c - x;
			return numberProblem(
				`Solve $${a}(${linear(1, b)}) = ${c}(${linear(1, d)})$ for $x$.`,
				x,
				`Expanding, $${linear(a, a * b)} = ${linear(c, c * d)}$. Hence $${linear(a - c, 0)} = ${c * d - a * b}$ and $x$ is {}.`,
				[Math.round((d - b) / (a - c)), Math.round((c * d + a * b) / (a - c))],
			);
		},
		(random) => {
			const [x, y] = [random.integer(-9, 12), random.integer(-9, 12)];
			const [a, b, c, d] = drawUntil(
				() => [random.integer(2, 7), nonZero(random, 7), random.integer(2, 7), nonZero(random, 7)] as const,
				([p, q, r, s]) => p * s !== q * r && Math.abs(q) > 1 && Math.abs(s) > 1,
			);
			const side = (p: number, q: number) => `${p}x ${q < 0 ? '-' : '+'} ${Math.abs(q)}y = ${p * x + q * y}`;
			return numberProblem(
				`The numbers $x$ and $y$ satisfy $${side(a, b)}$ and $${side(c, d)}$. What is $x + y$?`,
				x + y,
				`Eliminating $y$ gives $x = ${x}$, and then $y = ${y}$. The sum is {}.`,
				[x - y, x, y, x * y],
			);
		},
	],
};
