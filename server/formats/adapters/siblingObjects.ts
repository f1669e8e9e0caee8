import { isJsonObject, showFieldPath } from '../../core/json/fieldPath.ts';
import { type Adapter, shareOf } from '../adapter.ts';
import { verdictNames } from '../fieldNames.ts';
import { findId, isVerdict } from '../fields.ts';
import type { JsonObject } from '../sample.ts';

/** A prompt a line, its rollouts as objects that stand side by side, as in GSM8K's example model solutions. */
export const siblingObjects: Adapter = {
	name: 'sibling-objects',
	title: 'a prompt a line, rollouts side by side',
	documentation: 'GSM8K publishes example_model_solutions.jsonl, with an object for each model.',
	looksLike: '{"question": …, "6b_finetuning": {"is_correct": false}, "175b_finetuning": {"is_correct": true}}',
	traps: ['Rollouts may come from several models: together they say what none of the models can do alone.'],
	kind: 'shape',
	recognise(records) {
		if (shareOf(records, (record) => Object.values(record).filter(isJsonObject).length >= 2) === 0) return undefined;
		for (const verdict of verdictNames) {
			const keys = [...new Set(records.flatMap((record) => Object.keys(record).filter((key) => holds(record, key, verdict))))];
			const fit = shareOf(records, (record) => keys.filter((key) => holds(record, key, verdict)).length >= 2);
			if (fit < 0.5) continue;
			const rewards = keys.map((key) => [key, verdict]);
			const evidence = `"${rewards.map(showFieldPath).join('", "')}" are the rewards of a rollout each`;
			return { rewards: { kind: 'siblings', rewards }, id: findId(records), group: [], fit, evidence };
		}
		return undefined;
	},
};

function holds(record: JsonObject, key: string, verdict: string): boolean {
	const value = record[key];
	return isJsonObject(value) && isVerdict(value[verdict]);
}
