/** Algorithm 1 of InSight, played through before it is paid for. */
import { createRandom } from '../../../shared/random.ts';
import type { Pool } from '../pool.ts';
import { nonDegenerate } from '../strategies/nonDegenerate.ts';
import { type Batch, chooseBatch, createCandidateDraw, isKept, type RunRules } from './batch.ts';
import { createRunState, poolAt, type RunState, recordVisit } from './runState.ts';
import type { World } from './world.ts';

/** What happened at one step. */
export interface StepRecord {
	/** 1-based. */
	readonly step: number;
	/** Indices of the examples that were rolled out. */
	readonly chosen: Int32Array;
	/** Groups whose rewards are not all equal: as many as the beliefs expected, and as many as there were. */
	readonly expectedUseful: number;
	readonly drawnUseful: number;
	/** Averages over the chosen before their rollouts: mean and evidence of the belief. 0 where none were chosen. */
	readonly mean: number;
	readonly evidence: number;
	/** Chosen ones that had been chosen at an earlier step of the run. */
	readonly revisits: number;
	/** Examples of the pool without rollouts, after the step. */
	readonly unseenLeft: number;
	/** Examples of the pool that the run has not visited yet, after the step. */
	readonly unvisitedLeft: number;
}

export interface SimulationRequest {
	readonly steps: number;
	readonly world: World;
	/** Runs of one seed differ by their number; each has streams of its own for candidates, rollouts and strategy. */
	readonly seed: number;
	readonly run: number;
}

/** Streams of random numbers that a run has: candidates, so that all strategies are offered the same, rewards, strategy. */
const streamsOfRun = 3;

/** Plays one run through. The same for the same arguments on any machine. */
export function simulateRun(pool: Pool, rules: RunRules, { steps, world, seed, run }: SimulationRequest): readonly StepRecord[] {
	const state = createRunState(pool, rules.prior);
	const [forCandidates, forRewards, forStrategy] = [0, 1, 2].map((stream) => createRandom(run * streamsOfRun + stream, seed));
	const draw = createCandidateDraw(pool.size, rules);
	const { parameters } = rules;
	const values = isKept(rules) ? rules.strategy.values(pool, parameters, seed) : undefined;
	let unseenLeft = 0;
	for (const trials of pool.trials) if (trials === 0) unseenLeft++;
	let unvisitedLeft = pool.size;
	const records: StepRecord[] = [];
	for (let step = 1; step <= steps; step++) {
		const strategySeed = Math.floor(forStrategy!() * 2 ** 32);
		const batch = chooseBatch(state, rules, { step, candidates: draw(forCandidates!), seed: strategySeed, values });
		const record = describeBatch(batch, state, rules);
		unseenLeft -= record.unseen;
		unvisitedLeft -= batch.chosen.length - record.revisits;
		let drawnUseful = 0;
		batch.chosen.forEach((index, at) => {
			const successes = world(index, batch.pool.alpha[at]!, batch.pool.beta[at]!, parameters.k, forRewards!);
			if (successes > 0 && successes < parameters.k) drawnUseful++;
			recordVisit(state, index, { successes, trials: parameters.k }, rules.discount, step);
		});
		if (values !== undefined) renew(values, state, batch.chosen, rules, step);
		const { expectedUseful, mean, evidence, revisits } = record;
		records.push({ step, chosen: batch.chosen, expectedUseful, drawnUseful, mean, evidence, revisits, unseenLeft, unvisitedLeft });
	}
	return records;
}

/** Values of the visited examples, which have new beliefs. */
function renew(values: Float64Array, state: RunState, visited: Int32Array, rules: RunRules, step: number): void {
	const renewed = rules.strategy.values(poolAt(state, visited, rules.prior, rules.discount, step + 1), rules.parameters, 0);
	visited.forEach((index, at) => {
		values[index] = renewed[at]!;
	});
}

function describeBatch({ chosen, pool }: Batch, { lastStep }: RunState, { parameters }: RunRules) {
	const sums = { expectedUseful: 0, mean: 0, evidence: 0, revisits: 0, unseen: 0 };
	const useful = nonDegenerate.values(pool, parameters, 0);
	chosen.forEach((index, at) => {
		const [alpha, beta] = [pool.alpha[at]!, pool.beta[at]!];
		sums.expectedUseful += useful[at]!;
		sums.mean += alpha / (alpha + beta);
		sums.evidence += alpha + beta;
		if (lastStep[index]! > 0) sums.revisits++;
		if (pool.trials[at] === 0) sums.unseen++;
	});
	const count = Math.max(1, chosen.length);
	return { ...sums, mean: sums.mean / count, evidence: sums.evidence / count };
}
