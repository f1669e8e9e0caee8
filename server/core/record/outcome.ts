/** From the captured fields of one line to the counts that it contributes. */

import type { FieldPath } from '../json/fieldPath.ts';
import { readSiblings, readSum } from './composedOutcome.ts';
import { readCounts } from './countOutcome.ts';
import type { Mapping, RewardSource } from './mapping.ts';
import { readRate } from './rateOutcome.ts';
import { readList, readSingle } from './rewardOutcome.ts';
import { noOutcome, type Outcome, type ScannedLine } from './scannedLine.ts';

/** The paths that {@link readOutcome} looks for. */
export function outcomePaths(source: RewardSource): readonly FieldPath[] {
	switch (source.kind) {
		case 'list':
			return [source.list, source.reward, ...source.parallel, ...(source.declaredTrials ? [source.declaredTrials] : [])];
		case 'none':
			return [];
		case 'single':
			return [source.reward];
		case 'sum':
			return source.terms.flatMap(({ reward, weight }) => (typeof weight === 'number' ? [reward] : [reward, weight]));
		case 'siblings':
			return source.rewards;
		case 'counts':
			return typeof source.trials === 'number' ? [source.count] : [source.count, source.trials];
		case 'rate':
			return typeof source.trials === 'number' ? [source.rate] : [source.rate, source.trials];
	}
}

export function readOutcome(line: ScannedLine, mapping: Mapping): Outcome {
	const { rewards, success } = mapping;
	switch (rewards.kind) {
		case 'list':
			return readList(line, rewards, success);
		case 'none':
			return noOutcome();
		case 'single':
			return readSingle(line, rewards.reward, success);
		case 'sum':
			return readSum(line, rewards, success);
		case 'siblings':
			return readSiblings(line, rewards, success);
		case 'counts':
			return readCounts(line, rewards);
		case 'rate':
			return readRate(line, rewards);
	}
}
