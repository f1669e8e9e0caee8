import { setImmediate } from 'node:timers/promises';
import { createScorer } from '../../shared/score.ts';
import type { Settings } from '../../shared/settings.ts';
import { createDataset } from '../core/dataset.ts';
import type { LoadedDataset } from '../core/loadDataset.ts';
import { inTurns } from '../core/slices.ts';
import { type FitRequest, fittedSettings } from '../selection/fit/fittedSettings.ts';
import { isRefusal } from '../selection/fit/refusal.ts';
import { CommandError, ExitCode } from './commandIo.ts';

/**
 * A dataset under settings that are fitted to it where that is asked for: scored anew from what was read, without reading again.
 *
 * @throws CommandError where the data cannot say.
 */
export async function fittedTo<Loaded extends LoadedDataset>(
	loaded: Loaded,
	settings: Settings,
	request: FitRequest,
	signal: AbortSignal,
): Promise<{ readonly loaded: Loaded; readonly settings: Settings }> {
	if (!request.prior && !request.discount) return { loaded, settings };
	const { dataset } = loaded;
	const fitted = await inTurns(fittedSettings(dataset, settings, request), setImmediate, signal);
	if (isRefusal(fitted)) throw new CommandError(`${fitted.refusal} Give numbers instead of "fitted".`, ExitCode.unreadable);
	const rescored = createDataset({ ...dataset, scorer: createScorer(fitted), seed: fitted.seed, discount: fitted.discount });
	return { loaded: { ...loaded, dataset: rescored }, settings: fitted };
}
