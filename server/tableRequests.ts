/** The dataset editor's requests → tables. */
import type { CancellationToken, Connection } from 'vscode-languageserver';
import {
	checkTableRequest,
	closeTableRequest,
	describeTableRequest,
	type ExportTableParams,
	exportTableRequest,
	type FindMarksParams,
	type FindRowParams,
	findMarksRequest,
	findRowRequest,
	type MarkKeysParams,
	markKeysRequest,
	openTableRequest,
	reloadTableRequest,
	rowLinesRequest,
	stopTableRequest,
	type TableParams,
	type TableRecordParams,
	type TableRowsParams,
	tableRecordRequest,
	tableRowsRequest,
	type ViewTableParams,
	viewTableRequest,
} from '../shared/tableProtocol.ts';
import { answer, answerExport } from './longRequests.ts';
import type { Tables } from './tables.ts';

export function serveTables(connection: Connection, tables: Tables): void {
	const on = <Params, Result>(method: string, handle: (params: Params, signal: AbortSignal) => Result | Promise<Result>): void => {
		connection.onRequest(method, async (params: Params, token: CancellationToken): Promise<unknown> => {
			return answer(token, async (signal) => handle(params, signal));
		});
	};
	on(openTableRequest, ({ uri }: TableParams) => tables.open(uri));
	on(reloadTableRequest, ({ uri }: TableParams) => tables.reload(uri));
	on(stopTableRequest, ({ uri }: TableParams) => tables.stop(uri));
	on(checkTableRequest, ({ uri }: TableParams) => tables.check(uri));
	on(closeTableRequest, ({ uri }: TableParams) => tables.close(uri));
	on(viewTableRequest, (params: ViewTableParams, signal) => tables.view(params, signal));
	on(tableRowsRequest, (params: TableRowsParams) => tables.rows(params));
	on(findRowRequest, (params: FindRowParams) => tables.find(params));
	on(rowLinesRequest, (params: TableRowsParams) => tables.rowLines(params));
	on(tableRecordRequest, (params: TableRecordParams) => tables.record(params));
	on(markKeysRequest, (params: MarkKeysParams) => tables.markKeys(params));
	on(findMarksRequest, (params: FindMarksParams) => tables.findMarks(params));
	on(describeTableRequest, ({ uri }: TableParams) => ({ markdown: tables.describe(uri) }));
	connection.onRequest(exportTableRequest, (params: ExportTableParams, token: CancellationToken) =>
		answerExport(connection, params, token, (signal, onProgress) => tables.exportRows(params, signal, onProgress)),
	);
}
