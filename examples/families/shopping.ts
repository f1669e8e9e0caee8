import type { Family } from '../problem.ts';
import { euros, moneyProblem, numberProblem } from '../problem.ts';
import type { Random } from '../random.ts';
import { GOODS, people } from '../words.ts';

/** Two different kinds of goods with a price in cents each, a multiple of 20 so that whole percentages stay exact. */
function basket(random: Random) {
	const [first, second] = random.shuffle(GOODS);
	const price = (low: number, high: number) => random.integer(low * 5, high * 5) * 20;
	return [
		{ goods: first![0], count: random.integer(2, 6), cents: price(first![1], first![2]) },
		{ goods: second![0], count: random.integer(2, 6), cents: price(second![1], second![2]) },
	] as const;
}

export const shopping: Family = {
	source: 'shopping',
	ease: 0.9,
	levels: [
		(random) => {
			const [name] = people(random);
			const [goods, low, high] = random.pick(GOODS);
			const [count, price] = [random.integer(3, 12), random.integer(low, high)];
			return numberProblem(
				`${name} buys ${count} ${goods} at €${price} each. How many euros does ${name} pay?`,
				count * price,
				`${count} × €${price} = €{}.`,
				[(count - 1) * price, count + price],
			);
		},
		(random) => {
			const [name] = people(random);
			const [goods, low, high] = random.pick(GOODS);
			const [count, price] = [random.integer(2, 7), random.integer(low, high)];
			const note = [20, 50, 100, 200, 500].find((value) => value > count * price)!;
			return numberProblem(
				`${name} buys ${count} ${goods} at €${price} each and pays with a €${note} note. How many euros of change are due?`,
				note - count * price,
				`The ${goods} cost ${count} × €${price} = €${count * price}, and €${note} − €${count * price} = €{}.`,
				[note - (count - 1) * price, count * price],
			);
		},
		(random) => {
			const [name] = people(random);
			const [first, second] = basket(random);
			const [left, right] = [first.count * first.cents, second.count * second.cents];
			return moneyProblem(
				`${name} buys ${first.count} ${first.goods} at ${euros(first.cents)} each and ${second.count} ${second.goods} at ` +
					`${euros(second.cents)} each. How much is that in total?`,
				left + right,
				`The ${first.goods} come to ${euros(left)} and the ${second.goods} to ${euros(right)}, which makes €{}.`,
				[first.cents + second.cents, left + second.cents],
			);
		},
		(random) => {
			const [name] = people(random);
			const [{ goods, cents }] = basket(random);
			const count = random.integer(5, 17);
			const paid = count - Math.floor(count / 3);
			return moneyProblem(
				`A shop sells ${goods} at ${euros(cents)} each, and every third one is free. ${name} takes ${count}. ` +
					`How much does ${name} pay?`,
				paid * cents,
				`Of ${count} ${goods}, ${count - paid} are free, so ${paid} are paid for: ${paid} × ${euros(cents)} = €{}.`,
				[count * cents, (paid + 1) * cents, Math.ceil(count / 3) * cents],
			);
		},
		(random) => {
			const [name] = people(random);
			const [first, second] = basket(random);
			const [percent, delivery] = [random.pick([5, 10, 15, 20, 25]), random.pick([390, 450, 590])];
			const full = first.count * first.cents + second.count * second.cents;
			const reduced = (full * (100 - percent)) / 100;
			return moneyProblem(
				`${name} orders ${first.count} ${first.goods} at ${euros(first.cents)} each and ${second.count} ${second.goods} at ` +
					`${euros(second.cents)} each. A voucher takes ${percent}% off the goods, and delivery, which the voucher does not ` +
					`cover, costs ${euros(delivery)}. What is the final bill?`,
				reduced + delivery,
				`The goods cost ${euros(full)}; after the voucher ${euros(reduced)}; with delivery €{}.`,
				[((full + delivery) * (100 - percent)) / 100, reduced, full + delivery].map(Math.round),
			);
		},
	],
};
