import { showFieldPath } from '../../core/json/fieldPath.ts';
import { type Adapter, bestOf } from '../adapter.ts';
import { lateVerdictNames, rewardNames, verdictNames } from '../fieldNames.ts';
import { fieldOf, findError, findGroup, findId, findVisit, isOutcome, isVerdict, mayHave, pathOf } from '../fields.ts';

/**
 * A rollout a line. Lines of one example share an explicit id, else prompt and ground truth, else the prompt; they need not stand
 * together.
 */
export const rolloutLine: Adapter = {
	name: 'rollout-line',
	title: 'a rollout a line',
	documentation: 'Any file with a reward or a verdict a line, and an id or a prompt that rollouts share.',
	traps: ['The rollouts of an example need not stand together.'],
	kind: 'shape',
	looksLike: '{"task_id": …, "response": …, "reward": 1}',
	recognise(records) {
		const candidates = [
			...verdictNames.map((name) => ({ name, test: isVerdict })),
			...rewardNames.map((name) => ({ name, test: isOutcome })),
			...lateVerdictNames.map((name) => ({ name, test: isVerdict })),
		].filter(({ name }) => mayHave(records, name));
		const found = bestOf(candidates, records, ({ name, test }, record) => test(fieldOf(record, name)));
		if (found === undefined) return undefined;
		const group = findGroup(records);
		if (group.length === 0) return undefined;
		const { name } = found.candidate;
		return {
			rewards: { kind: 'single', reward: pathOf(name) },
			id: findId(records),
			group,
			...findVisit(records),
			...findError(records),
			fit: found.fit,
			evidence: `"${name}" is the reward of one rollout; rollouts are grouped by "${group.map(showFieldPath).join('" and "')}"`,
		};
	},
};
