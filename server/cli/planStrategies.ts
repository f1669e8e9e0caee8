import { setImmediate } from 'node:timers/promises';
import type { StrategyName } from '../../shared/strategies.ts';
import type { RunRules } from '../selection/plan/batch.ts';
import { type StepRecord, simulateRun } from '../selection/plan/simulate.ts';
import { type Timeline, timelineOf } from '../selection/plan/timeline.ts';
import type { World } from '../selection/plan/world.ts';
import type { Pool } from '../selection/pool.ts';
import { strategyOf } from '../selection/strategyList.ts';

/** A strategy's simulated runs. */
export interface StrategyPlan {
	readonly strategy: StrategyName;
	readonly timeline: Timeline;
	/** The first of the runs, with the examples it chose. */
	readonly firstRun: readonly StepRecord[];
}

export interface PlanRequest {
	readonly strategies: readonly StrategyName[];
	readonly rules: Omit<RunRules, 'strategy'>;
	readonly steps: number;
	readonly runs: number;
	readonly seed: number;
	readonly createWorld: () => World;
	readonly signal: AbortSignal;
	readonly onRun: (runsDone: number) => void;
}

/**
 * Each strategy at equal cost: the same numbers of steps and rollouts, offered the same candidates.
 *
 * @throws the signal's reason when aborted; between two runs others have their turn.
 */
export async function planStrategies(pool: Pool, request: PlanRequest): Promise<readonly StrategyPlan[]> {
	const { strategies, rules, steps, runs, seed, createWorld, signal, onRun } = request;
	const plans: StrategyPlan[] = [];
	for (const name of strategies) {
		const world = createWorld();
		const records: (readonly StepRecord[])[] = [];
		for (let run = 0; run < runs; run++) {
			await setImmediate();
			signal.throwIfAborted();
			records.push(simulateRun(pool, { ...rules, strategy: strategyOf(name) }, { steps, world, seed, run }));
			onRun(plans.length * runs + run + 1);
		}
		plans.push({ strategy: name, timeline: timelineOf(records, pool.size), firstRun: records[0]! });
	}
	return plans;
}
