import type { Family } from '../problem.ts';
import { numberProblem } from '../problem.ts';
import { drawUntil } from '../random.ts';
import { people } from '../words.ts';

export const motion: Family = {
	source: 'motion',
	ease: -0.2,
	levels: [
		(random) => {
			const [name] = people(random);
			const [how, low, high] = random.pick([
				['cycles', 14, 26],
				['walks', 4, 6],
				['drives', 50, 110],
				['paddles', 5, 9],
			] as const);
			const [speed, hours] = [random.integer(low, high), random.integer(2, 6)];
			const prompt = `${name} ${how} at a steady ${speed} km/h for ${hours} hours. How many kilometres is that?`;
			return numberProblem(prompt, speed * hours, `${speed} km/h × ${hours} h = {} km.`, [speed + hours]);
		},
		(random) => {
			const [speed, quarters] = [random.integer(12, 45) * 4, random.pick([3, 5, 6, 7, 9, 10, 11])];
			const [hours, minutes] = [Math.floor(quarters / 4), (quarters % 4) * 15];
			const time = [hours === 0 ? '' : hours === 1 ? '1 hour' : `${hours} hours`, `${minutes} minutes`].filter(Boolean);
			const distance = (speed * quarters) / 4;
			const prompt = `A train covers ${distance} km in ${time.join(' and ')}. What is its average speed in km/h?`;
			return numberProblem(prompt, speed, `That is ${quarters / 4} hours, and ${distance} ÷ ${quarters / 4} = {} km/h.`, [
				Math.round(distance / Number(`${hours}.${minutes}`)),
			]);
		},
		(random) => {
			const [a, b, minutes] = drawUntil(
				() => [random.integer(10, 60) * 2, random.integer(10, 60) * 2, random.integer(6, 30) * 5] as const,
				([p, q, t]) => p !== q && ((p + q) * t) % 60 === 0,
			);
			const distance = ((a + b) * minutes) / 60;
			return numberProblem(
				`Two trains, ${distance} km apart, travel towards each other at ${a} km/h and ${b} km/h. After how many minutes do they meet?`,
				minutes,
				`They approach at ${a + b} km/h, and ${distance} ÷ ${a + b} × 60 = {} minutes.`,
				[Math.round((60 * distance) / Math.abs(a - b)), Math.round((120 * distance) / (a + b))],
			);
		},
		(random) => {
			const [first, second] = people(random);
			const [a, b] = drawUntil(
				() => [random.integer(2, 15), random.integer(3, 20)] as const,
				([p, q]) => p < q && (60 * p * q) % (p + q) === 0,
			);
			const job = random.pick(['paint the fence', 'weed the garden', 'sort the archive', 'clean the boat']);
			return numberProblem(
				`Alone, ${first} would need ${a} hours to ${job} and ${second} would need ${b}. How many minutes does it take them together?`,
				(60 * a * b) / (a + b),
				`In an hour they do $\\frac{1}{${a}} + \\frac{1}{${b}}$ of the job, so it takes them {} minutes.`,
				[30 * (a + b), 60 * (b - a)],
			);
		},
		(random) => {
			const [a, b] = drawUntil(
				() => [random.integer(8, 30) * 3, random.integer(8, 30) * 2] as const,
				([p, q]) => p !== q && (2 * p * q) % (p + q) === 0,
			);
			const vehicle = random.pick(['coach', 'delivery van', 'lorry', 'motorbike', 'taxi']);
			return numberProblem(
				`A ${vehicle} travels to its destination at ${a} km/h and back the same way at ${b} km/h. ` +
					`What is its average speed over the whole trip, in km/h?`,
				(2 * a * b) / (a + b),
				`For a distance $d$ each way the time is $\\frac{d}{${a}} + \\frac{d}{${b}}$; $2d$ over that is {} km/h.`,
				[(a + b) / 2, Math.round(Math.sqrt(a * b))],
			);
		},
	],
};
