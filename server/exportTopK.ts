/** Export Top-K from an open document: scores the saved file as the command line does, and writes the chosen lines. */

import { exportForms } from '../shared/exportForms.ts';
import type { ExportParams, ExportResult } from '../shared/protocol.ts';
import { createScorer } from '../shared/score.ts';
import type { Settings } from '../shared/settings.ts';
import { joinRollouts } from './core/dataset/joinRollouts.ts';
import { loadDataset } from './core/dataset/loadDataset.ts';
import { fingerprintsOf } from './core/json/byteSource.ts';
import { inTurns } from './core/slices.ts';
import { createSourceChecksums } from './export/checksums.ts';
import { type ExportedSet, exportedSet, exportSelection } from './export/exportSelection.ts';
import { detectFormat } from './formats/detect.ts';
import { sampleSource } from './formats/sampleSource.ts';
import { detectTrainingSet } from './formats/trainingSet.ts';
import { type RolloutFinder, readRollouts } from './rollouts.ts';
import { chooseExamples } from './selection/chooseExamples.ts';
import { type Choosing, choosingOf } from './selection/choosing.ts';
import { fittedDataset } from './selection/fit/fittedDataset.ts';
import type { Workspace } from './workspace.ts';

/** Told of the share of the work that is done, in [0, 1]. */
export type ExportProgress = (share: number, message: string) => void;

/**
 * The file is read anew, so that the lines that go out are those on the disk, byte for byte.
 *
 * @throws an error for people; the signal's reason when aborted. Nothing is left behind then.
 */
export async function exportTopK(
	workspace: Workspace,
	rollouts: RolloutFinder,
	params: ExportParams,
	given: Settings,
	signal: AbortSignal,
	onProgress: ExportProgress,
): Promise<ExportResult> {
	const { top, order, form = 'jsonl', target } = params;
	const source = await workspace.openSource(params.uri);
	const { sample } = await sampleSource(source, given.reading, signal);
	const sampled = await rollouts.find(params.uri, given, signal);
	const detect = sampled.length > 0 ? detectTrainingSet : detectFormat;
	const { format, reason } = detect(sample, given.reading);
	if (format === undefined) throw new Error(`${source.name} cannot be scored: ${reason}. Nothing was written.`);
	const inputs = [source, ...sampled.map((rollout) => rollout.source)];
	const fingerprints = await fingerprintsOf(inputs);
	const checksums = createSourceChecksums(workspace, inputs);
	// What a batch log comes to is not known before the end, but is about as long as itself.
	const size = Math.max(1, source.size ?? source.packing?.file.size ?? 1);
	const options = {
		scorer: createScorer(given),
		seed: given.seed,
		discount: given.discount,
		signal,
		pool: workspace.pool,
		onChunk: checksums.update,
	};
	const set = await loadDataset([{ source, container: sample.container, format }], {
		...options,
		withIds: exportForms[form].hasIds,
		onProgress: (bytesRead) => onProgress(0.8 * Math.min(1, bytesRead / size), 'scoring'),
	});
	const read =
		sampled.length === 0
			? set
			: await joinRollouts(set, await readRollouts(sampled, fingerprints.slice(1), given, options), options);
	const { dataset, settings } = await inTurns(fittedDataset(read.dataset, given), workspace.pause, signal);
	const loaded = { ...read, dataset };
	const { strategy, unseenQuota } = settings.choosing;
	const choosing: Choosing = {
		...choosingOf(settings),
		top,
		strategy: params.strategy ?? strategy,
		unseenQuota: { share: params.unseenQuota ?? unseenQuota, isStrict: false },
	};
	const choose = (set: Choosing['set'], path: string): ExportedSet => {
		const chosen = chooseExamples(dataset, { ...choosing, set }, settings);
		if ('problem' in chosen) throw new Error(`${chosen.problem} Nothing was written.`);
		if (chosen.chosen.length > 0) return exportedSet(path, chosen, dataset, settings);
		throw new Error(`${source.name} holds no example to choose by ${choosing.strategy}. Nothing was written.`);
	};
	const sets = [
		choose(params.set ?? 'chosen', target),
		...(params.control === undefined ? [] : [choose('control', params.control)]),
	];
	const [result, control] = await exportSelection(workspace, {
		loaded,
		sets,
		settings,
		order,
		form,
		signal,
		checksums: await checksums.digests(signal),
		fingerprints,
		onProgress: (copied, total) => onProgress(0.8 + (0.2 * copied) / total, 'writing'),
	});
	return control === undefined ? result! : { ...result!, control };
}
