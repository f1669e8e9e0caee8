/** What to know about the training steps that a dataset tells. */
import { formatCount, formatQuantity } from '../../shared/format.ts';
import type { Settings } from '../../shared/settings.ts';
import type { Dataset } from '../core/dataset.ts';
import type { LoadedDataset } from '../core/loadDataset.ts';

/** The history in a few words, or `undefined` where there is none: `2 steps, 400 to 800 · discount 0.5 per visit`. */
export function describeHistory({ visits }: Dataset, { discount }: Settings): string | undefined {
	if (visits === undefined) return undefined;
	const steps = new Set(visits.steps);
	const range = [Math.min, Math.max].map((pick) => formatCount([...steps].reduce((left, right) => pick(left, right))));
	const fading = discount.lambda === 1 ? 'all count alike (λ = 1)' : `discount λ = ${discount.lambda} per ${discount.per}`;
	return `${formatQuantity(steps.size, 'step')}, ${range.join(' to ')} · ${fading}`;
}

/** Sentences about what may not be as the user expects. */
export function historyNotes({ dataset, sources }: LoadedDataset, { discount }: Settings): readonly string[] {
	const steps = sources.map(({ step }) => step ?? null).filter((step) => step !== null);
	const told = new Set(steps).size;
	const repeated = steps.length - told;
	return [
		...(told > 1 && repeated > 0
			? [`${formatQuantity(repeated, 'file')} tell a step that another file tells too: rollouts of one step count as one visit.`]
			: []),
		...(discount.lambda !== 1 && dataset.visits === undefined
			? ['The records and names tell no training steps, so the discount changes nothing.']
			: []),
	];
}
