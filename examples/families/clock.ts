import type { Family } from '../problem.ts';
import { numberProblem, textProblem } from '../problem.ts';
import { drawUntil } from '../random.ts';

/** Minutes after midnight as 07:05; wraps around. */
function clockTime(minutes: number): string {
	const wrapped = ((minutes % 1440) + 1440) % 1440;
	return `${String(Math.floor(wrapped / 60)).padStart(2, '0')}:${String(wrapped % 60).padStart(2, '0')}`;
}

function timeProblem(prompt: string, minutes: number, work: string, mistakes: readonly number[] = []) {
	const slips = [...mistakes, minutes + 60, minutes - 60, minutes + 10, minutes - 40].map(clockTime);
	return textProblem(`${prompt} Answer in the form HH:MM.`, clockTime(minutes), work, slips);
}

const CITIES = [
	...([
		['Lisbon', 0],
		['Berlin', 60],
		['Athens', 120],
		['Nairobi', 180],
		['Dubai', 240],
		['Karachi', 300],
		['Mumbai', 330],
	] as const),
	...([
		['Kathmandu', 345],
		['Bangkok', 420],
		['Singapore', 480],
		['Tokyo', 540],
		['Brisbane', 600],
		['New York', -300],
	] as const),
];

export const clock: Family = {
	source: 'clock',
	ease: 0,
	levels: [
		(random) => {
			const [start, length] = [random.integer(8 * 12, 20 * 12) * 5, random.integer(5, 25) * 5];
			const what = random.pick(['film', 'lecture', 'football match', 'concert', 'rehearsal', 'committee meeting']);
			const prompt = `A ${what} starts at ${clockTime(start)} and lasts ${length} minutes. When does it end?`;
			return timeProblem(prompt, start + length, `${length} minutes after ${clockTime(start)} it is {}.`);
		},
		(random) => {
			const [begins, ends] = random.pick([
				['A train leaves', 'arrives'],
				['A ferry leaves', 'arrives'],
				['A hiking group sets out', 'returns'],
				['A shift begins', 'ends'],
			]);
			const [start, length] = [random.integer(5 * 60, 22 * 60), random.integer(65, 560)];
			const end = `${clockTime(start + length)}${start + length < 1440 ? '' : ' the next day'}`;
			return numberProblem(
				`${begins} at ${clockTime(start)} and ${ends} at ${end}. How many minutes is that?`,
				length,
				`Hours first, then minutes: {}.`,
				[length + 40, length - 60, length + 60],
			);
		},
		(random) => {
			const [lessons, length] = [random.integer(4, 8), random.pick([35, 40, 45, 50])];
			const [pause, lunch, start] = [random.pick([5, 10]), random.pick([25, 35, 45]), random.integer(92, 108) * 5];
			const total = lessons * length + (lessons - 2) * pause + lunch;
			return timeProblem(
				`School starts at ${clockTime(start)}. There are ${lessons} lessons of ${length} minutes; between two lessons there are ` +
					`${pause} minutes of break, except for one break, which is a lunch break of ${lunch} minutes. When does the last lesson end?`,
				start + total,
				`${lessons} lessons, ${lessons - 2} short breaks and lunch take ${total} minutes, so it is {}.`,
				[start + total + pause, start + total - lunch, start + lessons * length + lessons * pause + lunch],
			);
		},
		(random) => {
			const [[from, left], [to, right]] = drawUntil(
				() => [random.pick(CITIES), random.pick(CITIES)] as const,
				([a, b]) => a[1] !== b[1],
			);
			const [start, flight] = [random.integer(5 * 12, 23 * 12) * 5, random.integer(60, 160) * 5];
			const zone = (minutes: number) =>
				`UTC${minutes < 0 ? '−' : '+'}${Math.floor(Math.abs(minutes) / 60)}` + `${minutes % 60 === 0 ? '' : `:${minutes % 60}`}`;
			return timeProblem(
				`A plane leaves ${from} (${zone(left)}) at ${clockTime(start)} local time and flies ${Math.floor(flight / 60)} hours` +
					`${flight % 60 === 0 ? '' : ` and ${flight % 60} minutes`} to ${to} (${zone(right)}). What is the local time on arrival?`,
				start + flight + right - left,
				`On arrival it is ${clockTime(start + flight)} in ${from}; the clocks in ${to} show {}.`,
				[start + flight, start + flight + left - right],
			);
		},
		(random) => {
			const [hour, minute] = [random.integer(1, 12), random.integer(1, 29) * 2];
			const apart = Math.abs(30 * hour - 5.5 * minute) % 360;
			const naive = Math.abs(30 * hour - 6 * minute) % 360;
			return numberProblem(
				`What is the smaller angle, in degrees, between the hands of a clock at ${clockTime(hour * 60 + minute)}?`,
				Math.min(apart, 360 - apart),
				`The hour hand stands at ${(30 * hour + minute / 2) % 360}° and the minute hand at ${6 * minute}°; between them are {}°.`,
				[Math.min(naive, 360 - naive), Math.max(apart, 360 - apart)],
			);
		},
	],
};
