/** Computations that take a while, in slices: who runs one in the background lets others have their turn between two of them. */

/** Yields between slices of a few dozen milliseconds, and returns the result. */
export type Sliced<Result> = Generator<void, Result>;

/** How a computation in the background gives way. */
export interface Turns {
	readonly signal: AbortSignal;
	/** Resolves when others have had their turn; they have none unless given. */
	readonly pause?: () => Promise<unknown>;
}

/** The result at once. */
export function finished<Result>(work: Sliced<Result>): Result {
	for (let slice = work.next(); ; slice = work.next()) if (slice.done === true) return slice.value;
}

/**
 * The result in the background.
 *
 * @param pause resolves when others have had their turn.
 * @throws the signal's reason when aborted; what the computation throws.
 */
export async function inTurns<Result>(
	work: Generator<unknown, Result>,
	pause: () => Promise<unknown>,
	signal: AbortSignal,
): Promise<Result> {
	for (;;) {
		signal.throwIfAborted();
		const slice = work.next();
		if (slice.done === true) return slice.value;
		await pause();
	}
}
