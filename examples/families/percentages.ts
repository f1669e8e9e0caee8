import type { Family } from '../problem.ts';
import { decimal, grouped, numberProblem } from '../problem.ts';
import { drawUntil } from '../random.ts';

export const percentages: Family = {
	source: 'percentages',
	ease: 0.5,
	levels: [
		(random) => {
			const [percent, base] = [random.integer(1, 19) * 5, random.integer(2, 30) * 20];
			const work = `1% of ${base} is ${base / 100}, so ${percent}% is {}.`;
			return numberProblem(`What is ${percent}% of ${base}?`, (percent * base) / 100, work, [(percent * base) / 10]);
		},
		(random) => {
			const thing = random.pick(['jacket', 'bicycle', 'suitcase', 'desk lamp', 'tent', 'rucksack', 'coffee machine', 'guitar']);
			const [percent, price] = [random.integer(1, 10) * 5, random.integer(3, 24) * 20];
			const off = (percent * price) / 100;
			const prompt = `A ${thing} that cost €${price} is reduced by ${percent}%. What does it cost now, in euros?`;
			return numberProblem(prompt, price - off, `The reduction is €${off}, and €${price} − €${off} = €{}.`, [off, price + off]);
		},
		(random) => {
			const thing = random.pick(['monthly ticket', 'swimming pass', 'magazine subscription', 'parking permit', 'gym membership']);
			const [percent, before] = [random.pick([5, 10, 15, 20, 25, 40]), random.integer(2, 12) * 20];
			const after = (before * (100 + percent)) / 100;
			return numberProblem(
				`After a rise of ${percent}%, a ${thing} costs €${after}. How many euros did it cost before the rise?`,
				before,
				`€${after} is ${100 + percent}% of the old price, so the old price was ${after} ÷ ${(100 + percent) / 100} = €{}.`,
				[(after * (100 - percent)) / 100, after - percent],
			);
		},
		(random) => {
			const place = random.pick(['town', 'school district', 'colony of seabirds', 'fishing village', 'beehive']);
			const noun = place === 'beehive' ? 'bees' : place === 'colony of seabirds' ? 'birds' : 'inhabitants';
			const [up, down, start] = [random.pick([10, 20, 25, 40, 50]), random.pick([10, 20, 25, 30]), random.integer(4, 40) * 400];
			const middle = (start * (100 + up)) / 100;
			return numberProblem(
				`A ${place} had ${grouped(start)} ${noun}. Their number rose by ${up}% in the first year and fell by ${down}% in the ` +
					`second. How many were there in the end?`,
				(middle * (100 - down)) / 100,
				`After the first year there were ${grouped(middle)}; ${100 - down}% of these is {}.`,
				[(start * (100 + up - down)) / 100, (middle * down) / 100],
			);
		},
		(random) => {
			const [strong, weak, volume] = drawUntil(
				() => [random.integer(4, 16) * 5, random.integer(2, 12) * 5, random.integer(2, 30)] as const,
				([high, low, litres]) => high > low && (litres * (high - low)) % low === 0,
			);
			const liquid = random.pick(['cordial', 'cleaning fluid', 'salt solution', 'plant feed']);
			return numberProblem(
				`How many litres of water must be added to ${volume} litres of a ${strong}% ${liquid} to dilute it to ${weak}%?`,
				(volume * (strong - weak)) / weak,
				`The concentrate is ${decimal(volume * strong)} percent-litres; divided by ${weak} that fills ` +
					`${(volume * strong) / weak} litres, so {} litres are added.`,
				[(volume * strong) / weak, (volume * (strong - weak)) / strong],
			);
		},
	],
};
