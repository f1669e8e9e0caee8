import type { Family, Fraction } from '../problem.ts';
import { fractionProblem, greatestCommonDivisor } from '../problem.ts';
import type { Random } from '../random.ts';
import { drawUntil } from '../random.ts';
import { people } from '../words.ts';

/** A fraction between 0 and 1, in lowest terms, with a denominator from 3 to 9. */
function proper(random: Random): Fraction {
	return drawUntil(
		() => [random.integer(1, 8), random.integer(3, 9)] as const,
		([top, bottom]) => top < bottom && greatestCommonDivisor(top, bottom) === 1,
	);
}

export const fractions: Family = {
	source: 'fractions',
	ease: 0.3,
	levels: [
		(random) => {
			const [a, b, c] = drawUntil(
				() => [random.integer(1, 9), random.integer(1, 9), random.integer(5, 15)] as const,
				([x, y, z]) => x < z && y < z && (x + y) % z !== 0,
			);
			const work = `The denominators agree, so add the numerators: ${a} + ${b} = ${a + b} over ${c}, which is {}.`;
			return fractionProblem(`What is ${a}/${c} + ${b}/${c}?`, [a + b, c], work, [[a + b, 2 * c]]);
		},
		(random) => {
			const [[a, b], [c, d]] = drawUntil(
				() => [proper(random), proper(random)] as const,
				([[p, q], [r, s]]) => q !== s && p * s + r * q !== q * s,
			);
			const work = `Over the denominator ${b * d}: ${a * d} + ${c * b} = ${a * d + c * b}, so the sum is {}.`;
			return fractionProblem(`What is ${a}/${b} + ${c}/${d}?`, [a * d + c * b, b * d], work, [[a + c, b + d]]);
		},
		(random) => {
			const [[a, b], [c, d]] = drawUntil(
				() => [proper(random), proper(random)] as const,
				([[p, q], [r, s]]) => r > 1 && (p * s) % (q * r) !== 0,
			);
			const work = `Dividing by $\\frac{${c}}{${d}}$ is multiplying by $\\frac{${d}}{${c}}$; the result is {}.`;
			const prompt = `Divide: $\\frac{${a}}{${b}} \\div \\frac{${c}}{${d}}$.`;
			return fractionProblem(prompt, [a * d, b * c], work, [
				[a * c, b * d],
				[b * c, a * d],
			]);
		},
		(random) => {
			const [name] = people(random);
			const [[a, b], d] = [proper(random), random.integer(3, 7)];
			const vessel = random.pick(['water butt', 'fuel tank', 'oil can', 'paint bucket']);
			const prompt =
				`${name}'s ${vessel} is ${a}/${b} full. Then 1/${d} of what is in it is used up. ` +
				`What fraction of the ${vessel} is full now?`;
			const work = `What remains is ${d - 1}/${d} of ${a}/${b}, that is {}.`;
			return fractionProblem(prompt, [a * (d - 1), b * d], work, [
				[a * d - b, b * d],
				[a, b * d],
			]);
		},
		(random) => {
			const [[a, b], [c, d], [e, f]] = drawUntil(
				() => [proper(random), proper(random), proper(random)] as const,
				([[p, q], [r, s], [t, u]]) => p * s * u + q * r * t !== q * s * u,
			);
			const prompt = `Work out $\\frac{${a}}{${b}} + \\frac{${c}}{${d}} \\times \\frac{${e}}{${f}}$.`;
			const work = `The product comes first: $\\frac{${c * e}}{${d * f}}$. Adding $\\frac{${a}}{${b}}$ gives {}.`;
			return fractionProblem(prompt, [a * d * f + b * c * e, b * d * f], work, [
				[(a * d + b * c) * e, b * d * f],
				[a + c * e, b + d * f],
			]);
		},
	],
};
