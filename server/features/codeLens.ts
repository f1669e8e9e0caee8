import type { CodeLens, Command } from 'vscode-languageserver-types';
import { formatCount, formatQuantity } from '../../shared/format.ts';
import type { ScoredDocument } from '../core/document/scoredDocument.ts';
import { examplesOn } from './groupLines.ts';
import { lineStart } from './ranges.ts';
import { datasetBrief, datasetText, exampleText } from './summary.ts';

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
	return [lens('summary', 0), ...(withCommands ? [lens('export', 0)] : []), ...[...lines].map((line) => lens('example', line))];
}

/** Fills in what a lens says. `document` is the version of the moment; a lens whose example is gone says nothing. */
export function resolveCodeLens(lens: CodeLens, document: ScoredDocument | undefined, withCommands: boolean): CodeLens {
	const data = lens.data as CodeLensData;
	const command = withCommands ? commands[data.kind] : '';
	return {
		...lens,
		command: {
			...(document === undefined ? { title: '' } : wordsOf(data, document, withCommands)),
			command,
			arguments: data.kind === 'example' ? [data.uri, data.lineNumber] : [{ uri: data.uri }],
		},
	};
}

const commands: Readonly<Record<CodeLensData['kind'], string>> = {
	summary: '',
	export: 'insight.exportTopK',
	example: 'insight.explain',
};

function wordsOf(
	{ kind, lineNumber }: CodeLensData,
	document: ScoredDocument,
	withCommands: boolean,
): Pick<Command, 'title' | 'tooltip'> {
	if (kind === 'export') return { title: 'Export Top-K…' };
	if (kind === 'summary') return summaryOf(document, withCommands);
	const [best, ...others] = examplesOn(document, lineNumber);
	if (best === undefined) return { title: '' };
	const text = exampleText(best, document);
	return { title: others.length === 0 ? text : `${formatQuantity(others.length + 1, 'example')} here, the best: ${text}` };
}

/** Short where it stands beside other lenses and its tooltip is shown, which not every editor does. */
function summaryOf({ dataset, settings }: ScoredDocument, withCommands: boolean): Pick<Command, 'title' | 'tooltip'> {
	const { limit } = settings.codeLens;
	const isCut = dataset.examples.length > limit;
	const cut = isCut ? ` · lenses on the best ${formatCount(limit)}` : '';
	const text = `${datasetText(dataset)}${cut}${isCut ? ' (insight.codeLens.limit)' : ''}`;
	return withCommands ? { title: `InSight: ${datasetBrief(dataset)}${cut}`, tooltip: text } : { title: `InSight: ${text}` };
}
