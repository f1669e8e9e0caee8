/** Texts out of records as documents that cannot be edited, so that VS Code's own editors show and compare them. */
import * as vscode from 'vscode';
import type { TableRollout } from '../shared/tableProtocol.ts';

const scheme = 'insight-text';
/** Documents that nobody looks at any more are not asked for again. */
const keptTexts = 50;

export interface RolloutDocuments {
	showDiff(name: string, rollouts: readonly (TableRollout | undefined)[]): Promise<void>;
	/** Shows Markdown, rendered where VS Code can. */
	showText(name: string, markdown: string): Promise<void>;
	dispose(): void;
}

export function createRolloutDocuments(): RolloutDocuments {
	const texts = new Map<string, string>();
	let count = 0;
	const provider = vscode.workspace.registerTextDocumentContentProvider(scheme, {
		provideTextDocumentContent: (uri) =>
			texts.get(uri.toString()) ?? 'This text is not kept any more. Open it from the dataset editor again.',
	});
	const keep = (name: string, text: string): vscode.Uri => {
		// A name may hold anything, and a slash would make folders of it.
		const uri = vscode.Uri.from({ scheme, path: `/${name.replaceAll('/', '∕')}`, query: String(++count) });
		texts.set(uri.toString(), text);
		for (const oldest of [...texts.keys()].slice(0, -keptTexts)) texts.delete(oldest);
		return uri;
	};
	const nameOf = ({ position, reward, isSuccess }: TableRollout): string =>
		`rollout ${position + 1} (${isSuccess === null ? 'unscored' : isSuccess ? 'solved' : 'failed'}${reward === null ? '' : `, reward ${reward}`})`;
	return {
		async showDiff(name, [left, right]) {
			if (left === undefined || right === undefined) throw new Error('The rollouts are not there any more.');
			const [first, second] = [left, right].map((rollout) => keep(`${name} ${nameOf(rollout)}.md`, rollout.text ?? ''));
			const title = `${name}: ${nameOf(left)} ↔ ${nameOf(right)}`;
			await vscode.commands.executeCommand('vscode.diff', first, second, title, { viewColumn: vscode.ViewColumn.Beside });
		},
		async showText(name, markdown) {
			await vscode.commands.executeCommand('markdown.showPreviewToSide', keep(name, markdown));
		},
		dispose: () => provider.dispose(),
	};
}
