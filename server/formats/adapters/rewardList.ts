import { eachItem } from '../../core/json/fieldPath.ts';
import type { Adapter } from '../adapter.ts';
import { rewardListNames, trialsNames } from '../fieldNames.ts';
import { bestName, fieldOf, findId, historyOf, isOutcome, mayHave, pathOf } from '../fields.ts';
import type { Records } from '../records.ts';
import type { JsonObject } from '../sample.ts';

/** A prompt a line, with a list of its rollouts' rewards: `rewards`, `accs`, LiveCodeBench's `graded_list`, Qwen2.5-Math's `score`. */
export const rewardList: Adapter = {
	name: 'reward-list',
	title: 'a prompt a line, rewards in a list',
	documentation: 'Any file with a list of rewards, or of verdicts, a line.',
	traps: [],
	kind: 'shape',
	looksLike: '{"id": …, "prompt": …, "rewards": [1, 0, …]}',
	recognise(records) {
		const isRewardList = (list: unknown): boolean => Array.isArray(list) && list.some(isOutcome) === list.length > 0;
		const found = bestName(rewardListNames, records, isRewardList);
		if (found === undefined) return undefined;
		const { candidate: name, fit } = found;
		const list = pathOf(name);
		const id = findId(records);
		const parallel = parallelLists(records, name);
		const declared = bestName(trialsNames, records, (value) => typeof value === 'number');
		return {
			rewards: {
				kind: 'list',
				list,
				reward: [...list, eachItem],
				parallel: parallel.map(pathOf),
				declaredTrials: declared === undefined ? undefined : pathOf(declared.candidate),
			},
			id,
			group: [],
			...historyOf(records, id),
			fit,
			evidence: `"${name}" is a list of rewards${parallel.length > 0 ? `, as long as "${parallel.join('", "')}"` : ''}`,
		};
	},
};

/** Lists known to hold a rollout an item that are as long as the rewards almost always; a record where they are not is then worth a word. */
function parallelLists(records: Records, rewards: string): readonly string[] {
	return ['code', 'pred', 'response', 'responses', 'completions', 'output_list', 'code_list', 'generations'].filter((name) => {
		if (!mayHave(records, name)) return false;
		const both = records.filter((record) => Array.isArray(fieldOf(record, name)) && Array.isArray(fieldOf(record, rewards)));
		const equal = both.filter((record) => lengthOf(record, name) === lengthOf(record, rewards));
		return both.length >= records.length / 2 && equal.length > both.length / 2;
	});
}

function lengthOf(record: JsonObject, name: string): number {
	const list = fieldOf(record, name);
	return Array.isArray(list) ? list.length : -1;
}
