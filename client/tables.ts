/** Typed requests about the tables of dataset editors, so that nothing else in the client knows method names. */
import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import type { DescribeFormatResult } from '../shared/protocol.ts';
import {
	checkTableRequest,
	closeTableRequest,
	describeTableRequest,
	type ExportTableParams,
	type ExportTableResult,
	exportTableRequest,
	type FindMarksParams,
	type FindMarksResult,
	type FindRowParams,
	type FindRowResult,
	findMarksRequest,
	findRowRequest,
	type MarkKeysParams,
	type MarkKeysResult,
	markKeysRequest,
	openTableRequest,
	type RowLinesResult,
	reloadTableRequest,
	rowLinesRequest,
	stopTableRequest,
	type TableRecord,
	type TableRecordParams,
	type TableRowsParams,
	type TableRowsResult,
	type TableState,
	type TableStateParams,
	tableRecordRequest,
	tableRowsRequest,
	tableStateNotification,
	type ViewTableParams,
	type ViewTableResult,
	viewTableRequest,
} from '../shared/tableProtocol.ts';
import { type ExportProgress, reportExport } from './datasets.ts';

export interface Tables {
	readonly onState: vscode.Event<TableStateParams>;
	open(uri: string): Promise<TableState>;
	reload(uri: string): Promise<void>;
	stop(uri: string): Promise<void>;
	check(uri: string): Promise<void>;
	close(uri: string): Promise<void>;
	view(params: ViewTableParams, token: vscode.CancellationToken): Promise<ViewTableResult>;
	rows(params: TableRowsParams): Promise<TableRowsResult>;
	rowLines(params: TableRowsParams): Promise<RowLinesResult>;
	find(params: FindRowParams): Promise<FindRowResult>;
	record(params: TableRecordParams): Promise<TableRecord>;
	markKeys(params: MarkKeysParams): Promise<MarkKeysResult>;
	findMarks(params: FindMarksParams): Promise<FindMarksResult>;
	describe(uri: string): Promise<DescribeFormatResult>;
	exportRows(params: ExportTableParams, token: vscode.CancellationToken, onProgress: ExportProgress): Promise<ExportTableResult>;
	dispose(): void;
}

export function createTables(client: LanguageClient): Tables {
	const changed = new vscode.EventEmitter<TableStateParams>();
	const subscription = client.onNotification(tableStateNotification, (params: TableStateParams) => changed.fire(params));
	return {
		onState: changed.event,
		open: (uri) => client.sendRequest(openTableRequest, { uri }),
		reload: (uri) => client.sendRequest(reloadTableRequest, { uri }),
		stop: (uri) => client.sendRequest(stopTableRequest, { uri }),
		check: (uri) => client.sendRequest(checkTableRequest, { uri }),
		close: (uri) => client.sendRequest(closeTableRequest, { uri }),
		view: (params, token) => client.sendRequest(viewTableRequest, params, token),
		rows: (params) => client.sendRequest(tableRowsRequest, params),
		rowLines: (params) => client.sendRequest(rowLinesRequest, params),
		find: (params) => client.sendRequest(findRowRequest, params),
		record: (params) => client.sendRequest(tableRecordRequest, params),
		markKeys: (params) => client.sendRequest(markKeysRequest, params),
		findMarks: (params) => client.sendRequest(findMarksRequest, params),
		describe: (uri) => client.sendRequest(describeTableRequest, { uri }),
		exportRows: async (params, token, onProgress) => {
			const workDoneToken = randomUUID();
			const progress = reportExport(client, workDoneToken, onProgress);
			try {
				return await client.sendRequest<ExportTableResult>(exportTableRequest, { ...params, workDoneToken }, token);
			} finally {
				progress.dispose();
			}
		},
		dispose: () => {
			subscription.dispose();
			changed.dispose();
		},
	};
}
