/**
 * Runs a task for each item, a few of them at a time.
 *
 * @returns the results in the order of the items.
 * @throws what the first task that fails throws; no other is started then.
 */
export async function inParallel<Item, Result>(
	items: readonly Item[],
	atOnce: number,
	task: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
	const results: Result[] = new Array(items.length);
	let next = 0;
	const work = async (): Promise<void> => {
		while (next < items.length) {
			const index = next++;
			try {
				results[index] = await task(items[index]!);
			} catch (error) {
				next = items.length;
				throw error;
			}
		}
	};
	await Promise.all(Array.from({ length: atOnce }, work));
	return results;
}

/** As `Promise.all`, but waits for all also where one fails, so that nothing goes on behind the caller's back. */
export async function allDone<Results extends readonly unknown[]>(
	works: {
		readonly [At in keyof Results]: Promise<Results[At]>;
	},
): Promise<Results> {
	await Promise.allSettled(works);
	return (await Promise.all(works)) as unknown as Results;
}
