/** Training sets without rollouts: what names their records, so that rollouts that stand elsewhere can be found. */
import type { ReadingSettings } from '../../shared/settings.ts';
import { parseFieldPath, showFieldPath } from '../core/json/fieldPath.ts';
import type { Detection } from './detect.ts';
import { groundTruthNames, promptNames } from './fieldNames.ts';
import { findField, findId, sourceField } from './fields.ts';
import { withKeyCounts } from './records.ts';
import type { Sample } from './sample.ts';
import { countedSuccess } from './successRule.ts';

/** Every record is an example of its own; rewards that the set has itself are not read. */
export function detectTrainingSet(sample: Sample, { group }: ReadingSettings): Detection {
	const records = withKeyCounts(sample.records);
	if (records.length === 0) return { format: undefined, reason: 'no record was found at the start of the file' };
	const [field] = group;
	const id = group.length === 1 && field !== undefined ? parseFieldPath(field) : findId(records);
	const prompt = findField(records, promptNames);
	const names = [id, prompt].filter((path) => path !== undefined).map((path) => `"${showFieldPath(path)}"`);
	const evidence =
		names.length > 0
			? `Its records are found among the rollouts by ${names.join(' or ')}.`
			: 'Its records have neither id nor prompt.';
	return {
		reason: evidence,
		format: {
			name: 'training-set',
			title: 'a training set, its rollouts elsewhere',
			mapping: {
				id,
				group: [],
				prompt,
				groundTruth: findField(records, groundTruthNames),
				source: sourceField(records),
				rewards: { kind: 'none' },
				success: { ...countedSuccess, reason: 'as in the rollouts' },
			},
			evidence: [evidence],
			doubts: [],
			traps: [],
			models: [],
			runnerUp: undefined,
		},
	};
}
