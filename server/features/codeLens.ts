import type { CodeLens } from 'vscode-languageserver-types';
import { formatCount, formatQuantity } from '../../shared/format.ts';
import type { ScoredDocument } from '../core/document/scoredDocument.ts';
import { examplesOn } from './groupLines.ts';
import { lineStart } from './ranges.ts';
import { datasetText, exampleText } from './summary.ts';

/** What a lens carries until it is resolved: which document, and which example of it; none means the document's summary. */
export interface CodeLensData {
	readonly uri: string;
	readonly kind: 'summary' | 'export' | 'example';
	readonly lineNumber: number;
}

/**
 * The summary above the first line, then a lens above the line of each example's first rollout; where there are more examples than the limit,
 * the most informative ones get it, and the summary says so. Titles are made when a lens comes into view.
 */
export function codeLenses(document: ScoredDocument, withCommands: boolean): CodeLens[] {
	const { dataset, settings, uri, places } = document;
	if (!settings.codeLens.enabled || dataset.examples.length === 0) return [];
	const lens = (kind: CodeLensData['kind'], lineNumber: number): CodeLens => {
		const data: CodeLensData = { uri, kind, lineNumber };
		return { range: lineStart(lineNumber), data };
	};
	const { firstLine } = dataset.columns;
	const best = dataset.ranking.subarray(0, settings.codeLens.limit);
	const lines = new Set(Array.from(best.map((index) => firstLine[index]!).sort(), places.lineOf));
	return [...(withCommands ? [lens('export', 0)] : []), lens('summary', 0), ...[...lines].map((line) => lens('example', line))];
}

/** Fills in a lens's title. `document` is the version of the moment; a lens whose example is gone says nothing. */
export function resolveCodeLens(lens: CodeLens, document: ScoredDocument | undefined, withCommands: boolean): CodeLens {
	const data = lens.data as CodeLensData;
	const title = document === undefined ? '' : titleOf(data, document);
	const command = !withCommands
		? ''
		: data.kind === 'export'
			? 'insight.exportTopK'
			: data.kind === 'example'
				? 'insight.explain'
				: '';
	return {
		...lens,
		command: { title, command, arguments: data.kind === 'example' ? [data.uri, data.lineNumber] : [{ uri: data.uri }] },
	};
}

function titleOf({ kind, lineNumber }: CodeLensData, document: ScoredDocument): string {
	const { dataset, settings } = document;
	if (kind === 'export') return 'Export Top-K…';
	if (kind === 'summary') {
		const { limit } = settings.codeLens;
		const cut = dataset.examples.length > limit ? ` · lenses on the best ${formatCount(limit)} (insight.codeLens.limit)` : '';
		return `InSight: ${datasetText(dataset)}${cut}`;
	}
	const [best, ...others] = examplesOn(document, lineNumber);
	if (best === undefined) return '';
	const text = exampleText(best, document);
	return others.length === 0 ? text : `${formatQuantity(others.length + 1, 'example')} here, the best: ${text}`;
}
