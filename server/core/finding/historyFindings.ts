/** Findings about how an example, or a training step, differs from what its history led to expect. */
import type { FindingCode } from '../../../shared/findingCodes.ts';
import { formatCount, formatQuantity, formatRate } from '../../../shared/format.ts';
import type { Settings } from '../../../shared/settings.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { type DriftSide, drifted, driftOf } from '../dataset/drift.ts';
import { outagesIn } from '../dataset/outage.ts';
import { visitRanges } from '../dataset/visitLog.ts';

interface HistoryFinding {
	readonly code: FindingCode;
	readonly message: string;
	/** 0-based. */
	readonly lineNumber: number;
}

/** Prompts whose success rate has moved. */
export function* driftFindings({ visits, columns }: Dataset): Iterable<HistoryFinding> {
	if (visits === undefined) return;
	for (const range of visitRanges(visits)) {
		const drift = driftOf(visits, range);
		if (drift === undefined || drift.logBayesFactor < drifted) continue;
		const rate = ({ successes, trials }: DriftSide): string =>
			`${formatCount(successes)} of ${formatCount(trials)} solved (${formatRate(successes / trials)})`;
		yield {
			code: 'drifted',
			lineNumber: columns.firstLine[visits.examples[range.start]!]!,
			message: `The success rate has moved: ${rate(drift.early)} at earlier visits, ${rate(drift.late)} at later ones.`,
		};
	}
}

/** Training steps at which nothing succeeded that should have, at the line of the first prompt that was visited then. */
export function* outageFindings(dataset: Dataset, settings: Pick<Settings, 'prior' | 'discount'>): Iterable<HistoryFinding> {
	for (const { step, source, example, prompts, rollouts } of outagesIn(dataset, settings)) {
		yield {
			code: 'outage',
			lineNumber: dataset.columns.firstLine[example]!,
			message:
				`Step ${step}${source === null ? '' : `, source ${JSON.stringify(source)}`}: none of ${formatQuantity(rollouts, 'rollout')} of ${formatQuantity(prompts, 'prompt')} succeeded, ` +
				'although earlier steps make that all but impossible. Look for a grader that was down before you count these rollouts.',
		};
	}
}
