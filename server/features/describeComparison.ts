import { formatCount, formatQuantity } from '../../shared/format.ts';
import type { CompareParams, CompareResult } from '../../shared/protocol.ts';
import { checkParameters } from '../../shared/strategies.ts';
import type { ScoredDocument } from '../core/document/scoredDocument.ts';
import type { Sliced } from '../core/slices.ts';
import { parametersOf } from '../selection/choosing.ts';
import { compareDataset, datasetSensitivity } from '../selection/compareDataset.ts';
import { comparisonNotes, comparisonTables, sensitivityTable, type TextTable } from '../selection/comparisonRows.ts';
import { fitBeliefs } from '../selection/fit/fitBeliefs.ts';
import { datasetNotes } from '../selection/notes.ts';
import { strategies, strategyOf } from '../selection/strategyList.ts';

/** Every strategy side by side, the one of the settings first, as Markdown. */
export function* describeComparison({ uri, dataset, settings }: ScoredDocument, { top }: CompareParams): Sliced<CompareResult> {
	const name = decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1));
	const title = `# Strategies on ${name}`;
	if (dataset.examples.length === 0) return { markdown: `${title}\n\nThere is no example to compare by.` };
	const names = strategies.flatMap((strategy) => strategy.parameters);
	const problem = checkParameters(parametersOf(settings), names);
	if (problem !== undefined) return { markdown: `${title}\n\n${problem}` };
	const first = strategyOf(settings.choosing.strategy);
	const ordered = [first, ...strategies.filter((strategy) => strategy !== first)];
	const comparison = yield* compareDataset(dataset, { settings, top, strategies: ordered });
	const fit = yield* fitBeliefs(dataset, settings.prior, settings.discount);
	const sensitivity = yield* datasetSensitivity(dataset, { settings, top, strategy: first, fit });
	const chosen = `Each chooses ${formatCount(comparison.top)} of ${formatQuantity(dataset.examples.length, 'example')}.`;
	const tables = [...comparisonTables(comparison), ...(sensitivity.variants.length === 0 ? [] : [sensitivityTable(sensitivity)])];
	// The ranking by insight is one of those that are compared.
	const ofInsight = { ...settings, choosing: { ...settings.choosing, strategy: 'insight' as const } };
	const notes = [...comparisonNotes(comparison, sensitivity, settings, top), ...datasetNotes(dataset, ofInsight)];
	const parts = [title, chosen, ...tables.map(tableText), '## Keep in mind', notes.map((note) => `- ${note}`).join('\n')];
	return { markdown: parts.join('\n\n') };
}

function tableText({ title, header, rows }: TextTable): string {
	const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
	const rule = `|:--|${'--:|'.repeat(header.length - 1)}`;
	return `## ${title}\n\n${[line(header), rule, ...rows.map(line)].join('\n')}`;
}
