import type { Family } from '../problem.ts';
import { numberProblem } from '../problem.ts';
import { drawUntil } from '../random.ts';
import { people, times } from '../words.ts';

export const ages: Family = {
	source: 'ages',
	ease: 0.2,
	levels: [
		(random) => {
			const [older, younger] = people(random);
			const [gap, age] = [random.integer(2, 18), random.integer(5, 40)];
			const prompt = `${older} is ${gap} years older than ${younger}. ${younger} is ${age}. How old is ${older}?`;
			return numberProblem(prompt, age + gap, `${age} + ${gap} = {}.`, [Math.abs(age - gap)]);
		},
		(random) => {
			const [older, younger] = people(random);
			const [factor, age] = [random.integer(2, 5), random.integer(4, 18)];
			return numberProblem(
				`${older} is ${times(factor)} as old as ${younger}. Together they are ${(factor + 1) * age} years old. ` +
					`How old is ${younger}?`,
				age,
				`Together they are ${factor + 1} times ${younger}'s age, so ${younger} is {}.`,
				[factor * age, Math.round(((factor + 1) * age) / factor)],
			);
		},
		(random) => {
			const [older, younger] = people(random);
			const [factor, years, age] = [random.integer(2, 4), random.integer(3, 12), random.integer(4, 14)];
			return numberProblem(
				`${younger} is ${age}. In ${years} years, ${older} will be ${times(factor)} as old as ${younger} will be then. ` +
					`How old is ${older} now?`,
				factor * (age + years) - years,
				`In ${years} years ${younger} will be ${age + years} and ${older} ${factor * (age + years)}; today ${older} is {}.`,
				[factor * (age + years), factor * age, factor * age - years],
			);
		},
		(random) => {
			const [older, younger] = people(random);
			const [now, then, years] = drawUntil(
				() => [random.integer(3, 5), random.integer(2, 4), random.integer(3, 24)] as const,
				([k, m, n]) => k > m && (n * (m - 1)) % (k - m) === 0 && (n * (m - 1)) / (k - m) <= 18,
			);
			const age = (years * (then - 1)) / (now - then);
			return numberProblem(
				`${older} is ${times(now)} as old as ${younger}. In ${years} years, ${older} will be only ${times(then)} as old as ` +
					`${younger}. How old is ${older} now?`,
				now * age,
				`With $y$ for ${younger}'s age, $${now}y + ${years} = ${then}(y + ${years})$, so $y = ${age}$ and ${older} is {}.`,
				[age, now * age + years, then * age],
			);
		},
		(random) => {
			const [first, second, third] = people(random);
			const [factor, age, gap, years] = [random.integer(2, 3), random.integer(6, 15), random.integer(2, 9), random.integer(2, 8)];
			const [oldest, middle] = [factor * age, factor * age - gap];
			const total = oldest + age + middle + 3 * years;
			return numberProblem(
				`${first} is ${times(factor)} as old as ${second}, and ${third} is ${gap} years younger than ${first}. In ${years} years ` +
					`the three of them will be ${total} years old together. How old is ${third} now?`,
				middle,
				`Today they are ${total - 3 * years} together. With $y$ for ${second}'s age, $${2 * factor + 1}y - ${gap} = ` +
					`${total - 3 * years}$, so $y = ${age}$ and ${third} is {}.`,
				[oldest, age, middle + years, Math.round((total - years + gap) / (2 * factor + 1)) * factor - gap],
			);
		},
	],
};
