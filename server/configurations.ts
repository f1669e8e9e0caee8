/** Which settings apply to a dataset: what the editor says, and above it what lies beside the dataset. */
import { TextDocument } from 'vscode-json-languageservice';
import type { CompletionList, Diagnostic, Hover, Position } from 'vscode-languageserver-types';
import { documentationUrl } from '../shared/findingCodes.ts';
import { parseSettings, type Settings } from '../shared/settings.ts';
import { configFileName, parseConfig } from './config/configFile.ts';
import { createConfigLanguage } from './config/configLanguage.ts';
import type { TextChange } from './core/document/documentRows.ts';
import { toSeverity } from './features/diagnostics.ts';
import type { Logger, Workspace } from './workspace.ts';

export interface Configurations {
	/** Whether a document is a settings file, and not a dataset. */
	isConfig(uri: string): boolean;
	/** The settings file that is in force for a dataset, if it is there. */
	configUriOf(datasetUri: string): string;
	/** Whether a dataset has a settings file beside it. */
	has(datasetUri: string): Promise<boolean>;
	open(uri: string, version: number, text: string): void;
	change(uri: string, version: number, changes: readonly TextChange[]): void;
	close(uri: string): void;
	/** @param editorSettings as the editor gave them for the dataset. */
	settingsFor(datasetUri: string, editorSettings: unknown): Promise<Settings>;
	/** What of a settings file cannot be used. */
	diagnostics(uri: string, editorSettings: unknown): Diagnostic[];
	complete(uri: string, position: Position): Promise<CompletionList | null>;
	hover(uri: string, position: Position): Promise<Hover | null>;
}

/** @param withSyntax whether the client leaves it to us to say that a settings file is not JSON. */
export function createConfigurations(workspace: Workspace, logger: Logger, withSyntax: () => boolean): Configurations {
	const documents = new Map<string, TextDocument>();
	const language = createConfigLanguage(workspace.settingSections);
	const configUriOf = (datasetUri: string): string => datasetUri.slice(0, datasetUri.lastIndexOf('/') + 1) + configFileName;
	const ask = <T>(uri: string, none: T, feature: (document: TextDocument) => T): T => {
		const document = documents.get(uri);
		return document === undefined ? none : feature(document);
	};
	const textOf = async (configUri: string): Promise<string | undefined> => {
		const text = documents.get(configUri)?.getText();
		if (text !== undefined) return text;
		try {
			return await workspace.readText(configUri);
		} catch (error) {
			logger.warn(`${configUri} cannot be read, so it is as if it were not there: ${error}`);
			return undefined;
		}
	};
	return {
		isConfig: (uri) => uri.endsWith(`/${configFileName}`),
		configUriOf,
		has: async (datasetUri) => (await textOf(configUriOf(datasetUri))) !== undefined,
		open: (uri, version, text) => void documents.set(uri, TextDocument.create(uri, 'jsonc', version, text)),
		change: (uri, version, changes) => {
			const document = documents.get(uri);
			if (document !== undefined) TextDocument.update(document, [...changes], version);
		},
		close: (uri) => void documents.delete(uri),
		settingsFor: async (datasetUri, editorSettings) => {
			const { values } = parseConfig((await textOf(configUriOf(datasetUri))) ?? '');
			const { settings, problems } = parseSettings(values, editorSettings);
			// Those of the file are shown in it.
			for (const { key, problem, remedy } of problems) if (values[key] === undefined) logger.warn(`${problem} ${remedy}`);
			return settings;
		},
		diagnostics: (uri, editorSettings) =>
			ask<Diagnostic[]>(uri, [], (document) => {
				const { values, problems } = parseConfig(document.getText());
				const severity = parseSettings(values, editorSettings).settings.diagnostics.severity['invalid-setting'];
				if (severity === 'off') return [];
				return problems
					.filter(({ kind }) => withSyntax() || kind !== 'syntax')
					.map(({ problem, remedy, offset, length }) => ({
						range: { start: document.positionAt(offset), end: document.positionAt(offset + length) },
						severity: toSeverity(severity),
						source: 'InSight',
						code: 'invalid-setting',
						codeDescription: { href: documentationUrl('invalid-setting') },
						message: remedy === undefined ? problem : `${problem} ${remedy}`,
					}));
			}),
		complete: (uri, position) => ask(uri, Promise.resolve(null), (document) => language.complete(document, position)),
		hover: (uri, position) => ask(uri, Promise.resolve(null), (document) => language.hover(document, position)),
	};
}
