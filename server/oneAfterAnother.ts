/** A task that never runs twice at a time: all calls that come while it runs are answered by one more run after it. */
export function oneAfterAnother(task: () => Promise<void>): () => Promise<void> {
	let isWanted = false;
	let running: Promise<void> | undefined;
	const run = async (): Promise<void> => {
		try {
			while (isWanted) {
				isWanted = false;
				await task();
			}
		} finally {
			running = undefined;
		}
	};
	return () => {
		isWanted = true;
		running ??= run();
		return running;
	};
}
