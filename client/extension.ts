/** The entry of the extension: starts the server when the first dataset is opened, and wires what shows its answers. */
import * as vscode from 'vscode';
import { registerCommands } from './commands/register.ts';
import { createDatasetEditors, type DatasetEditors } from './datasetEditor.ts';
import { createDatasets } from './datasets.ts';
import { createHeatmap, type Heatmap } from './heatmap.ts';
import { createLanguageClient } from './languageClient.ts';
import { createReviews, type Reviews, reviewViewType } from './reviews.ts';
import { createRolloutDocuments } from './rolloutDocuments.ts';
import { createStatusBar } from './statusBar.ts';
import { createTables } from './tables.ts';
import { createTierStatus } from './tierStatus.ts';

/** What the extension offers to others, and to its tests. */
export interface Api {
	/** What is drawn of a document's heat. */
	readonly heatmap: Pick<Heatmap, 'shown' | 'onDidChange'>;
	/** What is reviewed. */
	readonly reviews: Pick<Reviews, 'shown' | 'restore'>;
	/** What dataset editors show. */
	readonly datasetEditors: Pick<DatasetEditors, 'shown' | 'active'>;
}

export function activate(context: vscode.ExtensionContext): Api {
	const output = vscode.window.createOutputChannel('InSight', { log: true });
	const client = createLanguageClient(context, output);
	const datasets = createDatasets(client);
	// Not awaited: requests wait for the server by themselves, and activation stays short. The client says it when it cannot start.
	client.start().catch((error: unknown) => output.debug(`start: ${error}`));
	const heatmap = createHeatmap(datasets, output);
	const memory = context.workspaceState;
	const reviews = createReviews(datasets, memory, output);
	const tables = createTables(client);
	const rollouts = createRolloutDocuments();
	const datasetEditors = createDatasetEditors(context.extensionUri, { tables, datasets, rollouts, memory, log: output });
	context.subscriptions.push(
		output,
		client,
		datasets,
		registerCommands(datasets, tables, datasetEditors, reviews, memory),
		heatmap,
		reviews,
		vscode.window.registerWebviewPanelSerializer(reviewViewType, { deserializeWebviewPanel: reviews.restore }),
		createStatusBar(datasets, heatmap, output),
		tables,
		rollouts,
		datasetEditors,
		createTierStatus(output),
	);
	return { heatmap, reviews, datasetEditors };
}
