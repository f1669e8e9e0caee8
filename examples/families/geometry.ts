import type { Family } from '../problem.ts';
import { grouped, numberProblem } from '../problem.ts';

const TRIPLES = [
	[3, 4, 5],
	[5, 12, 13],
	[8, 15, 17],
	[7, 24, 25],
	[20, 21, 29],
	[9, 40, 41],
] as const;

export const geometry: Family = {
	source: 'geometry',
	ease: 0.1,
	levels: [
		(random) => {
			const [a, b] = [random.integer(18, 40), random.integer(5, 17)];
			const place = random.pick(['garden', 'car park', 'playground', 'vineyard', 'ice rink']);
			const shape = `A rectangular ${place} is ${a} m long and ${b} m wide.`;
			if (random.next() < 0.5) return numberProblem(`${shape} What is its area in m²?`, a * b, `${a} × ${b} = {}.`, [2 * (a + b)]);
			const work = `2 × (${a} + ${b}) = {}.`;
			return numberProblem(`${shape} What is its perimeter in metres?`, 2 * (a + b), work, [a + b, a * b]);
		},
		(random) => {
			const [a, b] = [random.integer(25, 85), random.integer(25, 85)];
			if (random.next() < 0.5) {
				const prompt = `Two angles of a triangle measure ${a}° and ${b}°. How many degrees does the third measure?`;
				return numberProblem(prompt, 180 - a - b, `180 − ${a} − ${b} = {}.`, [360 - a - b, a + b, 190 - a - b]);
			}
			const prompt = `One of the two equal angles of an isosceles triangle measures ${a}°. How many degrees does the angle at the tip measure?`;
			return numberProblem(prompt, 180 - 2 * a, `180 − 2 × ${a} = {}.`, [180 - a, (180 - a) / 2]);
		},
		(random) => {
			const [[a, b, c], scale] = [random.pick(TRIPLES), random.integer(1, 5)];
			if (random.next() < 0.5) {
				const prompt = `A ship sails ${a * scale} km north and then ${b * scale} km east. How many kilometres is it from its starting point?`;
				return numberProblem(prompt, c * scale, `The squares add up to ${(c * scale) ** 2}, whose root is {}.`, [(a + b) * scale]);
			}
			return numberProblem(
				`A wire ${c * scale} m long is stretched from the top of a mast to a point on level ground ${a * scale} m from its foot. ` +
					`How many metres high is the mast?`,
				b * scale,
				`$${c * scale}^2 - ${a * scale}^2 = ${(b * scale) ** 2}$, whose root is {}.`,
				[(c - a) * scale, Math.round(Math.hypot(a, c) * scale)],
			);
		},
		(random) => {
			const [a, b, path] = [random.integer(8, 30), random.integer(6, 20), random.integer(1, 3)];
			const place = random.pick(['swimming pool', 'flower bed', 'lawn', 'fish pond', 'vegetable patch']);
			return numberProblem(
				`A rectangular ${place} of ${a} m by ${b} m is surrounded by a path ${path} m wide on all sides. ` +
					`What is the area of the path in m²?`,
				(a + 2 * path) * (b + 2 * path) - a * b,
				`The outer rectangle has ${a + 2 * path} × ${b + 2 * path} = ${(a + 2 * path) * (b + 2 * path)} m², the inner ${a * b} m²: {}.`,
				[(a + path) * (b + path) - a * b, 2 * path * (a + b), (a + 2 * path) * (b + 2 * path)],
			);
		},
		(random) => {
			if (random.next() < 0.5) {
				const sides = random.integer(7, 30);
				return numberProblem(
					`The interior angles of a polygon add up to ${grouped((sides - 2) * 180)}°. How many diagonals does it have?`,
					(sides * (sides - 3)) / 2,
					`It has ${sides} corners, and ${sides} × ${sides - 3} ÷ 2 = {}.`,
					[(sides * (sides - 1)) / 2, ((sides - 2) * (sides - 5)) / 2, sides * (sides - 3)],
				);
			}
			const [x, y, z] = [random.integer(3, 12), random.integer(4, 12), random.integer(5, 12)];
			return numberProblem(
				`Three faces of a box that meet in a corner have areas of ${x * y} cm², ${y * z} cm² and ${x * z} cm². ` +
					`What is its volume in cm³?`,
				x * y * z,
				`The product of the three areas is the square of the volume, so the volume is {}.`,
				[x * y + y * z + x * z, 2 * (x * y + y * z + x * z)],
			);
		},
	],
};
