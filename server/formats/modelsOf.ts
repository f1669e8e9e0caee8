import { eachItem, type FieldPath, valuesAt } from '../core/json/fieldPath.ts';
import type { Mapping } from '../core/record/mapping.ts';
import { modelNames, rolloutListNames } from './fieldNames.ts';
import { isText } from './fields.ts';
import type { Records } from './records.ts';

/** Where records name the model that drew a rollout: theirs, or that of each of a list. */
const paths: readonly FieldPath[] = [
	...modelNames.map((name) => name.split('.')),
	...rolloutListNames.flatMap((list) => modelNames.map((name) => [list, eachItem, ...name.split('.')])),
];

/** Behind the name of the model in that of a run: two runs of one model are of one policy. */
const timeOfRun = /_\d{8}_\d{6}$/;

/** The models that the rollouts of some records are of, by the first known field that says it; none where none does. */
export function modelsOf(records: Records, { rewards }: Mapping): readonly string[] {
	if (rewards.kind === 'siblings') return rewards.rewards.map(([model]) => String(model));
	for (const path of paths) {
		if (!records.keyCounts.has(path[0]!)) continue;
		const models = new Set(
			records.flatMap((record) =>
				valuesAt(record, path)
					.filter(isText)
					.map((name) => name.replace(timeOfRun, '')),
			),
		);
		if (models.size > 0) return [...models];
	}
	return [];
}
