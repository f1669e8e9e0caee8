import type { Family } from '../problem.ts';
import { decimal, grouped, numberProblem } from '../problem.ts';
import { people } from '../words.ts';

export const units: Family = {
	source: 'units',
	ease: 0.6,
	levels: [
		(random) => {
			const [big, small, factor] = random.pick([
				['metres', 'centimetres', 100],
				['kilograms', 'grams', 1000],
				['hours', 'minutes', 60],
				['kilometres', 'metres', 1000],
				['litres', 'millilitres', 1000],
			] as const);
			const tenths = random.integer(12, 98);
			const prompt = `How many ${small} are there in ${tenths / 10} ${big}?`;
			return numberProblem(prompt, (tenths * factor) / 10, `${tenths / 10} × ${factor} = {}.`, [tenths * factor, tenths * 10]);
		},
		(random) => {
			const [name] = people(random);
			const [days, hours, minutes] = [random.integer(1, 3), random.integer(2, 21), random.integer(3, 55)];
			const task = random.pick(['a sailing trip', 'restoring a clock', 'a mountain hike', 'rendering a film', 'a train journey']);
			const total = (days * 24 + hours) * 60 + minutes;
			return numberProblem(
				`For ${task}, ${name} needed ${days} ${days === 1 ? 'day' : 'days'}, ${hours} hours and ${minutes} minutes. ` +
					`How many minutes is that altogether?`,
				total,
				`${days * 24 + hours} hours are ${(days * 24 + hours) * 60} minutes, and ${minutes} more make {}.`,
				[hours * 60 + minutes, (days * 24 + hours) * 100 + minutes, days * 24 * 60 + minutes],
			);
		},
		(random) => {
			const kind = random.integer(1, 3);
			if (kind === 1) {
				const celsius = random.integer(-5, 9) * 5;
				const prompt = `The forecast says ${String(celsius).replace('-', '−')} °C. How many degrees Fahrenheit is that?`;
				return numberProblem(prompt, (celsius * 9) / 5 + 32, `${celsius} × 9/5 + 32 = {}.`, [(celsius * 9) / 5, celsius + 32]);
			}
			const [animal, speed] = random.pick([
				['A cheetah', 28],
				['A hare', 19],
				['An ostrich', 18],
				['A swift', 31],
				['A racehorse', 17],
			] as const);
			const metres = speed + random.integer(-3, 3);
			const kilometres = decimal(metres * 3.6);
			if (kind === 2) {
				const prompt = `${animal} was clocked at ${metres} m/s. What is that in km/h?`;
				return numberProblem(prompt, metres * 3.6, `A metre per second is 3.6 km/h: {}.`, [metres * 6, metres / 3.6]);
			}
			const prompt = `${animal} was clocked at ${kilometres} km/h. What is that in m/s?`;
			return numberProblem(prompt, metres, `${kilometres} ÷ 3.6 = {}.`, [metres * 3.6 * 3.6, metres * 6]);
		},
		(random) => {
			const [name] = people(random);
			const [per100, distance, cents] = [
				random.integer(9, 17) * 5,
				random.integer(6, 24) * 20,
				random.pick([150, 160, 170, 180, 190]),
			];
			const litres = (per100 * distance) / 1000;
			return numberProblem(
				`${name}'s car uses ${per100 / 10} litres of petrol per 100 km, and a litre costs €${(cents / 100).toFixed(2)}. ` +
					`How many euros does the petrol for ${distance} km cost?`,
				(litres * cents) / 100,
				`${distance} km take ${decimal(litres)} litres, at €${(cents / 100).toFixed(2)} each that is €{}.`,
				[litres, (per100 * distance * cents) / 10_000],
			);
		},
		(random) => {
			const [a, b, c] = [random.integer(6, 16) * 5, random.integer(4, 10) * 5, random.integer(6, 12) * 5];
			const [rate, litres] = [random.pick([2, 3, 4, 5, 6, 8]), (a * b * c) / 1000];
			const [vessel, fluid] = random.pick([
				['aquarium', 'water'],
				['trough', 'water'],
				['vat', 'juice'],
				['tank', 'rainwater'],
			]);
			return numberProblem(
				`${vessel === 'aquarium' ? 'An' : 'A'} ${vessel} is ${a} cm long, ${b} cm wide and ${c} cm high inside. ` +
					`How many seconds does it take to fill it with ${fluid} at ${rate} litres per minute?`,
				(litres * 60) / rate,
				`It holds ${grouped(a * b * c)} cm³ = ${decimal(litres)} litres; divided by ${rate} and times 60 that is {} seconds.`,
				[litres / rate, (litres * 600) / rate, (litres * 60) / (rate + 1)],
			);
		},
	],
};
