/** Every strategy there is. A new one is a file in `strategies/` and a line here. */
import type { StrategyName } from '../../shared/strategies.ts';
import { band } from './strategies/band.ts';
import { difficultyWeightOnly } from './strategies/difficultyWeightOnly.ts';
import { dynamicSampling } from './strategies/dynamicSampling.ts';
import { easyToHard } from './strategies/easyToHard.ts';
import { expectedDifficulty } from './strategies/expectedDifficulty.ts';
import { expectedVarianceReduction } from './strategies/expectedVarianceReduction.ts';
import { hardestSolved } from './strategies/hardestSolved.ts';
import { insight } from './strategies/insight.ts';
import { insightSampled } from './strategies/insightSampled.ts';
import { inverseEvidence } from './strategies/inverseEvidence.ts';
import { learnability } from './strategies/learnability.ts';
import { mopps } from './strategies/mopps.ts';
import { mutualInformation } from './strategies/mutualInformation.ts';
import { nonDegenerate } from './strategies/nonDegenerate.ts';
import { random } from './strategies/random.ts';
import type { Strategy } from './strategy.ts';

export const strategies: readonly Strategy[] = [
	insight,
	mutualInformation,
	difficultyWeightOnly,
	expectedVarianceReduction,
	inverseEvidence,
	expectedDifficulty,
	mopps,
	insightSampled,
	nonDegenerate,
	dynamicSampling,
	band,
	learnability,
	hardestSolved,
	easyToHard,
	random,
];

export function strategyOf(name: StrategyName): Strategy {
	return strategies.find((strategy) => strategy.name === name)!;
}
