import type { Adapter } from './adapter.ts';
import { rewardList } from './rewardList.ts';
import { rolloutLine } from './rolloutLine.ts';
import { rolloutList } from './rolloutList.ts';
import { solveRate } from './solveRate.ts';
import { successCounts } from './successCounts.ts';

/** Every format that is known. Where several fit a file equally well, the first of them is taken. */
export const adapters: readonly Adapter[] = [rewardList, rolloutList, successCounts, rolloutLine, solveRate];
