import { eachItem, isJsonObject, showFieldPath } from '../../core/json/fieldPath.ts';
import { type Adapter, bestOf, shareOf } from '../adapter.ts';
import { lateVerdictNames, rewardNames, rolloutListNames, trialsNames, verdictNames } from '../fieldNames.ts';
import { bestName, fieldOf, findId, historyOf, isOutcome, isVerdict, mayHave, pathOf } from '../fields.ts';
import type { JsonObject } from '../sample.ts';

/** A prompt a line, with a list of rollouts that hold a reward each: `rollouts[].reward`, `completions[].score`, `infos[].r`. */
export const rolloutList: Adapter = {
	name: 'rollout-list',
	title: 'a prompt a line, rollouts in a list',
	documentation: 'Any file with a list of rollouts a line, which hold a reward or a verdict each.',
	traps: [],
	kind: 'shape',
	looksLike: '{"id": …, "prompt": …, "rollouts": [{"response": …, "reward": 1}, …]}',
	recognise(records) {
		const lists = rolloutListNames.filter(
			(list) => mayHave(records, list) && shareOf(records, (record) => objectsIn(record, list) !== undefined) > 0,
		);
		const candidates = lists.flatMap((list) => [
			...verdictNames.map((reward) => ({ list, reward, test: isVerdict })),
			...rewardNames.map((reward) => ({ list, reward, test: isOutcome })),
			...lateVerdictNames.map((reward) => ({ list, reward, test: isVerdict })),
		]);
		const found = bestOf(candidates, records, ({ list, reward, test }, record) => {
			const values = (objectsIn(record, list) ?? []).filter((item) => Object.hasOwn(item, reward)).map((item) => item[reward]);
			return values.length > 0 && values.some(test);
		});
		if (found === undefined) return undefined;
		const id = findId(records);
		const list = pathOf(found.candidate.list);
		const reward = [...list, eachItem, found.candidate.reward];
		const declared = bestName(trialsNames, records, (value) => typeof value === 'number');
		return {
			rewards: {
				kind: 'list',
				list,
				reward,
				parallel: [],
				declaredTrials: declared === undefined ? undefined : pathOf(declared.candidate),
			},
			id,
			group: [],
			...historyOf(records, id),
			fit: found.fit,
			evidence: `"${showFieldPath(reward)}" holds a reward for each rollout`,
		};
	},
};

function objectsIn(record: JsonObject, list: string): readonly JsonObject[] | undefined {
	const items = fieldOf(record, list);
	return Array.isArray(items) && items.every(isJsonObject) ? items : undefined;
}
