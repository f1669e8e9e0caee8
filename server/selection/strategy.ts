import type { ParameterName, StrategyName, StrategyParameters } from '../../shared/strategies.ts';
import type { Pool } from './pool.ts';

/** A way to choose a curriculum from counts. */
export interface Strategy {
	readonly name: StrategyName;
	/** What it looks at of the parameters. */
	readonly parameters: readonly ParameterName[];
	/** Whether its values depend on the seed. */
	readonly isRandom: boolean;
	/** Where it was published. */
	readonly source: string;
	/**
	 * A number an example, the higher the better. NaN: not to be chosen at all. Those that the strategy does not tell apart are equal; the
	 * tie-break of the pool orders them.
	 *
	 * @param seed a whole number from 0 to 2³² − 1. An example's random numbers depend on it and on the example's own hash alone, so that
	 * neither order nor company matters.
	 * @throws RangeError for parameters outside their domain, where they would be used.
	 */
	values(pool: Pool, parameters: StrategyParameters, seed: number): Float64Array;
}
