import { type DocumentSymbol, SymbolKind } from 'vscode-languageserver-types';
import { formatCount, formatQuantity, formatScore } from '../../shared/format.ts';
import type { ScoredDocument } from '../core/document/scoredDocument.ts';
import { columns, lineStart } from './ranges.ts';
import { fadedText, solvedText } from './summary.ts';

/** An outline with more entries than this is slow to draw and useless to read. */
const symbolLimit = 10_000;

/** Examples by id, in the order of the file. */
export function documentSymbols(document: ScoredDocument): DocumentSymbol[] {
	const { dataset, places, lineText } = document;
	const symbols = dataset.examples.slice(0, symbolLimit).map((example): DocumentSymbol => {
		const { group, firstLine } = example;
		const line = places.lineOf(firstLine);
		const range = columns(line, 0, lineText(line).length);
		return {
			name: group.id ?? dataset.lineName(firstLine),
			detail: `${formatScore(group.score.score)} · ${solvedText(example)}${fadedText(example, document)}`,
			kind: SymbolKind.Object,
			range,
			selectionRange: range,
		};
	});
	const left = dataset.examples.length - symbols.length;
	if (left > 0) {
		const range = lineStart(places.lineOf(dataset.columns.firstLine[symbolLimit]!));
		symbols.push({
			name: `… ${formatQuantity(left, 'more example')}`,
			detail: `the outline ends at ${formatCount(symbolLimit)}`,
			kind: SymbolKind.Null,
			range,
			selectionRange: range,
		});
	}
	return symbols;
}
