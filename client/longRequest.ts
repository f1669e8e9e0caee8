import * as vscode from 'vscode';

/** What is answered within so many milliseconds needs no notification. */
const patience = 400;

/**
 * Waits for an answer that may take a while, with a notification that tells so and can cancel it.
 *
 * @returns `undefined` where the user cancelled.
 */
export async function longRequest<Answer>(
	title: string,
	ask: (token: vscode.CancellationToken) => Promise<Answer>,
): Promise<Answer | undefined> {
	const cancellation = new vscode.CancellationTokenSource();
	const answer = ask(cancellation.token);
	const settled = answer.then(
		() => undefined,
		() => undefined,
	);
	let timer: NodeJS.Timeout | undefined;
	const tooLong = new Promise<'too long'>((resolve) => {
		timer = setTimeout(resolve, patience, 'too long');
	});
	try {
		if ((await Promise.race([settled, tooLong])) === 'too long') {
			const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
			await vscode.window.withProgress(options, (_, token) => {
				token.onCancellationRequested(() => cancellation.cancel());
				return settled;
			});
		}
		return await answer;
	} catch (error) {
		if (cancellation.token.isCancellationRequested) return undefined;
		throw error;
	} finally {
		clearTimeout(timer);
		cancellation.dispose();
	}
}
