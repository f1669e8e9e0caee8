/** The entry of the extension: starts the server when the first dataset is opened, and wires what shows its answers. */
import * as vscode from 'vscode';
import { registerCommands } from './commands/register.ts';
import { createDatasets } from './datasets.ts';
import { createHeatmap, type Heatmap } from './heatmap.ts';
import { createLanguageClient } from './languageClient.ts';
import { createStatusBar } from './statusBar.ts';

/** What the extension offers to others, and to its tests. */
export interface Api {
	/** What is drawn of a document's heat. */
	readonly heatmap: Pick<Heatmap, 'shown' | 'onDidChange'>;
}

export function activate(context: vscode.ExtensionContext): Api {
	const output = vscode.window.createOutputChannel('InSight', { log: true });
	const client = createLanguageClient(context, output);
	const datasets = createDatasets(client);
	context.subscriptions.push(output, client, datasets, registerCommands(datasets, context.workspaceState));
	// Not awaited: requests wait for the server by themselves, and activation stays short.
	void start(client, output);
	const heatmap = createHeatmap(datasets, output);
	context.subscriptions.push(heatmap, createStatusBar(datasets, heatmap, output));
	return { heatmap };
}

async function start(client: { start(): Promise<void> }, output: vscode.LogOutputChannel): Promise<void> {
	try {
		await client.start();
	} catch (error) {
		output.error(error instanceof Error ? error : String(error));
		const show = 'Show Output';
		const answer = await vscode.window.showErrorMessage(
			'InSight could not start its language server, so no dataset is scored.',
			show,
		);
		if (answer === show) output.show();
	}
}
