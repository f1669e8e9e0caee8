/** What a benchmark entry is, and how its figures are taken. */

export interface BenchEntry {
	readonly name: string;
	/** Lines of a report; the ratio comes first, absolute figures are of this machine at this moment. */
	run(): readonly string[] | Promise<readonly string[]>;
}

export interface Contestant {
	readonly name: string;
	/** Does the work once and returns how many units it did. */
	work(): number;
}

/**
 * The median of each contestant's units a second. They take turns in each round, so that a drift of the machine's speed meets all alike.
 *
 * @param rounds after one to warm up; 0 for work so long that it warms up by itself, which is done once.
 */
export function ratesOf(contestants: readonly Contestant[], rounds = 7): ReadonlyMap<string, number> {
	const rates = new Map<string, number[]>(contestants.map(({ name }) => [name, []]));
	for (let round = 0; round <= rounds; round++) {
		for (const { name, work } of contestants) {
			const start = performance.now();
			const units = work();
			if (round > 0 || rounds === 0) rates.get(name)!.push((units / (performance.now() - start)) * 1000);
		}
	}
	return new Map(
		[...rates].map(([name, values]) => [name, values.sort((left, right) => left - right)[Math.floor(values.length / 2)]!]),
	);
}
