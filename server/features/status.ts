import type { StatusResult } from '../../shared/protocol.ts';
import { joinNotes } from '../core/dataset/joinNotes.ts';
import type { ScoredDocument } from '../core/document/scoredDocument.ts';
import { datasetNotes } from '../selection/notes.ts';

/** A document in numbers, for the status bar. */
export function status({ dataset, settings, version, detection, join }: ScoredDocument): StatusResult {
	const { format, examples, totals } = dataset;
	const unknown = format === undefined && dataset.lineCount > 0 ? [`No format was recognised: ${detection}.`] : [];
	return {
		version,
		format: format === undefined ? null : { name: format.name, title: format.title },
		lines: dataset.lineCount,
		examples: examples.length,
		rollouts: totals.rollouts,
		successes: totals.successes,
		unscored: totals.unscored,
		brokenLines: totals.brokenLines,
		notes: [...unknown, ...joinNotes({ join }), ...datasetNotes(dataset, settings)],
	};
}
