import { type CodeAction, CodeActionKind, type Diagnostic, type TextEdit } from 'vscode-languageserver-types';
import type { FindingCode } from '../../shared/findingCodes.ts';
import { formatQuantity } from '../../shared/format.ts';
import { configFileName } from '../config/configFile.ts';
import { proposeConfig } from '../config/proposeConfig.ts';
import type { ScoredDocument } from '../core/document/scoredDocument.ts';
import { rewardCandidates } from '../formats/rewardCandidates.ts';
import { sampleBytes, takeSample } from '../formats/sample.ts';
import { lineStart } from './ranges.ts';

/** Findings that deleting the line resolves, and what that is called. */
const deletions: ReadonlyMap<unknown, string> = new Map<FindingCode, string>([
	['invalid-json', 'Delete the broken line'],
	['not-an-object', 'Delete the line, which is no record'],
	['torn-last-line', 'Delete the torn line'],
	['duplicate-id', 'Delete the record that repeats the id'],
	['duplicate-prompt', 'Delete the record that repeats the prompt'],
]);

/** Findings of lines that no reader can use. */
const unusable: ReadonlySet<unknown> = new Set<FindingCode>(['invalid-json', 'not-an-object']);

/** Quick fixes for findings, as the client shows them: each deletes its line; where lines are broken, one deletes all of them. */
export function codeActions(document: ScoredDocument, shown: readonly Diagnostic[]): CodeAction[] {
	const actions: CodeAction[] = [];
	const { dataset, places } = document;
	for (const diagnostic of shown) {
		const { line } = diagnostic.range.start;
		const title = deletions.get(diagnostic.code);
		const rows = places.rowsOf(line);
		// The others of a batch are not to go with one of it.
		if (title === undefined || rows.end - rows.start > 1) continue;
		actions.push(deletion(title, document, [line], [diagnostic]));
	}
	const broken = shown.filter(({ code }) => unusable.has(code));
	if (broken.length === 0) return actions;
	const problems = dataset.problems.filter(({ code }) => unusable.has(code));
	const lines = [...new Set(problems.map(({ lineNumber }) => places.lineOf(lineNumber)))];
	if (lines.length > 1)
		actions.push(deletion(`Delete all ${formatQuantity(lines.length, 'broken line')}`, document, lines, broken));
	return actions;
}

/** For a dataset that is not recognised: a settings file to say how it is to be read. */
export function describeFormatAction(
	{ places, lineText }: ScoredDocument,
	configUri: string,
	shown: readonly Diagnostic[],
): CodeAction[] {
	const diagnostics = shown.filter(({ code }) => code === 'unknown-format');
	if (diagnostics.length === 0) return [];
	let head = '';
	for (let line = 0; line < places.lineCount && head.length < sampleBytes; line++) head += `${lineText(line)}\n`;
	const { records } = takeSample(new TextEncoder().encode(head));
	const newText = proposeConfig(rewardCandidates(records));
	const start = lineStart(0);
	const documentChanges = [
		{ kind: 'create' as const, uri: configUri, options: { ignoreIfExists: true } },
		{ textDocument: { uri: configUri, version: null }, edits: [{ range: start, newText }] },
	];
	return [
		{
			title: `Say how to read it in ${configFileName}`,
			kind: CodeActionKind.QuickFix,
			diagnostics,
			isPreferred: true,
			edit: { documentChanges },
		},
	];
}

/** For a training set without rewards: rollouts can stand elsewhere. */
export function attachRolloutsAction({ uri, dataset }: ScoredDocument, shown: readonly Diagnostic[]): CodeAction[] {
	const diagnostics = shown.filter(({ code }) => code === 'unknown-format');
	if (diagnostics.length === 0 || dataset.lineCount === 0) return [];
	const title = 'Attach rollouts from other files…';
	const command = { title, command: 'insight.attachRollouts', arguments: [{ uri }] };
	return [{ title, kind: CodeActionKind.QuickFix, diagnostics, command }];
}

function deletion(title: string, document: ScoredDocument, lines: readonly number[], diagnostics: Diagnostic[]): CodeAction {
	const edit = { changes: { [document.uri]: lines.map((line) => deleteLine(document, line)) } };
	return { title, kind: CodeActionKind.QuickFix, diagnostics, edit };
}

/** The line with its line break; of the last line, with the break before it where there is one, for it has none of its own. */
function deleteLine({ places: { lineCount }, lineText }: ScoredDocument, line: number): TextEdit {
	if (line + 1 < lineCount) return { range: { start: { line, character: 0 }, end: { line: line + 1, character: 0 } }, newText: '' };
	const end = { line, character: lineText(line).length };
	const start = line === 0 ? { line, character: 0 } : { line: line - 1, character: lineText(line - 1).length };
	return { range: { start, end }, newText: '' };
}
