/** What an editor can ask about `insight.jsonc`. Its problems are not found by the schema: the command line finds the same in the same file. */
import { type CompletionList, getLanguageService, type Hover, type Position, type TextDocument } from 'vscode-json-languageservice';
import { configFileName } from './configFile.ts';
import { configSchema, type SettingSection } from './configSchema.ts';

export interface ConfigLanguage {
	complete(document: TextDocument, position: Position): Promise<CompletionList | null>;
	hover(document: TextDocument, position: Position): Promise<Hover | null>;
}

export function createConfigLanguage(sections: readonly SettingSection[]): ConfigLanguage {
	const service = getLanguageService({});
	const schema = configSchema(sections);
	service.configure({ schemas: [{ uri: 'insight://settings.schema.json', fileMatch: [configFileName], schema }] });
	return {
		complete: async (document, position) => service.doComplete(document, position, service.parseJSONDocument(document)),
		hover: async (document, position) => service.doHover(document, position, service.parseJSONDocument(document)),
	};
}
