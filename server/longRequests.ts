/** Requests that take a while: cancelled by the client's token, reported on under its work-done token. */
import { type CancellationToken, type Connection, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { ExportProgress } from './exportTopK.ts';

export function signalOf(token: CancellationToken): AbortSignal {
	const controller = new AbortController();
	if (token.isCancellationRequested) controller.abort();
	else token.onCancellationRequested(() => controller.abort());
	return controller.signal;
}

/** Runs a request; what it throws becomes an error that clients show, or understand as the cancellation that they asked for. */
export async function answer<T>(token: CancellationToken, run: (signal: AbortSignal) => Promise<T> | T): Promise<T> {
	try {
		return await run(signalOf(token));
	} catch (error) {
		const message = error instanceof Error ? error.message : String(error);
		if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'Cancelled.');
		throw new ResponseError(LSPErrorCodes.RequestFailed, message);
	}
}

/** Runs an export with its progress. */
export async function answerExport<T>(
	connection: Connection,
	{ workDoneToken }: { readonly workDoneToken?: string | number },
	token: CancellationToken,
	run: (signal: AbortSignal, onProgress: ExportProgress) => Promise<T>,
): Promise<T> {
	const progress = await connection.window.attachWorkDoneProgress(workDoneToken);
	progress.begin('Exporting', 0, undefined, true);
	try {
		return await answer(token, (signal) => run(signal, (share, message) => progress.report(Math.round(share * 100), message)));
	} catch (error) {
		if (token.isCancellationRequested)
			throw new ResponseError(LSPErrorCodes.RequestCancelled, 'The export was cancelled: nothing was written.');
		throw error;
	} finally {
		progress.done();
	}
}
