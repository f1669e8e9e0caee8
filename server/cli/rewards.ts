/** Rewards from a file, for the batch that a trainer's run waits with. */
import { nothingToFit } from '../../shared/fitting.ts';
import { formatQuantity } from '../../shared/format.ts';
import type { Settings } from '../../shared/settings.ts';
import { brokenLinesOf } from '../core/dataset/totals.ts';
import { createNodeExportHost } from '../hosts/node/exportHost.ts';
import type { RunFile } from '../selection/plan/runFile.ts';
import { countRewards } from '../selection/plan/trainerStep.ts';
import { CommandError, type CommandIo, ExitCode, say } from './commandIo.ts';
import { loadReadable, withSources } from './load.ts';

interface RewardFileOptions {
	readonly partial?: boolean;
	readonly quiet?: boolean;
}

/** The run after the rewards of its batch. @throws CommandError where they are refused, as all are that were not written whole. */
export async function rewardRun(
	run: RunFile,
	path: string,
	{ partial: isPartial = false, quiet: isQuiet = false }: RewardFileOptions,
	step: number | undefined,
	settings: Settings,
	io: CommandIo,
): Promise<RunFile> {
	// The rewards of a batch are rollouts themselves.
	const own = { ...settings, rollouts: [], fit: nothingToFit };
	const refuse = (problem: string): never => {
		throw new CommandError(`Nothing was counted of ${path}: ${problem}.`, ExitCode.unreadable);
	};
	return withSources([path], own, io, isQuiet, async (sources) => {
		const { loaded } = await loadReadable(sources, own, io, { isQuiet, cache: false, texts: { withIds: true } });
		const brokenLines = brokenLinesOf(loaded.dataset.lines.kinds);
		if (brokenLines > 0 || loaded.sources.some(({ part }) => part.damage !== undefined)) {
			const what = brokenLines > 0 ? `${formatQuantity(brokenLines, 'line')} of it cannot be read` : 'it is damaged or cut off';
			refuse(`${what}. Give the rewards once they are written whole`);
		}
		const { unscored } = loaded.dataset.totals;
		const rewards = Array.from(loaded.dataset.examples, ({ group: { id, successes, trials } }) => ({ id, successes, trials }));
		const checksum = createNodeExportHost().createChecksum();
		checksum.update(new TextEncoder().encode(JSON.stringify(rewards)));
		const counted = countRewards(run, rewards, { checksum: checksum.digest(), isPartial, ...(step === undefined ? {} : { step }) });
		if ('problem' in counted) return refuse(counted.problem);
		if (counted.missing > 0 && !isQuiet) {
			await say(
				io,
				`${formatQuantity(counted.missing, 'prompt')} of the batch of step ${run.step} without rewards: counted as not visited.`,
			);
		}
		if (unscored > 0 && !isQuiet) {
			const [have, count] = unscored === 1 ? ['has', 'does not count'] : ['have', 'do not count'];
			await say(io, `${formatQuantity(unscored, 'rollout')} in ${path} ${have} no score (null, NaN or an error) and ${count}.`);
		}
		return counted.run;
	});
}
