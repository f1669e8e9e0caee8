/** Says which tier the document in front is in, and offers the dataset editor where the text editor falls short. */
import * as vscode from 'vscode';
import { commandIds } from './commandIds.ts';
import { largestRichDocument, type Tier, tierOf, tierTexts } from './tiers.ts';

const datasetNames = /\.(jsonl|ndjson)$/i;

/** A file in a text editor, whether VS Code hands it to us or not. */
interface Front {
	readonly uri: vscode.Uri;
	readonly tier: Tier;
}

export function createTierStatus(log: vscode.LogOutputChannel): vscode.Disposable {
	const item = vscode.languages.createLanguageStatusItem('insight.tier', { language: 'jsonl' });
	item.name = 'InSight';
	// Over the limit VS Code shows no language status either.
	const tooLarge = vscode.window.createStatusBarItem('insight.tooLarge', vscode.StatusBarAlignment.Right, 100);
	tooLarge.name = 'InSight: Size';
	tooLarge.backgroundColor = new vscode.ThemeColor('statusBarItem.warningBackground');
	/** Files whose offer was made; once is enough. */
	const offered = new Set<string>();

	const update = async (): Promise<void> => {
		const front = await frontDocument();
		if (front?.tier !== 'none') tooLarge.hide();
		if (front === undefined) return;
		const { label, detail } = tierTexts[front.tier];
		item.text = label;
		item.detail = detail;
		item.severity = front.tier === 'full' ? vscode.LanguageStatusSeverity.Information : vscode.LanguageStatusSeverity.Warning;
		const command = { title: 'Open in Dataset Editor', command: commandIds.openDatasetEditor, arguments: [front.uri] };
		item.command = command;
		if (front.tier === 'none') {
			tooLarge.text = `$(warning) ${label}`;
			tooLarge.tooltip = `${detail}\n\nOpens it there.`;
			tooLarge.command = command;
			tooLarge.show();
		}
		if (front.tier !== 'full') await offer(front, offered);
	};
	const safely = (): void => {
		update().catch((error: unknown) => log.error(`tier: ${error}`));
	};
	const subscriptions = [
		item,
		tooLarge,
		vscode.window.onDidChangeActiveTextEditor(safely),
		vscode.window.tabGroups.onDidChangeTabs(safely),
	];
	safely();
	return vscode.Disposable.from(...subscriptions);
}

/** The dataset in front, if it is in a text editor. Of one that is too large there is no text editor for extensions, only a tab. */
async function frontDocument(): Promise<Front | undefined> {
	const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
	if (!(input instanceof vscode.TabInputText)) return undefined;
	const { uri } = input;
	const document = vscode.workspace.textDocuments.find((candidate) => candidate.uri.toString() === uri.toString());
	if (document !== undefined) {
		if (document.languageId !== 'jsonl') return undefined;
		const length = document.offsetAt(document.lineAt(document.lineCount - 1).range.end);
		return { uri, tier: tierOf({ length, lines: document.lineCount }) };
	}
	if (uri.scheme !== 'file' || !datasetNames.test(uri.path)) return undefined;
	const { size } = await vscode.workspace.fs.stat(uri);
	// A smaller one is handed over in a moment. Of larger ones, some hosts of VS Code show none before they are asked twice.
	return size > largestRichDocument ? { uri, tier: tierOf({ length: size, lines: 0 }) } : undefined;
}

async function offer({ uri, tier }: Front, offered: Set<string>): Promise<void> {
	if (offered.has(uri.toString())) return;
	offered.add(uri.toString());
	const open = 'Open in Dataset Editor';
	const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
	if ((await vscode.window.showInformationMessage(`${name}: ${tierTexts[tier].detail}`, open)) === open)
		await vscode.commands.executeCommand(commandIds.openDatasetEditor, uri);
}
