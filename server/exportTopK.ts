/** Export Top-K from an open document: scores the saved file as the command line does, and writes the chosen lines. */

import type { ExportParams, ExportResult } from '../shared/protocol.ts';
import { createScorer } from '../shared/score.ts';
import type { Settings } from '../shared/settings.ts';
import { loadDataset } from './core/loadDataset.ts';
import { readHead } from './core/scan.ts';
import { createSourceChecksums } from './export/checksums.ts';
import { exportSelection } from './export/exportSelection.ts';
import { detectFormat } from './formats/detect.ts';
import { sampleBytes, takeSample } from './formats/sample.ts';
import { selectExamples } from './selection/select.ts';
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
	{ uri, top, order, target }: ExportParams,
	settings: Settings,
	signal: AbortSignal,
	onProgress: ExportProgress,
): Promise<ExportResult> {
	const source = await workspace.openSource(uri);
	const fingerprint = await source.fingerprint();
	const sample = takeSample(await readHead(source, sampleBytes, signal));
	const { format, reason } = detectFormat(sample, settings.reading);
	if (format === undefined) throw new Error(`${source.name} cannot be scored: ${reason}. Nothing was written.`);
	const checksums = createSourceChecksums(workspace, [source]);
	const size = Math.max(1, source.size ?? 1);
	const loaded = await loadDataset([{ source, container: sample.container, format }], {
		scorer: createScorer(settings),
		seed: settings.seed,
		discount: settings.discount,
		signal,
		onChunk: checksums.update,
		onProgress: (bytesRead) => onProgress((0.8 * bytesRead) / size, 'scoring'),
	});
	const chosen = selectExamples(loaded.dataset, { top });
	if (chosen.length === 0) throw new Error(`${source.name} holds no example to choose. Nothing was written.`);
	return exportSelection(workspace, {
		loaded,
		chosen,
		criterion: { top },
		settings,
		target,
		order,
		signal,
		checksums: await checksums.digests(signal),
		fingerprints: [fingerprint],
		onProgress: (copied, total) => onProgress(0.8 + (0.2 * copied) / total, 'writing'),
	});
}
