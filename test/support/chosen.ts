import type { Example } from '../../server/core/dataset/dataset.ts';
import { chooseExamples } from '../../server/selection/chooseExamples.ts';
import type { Choosing } from '../../server/selection/choosing.ts';
import { choosingOf } from '../../server/selection/choosing.ts';
import type { LoadedForTest } from './dataset.ts';

/** The best by the strategy of the settings, unseen ones and those of one prompt among them. */
export function bestOf({ dataset, settings }: LoadedForTest, rules: Partial<Choosing>): readonly Example[] {
	const all = { unseenQuota: { share: 1, isStrict: false }, duplicates: 'all' } as const;
	const set = chooseExamples(dataset, { ...choosingOf(settings), ...all, ...rules }, settings);
	if ('problem' in set) throw new Error(set.problem);
	return [...set.chosen];
}
