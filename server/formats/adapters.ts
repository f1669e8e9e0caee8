import type { Adapter } from './adapter.ts';
import { areal } from './adapters/areal.ts';
import { bigMath, deepScaler, intellect, polaris, skyworkOr1 } from './adapters/difficulty.ts';
import { primeRl, verifiersEpisodes } from './adapters/episodes.ts';
import { evalPlus } from './adapters/evalPlus.ts';
import { humanEval } from './adapters/humanEval.ts';
import { inspect } from './adapters/inspect.ts';
import { liveCodeBench } from './adapters/liveCodeBench.ts';
import { lmEvaluationHarness } from './adapters/lmEvaluationHarness.ts';
import { msSwift } from './adapters/msSwift.ts';
import { nemoGym } from './adapters/nemoGym.ts';
import { nemoRl } from './adapters/nemoRl.ts';
import { nemoSkills } from './adapters/nemoSkills.ts';
import { difficultyScore, verlMetrics } from './adapters/notRollouts.ts';
import { openInstruct } from './adapters/openInstruct.ts';
import { primeRlRollouts } from './adapters/primeRlRollouts.ts';
import { qwenMath } from './adapters/qwenMath.ts';
import { reasoningGym } from './adapters/reasoningGym.ts';
import { rewardList } from './adapters/rewardList.ts';
import { rllm } from './adapters/rllm.ts';
import { rolloutLine } from './adapters/rolloutLine.ts';
import { rolloutList } from './adapters/rolloutList.ts';
import { siblingObjects } from './adapters/siblingObjects.ts';
import { skyRl } from './adapters/skyRl.ts';
import { slime } from './adapters/slime.ts';
import { solveRate } from './adapters/solveRate.ts';
import { successCounts } from './adapters/successCounts.ts';
import { tau2 } from './adapters/tau2.ts';
import { tinkerCookbook } from './adapters/tinkerCookbook.ts';
import { treeOfThoughts } from './adapters/treeOfThoughts.ts';
import { trl } from './adapters/trl.ts';
import { verifiers } from './adapters/verifiers.ts';
import { verl } from './adapters/verl.ts';

/**
 * Every format that is known, in the order in which they are tried: a framework's layout before the shapes that any script may write.
 * Of several shapes that fit equally well the first is taken.
 */
export const adapters: readonly Adapter[] = [
	primeRl,
	verifiersEpisodes,
	primeRlRollouts,
	verifiers,
	verl,
	lmEvaluationHarness,
	inspect,
	nemoGym,
	nemoSkills,
	nemoRl,
	humanEval,
	evalPlus,
	areal,
	rllm,
	tau2,
	tinkerCookbook,
	skyRl,
	slime,
	openInstruct,
	msSwift,
	trl,
	qwenMath,
	liveCodeBench,
	treeOfThoughts,
	reasoningGym,
	skyworkOr1,
	polaris,
	bigMath,
	intellect,
	deepScaler,
	rewardList,
	rolloutList,
	siblingObjects,
	successCounts,
	rolloutLine,
	solveRate,
];

/** What is known and is no rollouts: recognised so that it can be refused with the reason. */
export const refusedFormats: readonly Adapter[] = [verlMetrics, difficultyScore];
