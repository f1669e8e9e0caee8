import type { Family } from '../problem.ts';
import { numberProblem, textProblem } from '../problem.ts';
import { ordinal } from '../words.ts';

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;
const MONTHS = [
	...['January', 'February', 'March', 'April', 'May', 'June', 'July'],
	...['August', 'September', 'October', 'November', 'December'],
];

/** Days since 1 January 1970, a Thursday. */
function dayNumber(year: number, month: number, day: number): number {
	return Date.UTC(year, month, day) / 86_400_000;
}

function weekday(days: number): string {
	return WEEKDAYS[(((days + 3) % 7) + 7) % 7]!;
}

function dateOf(days: number): string {
	return new Date(days * 86_400_000).toISOString().slice(0, 10);
}

function weekdayProblem(prompt: string, days: number, work: string) {
	return textProblem(prompt, weekday(days), work, [days + 1, days - 1, days + 2, days - 2, days + 3].map(weekday));
}

export const calendar: Family = {
	source: 'calendar',
	ease: -0.6,
	levels: [
		(random) => {
			const [today, ahead] = [random.integer(0, 6), random.integer(8, 60)];
			const work = `${ahead} days are ${Math.floor(ahead / 7)} weeks and ${ahead % 7} days, so it will be a {}.`;
			return weekdayProblem(`Today is a ${weekday(today)}. What day of the week will it be in ${ahead} days?`, today + ahead, work);
		},
		(random) => {
			const [month, early, late] = [random.integer(0, 11), random.integer(1, 9), random.integer(15, 28)];
			const [first, year] = [random.integer(0, 6), random.pick(['this year', 'next year'])];
			const prompt = `If ${early} ${MONTHS[month]} is a ${weekday(first)} ${year}, what day of the week is ${late} ${MONTHS[month]}?`;
			const work = `From the ${ordinal(early)} to the ${ordinal(late)} it is ${late - early} days, hence a {}.`;
			return weekdayProblem(prompt, first + late - early, work);
		},
		(random) => {
			const year = random.integer(2010, 2035);
			const [from, to] = [random.integer(0, 4), random.integer(6, 11)];
			const [start, end] = [random.integer(2, 28), random.integer(1, 27)];
			const days = dayNumber(year, to, end) - dayNumber(year, from, start);
			const leap = dayNumber(year, 2, 1) - dayNumber(year, 1, 1) === 29;
			return numberProblem(
				`How many days after ${start} ${MONTHS[from]} ${year} is ${end} ${MONTHS[to]} ${year}?`,
				days,
				`Adding the rest of ${MONTHS[from]}, the months between and ${end} days of ${MONTHS[to]}` +
					`${from < 2 ? `, with ${leap ? 29 : 28} days in February,` : ''} gives {}.`,
				[days + 1, days - 1, (to - from) * 30 + end - start],
			);
		},
		(random) => {
			const [year, later] = [random.integer(1990, 2016), random.integer(3, 18)];
			const [month, day] = [random.integer(0, 11), random.integer(1, 28)];
			const [before, after] = [dayNumber(year, month, day), dayNumber(year + later, month, day)];
			const leaps = after - before - 365 * later;
			return weekdayProblem(
				`${day} ${MONTHS[month]} ${year} was a ${weekday(before)}. On what day of the week does ${day} ${MONTHS[month]} ` +
					`${year + later} fall?`,
				after,
				`The weekday moves on by ${later} days for the years and ${leaps} for leap days, ${later + leaps} in all, to a {}.`,
			);
		},
		(random) => {
			const [year, ahead] = [random.integer(2019, 2031), random.integer(80, 400)];
			const [month, day] = [random.integer(0, 11), random.integer(1, 28)];
			const start = dayNumber(year, month, day);
			return textProblem(
				`Which date is ${ahead} days after ${day} ${MONTHS[month]} ${year}? Answer in the form YYYY-MM-DD.`,
				dateOf(start + ahead),
				`Counting off month by month, with a look at leap years, one arrives at {}.`,
				[start + ahead + 1, start + ahead - 1, start + ahead + 2, start + ahead + 30].map(dateOf),
			);
		},
	],
};
