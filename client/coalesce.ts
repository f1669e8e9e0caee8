/** Free of VS Code, so that it is tested without it. */

/**
 * Runs a task for a key, never twice at a time: all calls that come while it runs are answered by one more run after it. Bursts of
 * events cost two runs, and an answer is never overtaken by an older one.
 *
 * @param onError told of runs that fail; the next call runs again.
 */
export function coalesce(run: (key: string) => Promise<void>, onError: (error: unknown) => void): (key: string) => void {
	/** The keys whose task runs, and whether it was called again. */
	const running = new Map<string, boolean>();
	const loop = async (key: string): Promise<void> => {
		do {
			running.set(key, false);
			await run(key).catch(onError);
		} while (running.get(key) === true);
		running.delete(key);
	};
	return (key) => {
		if (running.has(key)) running.set(key, true);
		else void loop(key);
	};
}
