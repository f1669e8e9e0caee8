/** What to know about the training steps that a dataset tells. */
import { formatCount, formatParameter, formatPrior, formatQuantity } from '../../shared/format.ts';
import type { Settings } from '../../shared/settings.ts';
import type { Dataset } from '../core/dataset/dataset.ts';
import type { LoadedDataset } from '../core/dataset/loadDataset.ts';
import { stepsOf } from '../core/dataset/visitLog.ts';

/** The history in a few words, or `undefined` where there is none: `2 steps, 400 to 800 · discount λ = 0.5 per visit, under the prior Beta(1, 1)`. */
export function describeHistory({ visits }: Dataset, { discount, prior }: Settings): string | undefined {
	if (visits === undefined) return undefined;
	const steps = stepsOf(visits);
	const range = [Math.min, Math.max].map((pick) => formatCount([...steps].reduce((left, right) => pick(left, right))));
	const fading =
		discount.lambda === 1
			? 'all count alike (λ = 1)'
			: `discount λ = ${formatParameter(discount.lambda)} per ${discount.per}, under the prior ${formatPrior(prior)}`;
	return `${formatQuantity(steps.size, 'step')}, ${range.join(' to ')} · ${fading}`;
}

/** Sentences about what may not be as the user expects. */
export function historyNotes({ dataset, sources }: LoadedDataset, { discount }: Settings): readonly string[] {
	// Files of different names are parts of a step; one name twice may be a step that was run twice.
	const steps = sources.flatMap(({ step, source }) => (step == null ? [] : [{ step, name: source.name.split(/[\\/]/).pop() }]));
	const told = new Set(steps.map(({ step }) => step)).size;
	const repeated = steps.length - new Set(steps.map(({ step, name }) => `${step} ${name}`)).size;
	return [
		...(told > 1 && repeated > 0
			? [
					`${formatQuantity(repeated, 'file repeats', 'files repeat')} a step of another of the same name: rollouts of one step count as one visit.`,
				]
			: []),
		...(dataset.visits?.undated === undefined
			? []
			: ['Some rollouts tell no training step, by record or name: they count as one step older than the first.']),
		...(discount.lambda !== 1 && dataset.visits === undefined
			? ['The records and names tell no training steps, so the discount changes nothing in their scores.']
			: []),
	];
}
