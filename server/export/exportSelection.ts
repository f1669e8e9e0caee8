/** Writes chosen lines and their manifest, both or neither. */

import type { ExportResult } from '../../shared/protocol.ts';
import type { Settings } from '../../shared/settings.ts';
import type { Dataset, Example } from '../core/dataset.ts';
import type { LoadedDataset, LoadedSource } from '../core/loadDataset.ts';
import { datasetNotes, selectionNotes } from '../selection/notes.ts';
import type { Criterion, TableCriterion } from '../selection/select.ts';
import { type CopyOptions, copyLines } from './copyLines.ts';
import type { AtomicFile, ExportHost } from './exportHost.ts';
import { expectedEffectiveBatch, manifestSuffix, manifestText } from './manifest.ts';

export interface ExportRequest extends CopyOptions {
	readonly loaded: LoadedDataset;
	readonly chosen: readonly Example[];
	readonly criterion: Criterion | TableCriterion;
	readonly settings: Settings;
	readonly target: string;
	/** SHA-256 of each source, then of those that the rollouts of a training set come from. */
	readonly checksums: readonly string[];
	/** The fingerprints of the same, from before they were scored. */
	readonly fingerprints: readonly string[];
}

/**
 * @throws an error for people when a source changed since it was scored or a file cannot be written; the signal's reason when
 * aborted. Nothing is left behind then.
 */
export async function exportSelection(host: ExportHost, request: ExportRequest): Promise<ExportResult> {
	const { loaded, chosen, criterion, settings, target, order, signal } = request;
	const inputs = inputsOf(loaded);
	const sourcePaths = inputs.map(({ source }) => source.name);
	const files: AtomicFile[] = [];
	try {
		const output = await host.createFile(target, sourcePaths);
		files.push(output);
		const manifest = await host.createFile(`${target}${manifestSuffix}`, sourcePaths);
		files.push(manifest);
		const lines = await copyLines(loaded, chosen, (bytes) => output.write(bytes), request);
		await refuseChangedSources(request);
		const text = manifestText({
			dataset: loaded.dataset,
			sources: inputs.map((source, index) => ({ source, sha256: request.checksums[index]! })),
			join: loaded.join,
			settings,
			criterion,
			chosen,
			lines,
			order,
			date: host.now(),
			notes: notesOf(loaded.dataset, chosen),
		});
		await manifest.write(new TextEncoder().encode(text));
		signal.throwIfAborted();
		await output.commit();
		await manifest.commit();
		return {
			examples: chosen.length,
			lines,
			target: output.path,
			manifest: manifest.path,
			cutScore: chosen.at(-1)?.group.score.score ?? 0,
			expectedEffectiveBatch: expectedEffectiveBatch(chosen),
		};
	} finally {
		for (const file of files) await file.discard();
	}
}

/** What a dataset was read from: its sources, and those of rollouts that stand elsewhere. */
function inputsOf({ sources, join }: LoadedDataset): readonly LoadedSource[] {
	return [...sources, ...(join?.rollouts ?? [])];
}

/** What a person should know of this choice. */
export function notesOf(dataset: Dataset, chosen: readonly Example[]): readonly string[] {
	return [...datasetNotes(dataset), ...selectionNotes(chosen, dataset)];
}

async function refuseChangedSources({ loaded, fingerprints }: ExportRequest): Promise<void> {
	for (const [index, { source }] of inputsOf(loaded).entries()) {
		if ((await source.fingerprint()) === fingerprints[index]) continue;
		throw new Error(`${source.name} changed while it was read: nothing was written. Try again when nothing writes to it.`);
	}
}
