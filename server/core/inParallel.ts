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

/** Waits for all, also where one fails, so that nothing goes on behind the caller's back. @throws the first failure. */
export async function allDone(works: readonly Promise<unknown>[]): Promise<void> {
	const failed = (await Promise.allSettled(works)).find((result) => result.status === 'rejected');
	if (failed !== undefined) throw failed.reason;
}
