import type { Example } from '../../server/core/dataset/dataset.ts';
import { chooseExamples } from '../../server/selection/chooseExamples.ts';
import type { Choosing } from '../../server/selection/choosing.ts';
import { choosingOf } from '../../server/selection/choosing.ts';
import { jsonl, type LoadedForTest } from './dataset.ts';

/** The best by the strategy of the settings, unseen ones and those of one prompt among them. */
export function bestOf({ dataset, settings }: LoadedForTest, rules: Partial<Choosing>): readonly Example[] {
	const all = { unseenQuota: { share: 1, isStrict: false }, duplicates: 'all' } as const;
	const set = chooseExamples(dataset, { ...choosingOf(settings), ...all, ...rules }, settings);
	if ('problem' in set) throw new Error(set.problem);
	return [...set.chosen];
}

/** Nine examples of eight rollouts, with 0 to 8 successes, and some unseen ones. */
export const pool = (unseen = 0): string =>
	jsonl([
		...Array.from({ length: 9 }, (_, solved) => ({
			id: `p${solved}`,
			rewards: Array.from({ length: 8 }, (_, at) => (at < solved ? 1 : 0)),
		})),
		...Array.from({ length: unseen }, (_, index) => ({ id: `u${index}`, rewards: [] })),
	]);
