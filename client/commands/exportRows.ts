/** Exports from a dataset editor: the best of the rows that are shown, all of them, or what is included. */
import * as vscode from 'vscode';
import { decodeMarks, linesMarked } from '../../shared/basket.ts';
import { formatQuantity } from '../../shared/format.ts';
import type { ExportOrder, ExportResult } from '../../shared/protocol.ts';
import type { Amount } from '../../shared/settings.ts';
import type { ExportTableParams } from '../../shared/tableProtocol.ts';
import type { Tables } from '../tables.ts';
import { announce, askAmount, askOrder, askTarget, runExport } from './exportQuestions.ts';
import { isSamePath, proposedTarget } from './exportTarget.ts';

/** What a dataset editor shows. */
export interface RowsShown {
	readonly generation: number;
	readonly rows: number;
	readonly filter: string;
	readonly marks: string;
}

/** Answers given beforehand. */
export interface RowsAnswers {
	readonly rows: ExportTableParams['rows'];
	readonly top?: Amount;
	readonly order: ExportOrder;
	readonly target: string;
}

const heading = 'Export';

/** Asks, exports, and says what was written. */
export async function exportRows(tables: Tables, memory: vscode.Memento, source: vscode.Uri, shown: RowsShown): Promise<void> {
	const included = linesMarked({ marks: decodeMarks(shown.marks) }, 'include').length;
	const what = await askRows(shown.rows, included);
	if (what === undefined) return;
	const top = what === 'best' ? await askAmount(memory, shown.rows, heading) : undefined;
	if (what === 'best' && top === undefined) return;
	const order = await askOrder(heading);
	if (order === undefined) return;
	const rows = what === 'included' ? 'included' : 'view';
	const target = await askTarget(
		source,
		proposedTarget(source.fsPath, top ?? (rows === 'included' ? 'included' : 'filtered')),
		heading,
	);
	if (target === undefined) return;
	const result = await writeRows(tables, source, shown, { rows, order, target, ...(top === undefined ? {} : { top }) });
	if (result !== undefined) void announce(result);
}

/** @throws what keeps it from being written, in words. */
export async function writeRows(
	tables: Tables,
	source: vscode.Uri,
	{ generation, filter, marks }: RowsShown,
	answers: RowsAnswers,
): Promise<ExportResult | undefined> {
	const { target } = answers;
	if (isSamePath(source.fsPath, target, process.platform))
		throw new Error(`Cannot write ${target}: it is the source. Choose another name.`);
	const params: ExportTableParams = { uri: source.toString(), generation, filter, marks, ...answers };
	return runExport(target, (token, onProgress) => tables.exportRows(params, token, onProgress));
}

async function askRows(shown: number, included: number): Promise<'best' | 'all' | 'included' | undefined> {
	const items: readonly (vscode.QuickPickItem & { readonly what: 'best' | 'all' | 'included' })[] = [
		{ what: 'best', label: 'The best of the rows shown…', description: 'Top-K, without what you excluded' },
		...(included > 0
			? [{ what: 'included', label: 'What you included', description: formatQuantity(included, 'example') } as const]
			: []),
		{ what: 'all', label: 'All rows shown', description: `${formatQuantity(shown, 'example')}, without what you excluded` },
	];
	return (await vscode.window.showQuickPick(items, { title: `${heading}: which examples`, ignoreFocusOut: true }))?.what;
}
