/** The JSON Schema of `insight.jsonc`, made of what the manifest says of the settings, so that it is written once. */
import type { JSONSchema } from 'vscode-json-languageservice';
import type { SettingKey } from '../../shared/settings.ts';
import { isPinnable } from './configFile.ts';

/** A titled group of settings, as `contributes.configuration` of the manifest has them. */
export interface SettingSection {
	readonly properties: Readonly<Record<string, object>>;
}

/** What of the manifest's schemas only VS Code's settings editor understands. */
const editorOnly: ReadonlySet<string> = new Set(['scope', 'order']);

export function configSchema(sections: readonly SettingSection[]): JSONSchema {
	const root = objectSchema('Settings for the datasets in this folder.');
	for (const [key, property] of sections.flatMap((section) => Object.entries(section.properties))) {
		if (!isPinnable(key as SettingKey) || key.startsWith('insight.trace')) continue;
		const path = key.split('.').slice(1);
		const name = path.pop()!;
		let parent = root;
		for (const part of path) parent = descend(parent, part);
		const schema: JSONSchema = Object.fromEntries(Object.entries(property).filter(([keyword]) => !editorOnly.has(keyword)));
		// Only VS Code and its kin know the Markdown keyword.
		const description = schema.markdownDescription?.replaceAll(/[*`]/g, '');
		const described: JSONSchema = { ...schema, ...(description === undefined ? {} : { description }) };
		parent.properties = { ...parent.properties, [name]: described };
		// Dotted keys are read as well; as a pattern they are not proposed beside the nested ones.
		if (parent !== root) root.patternProperties = { ...root.patternProperties, [`^${[...path, name].join('\\.')}$`]: described };
	}
	root.properties = { $schema: { type: 'string' }, ...root.properties };
	return { ...root, $schema: 'http://json-schema.org/draft-07/schema#', allowComments: true, allowTrailingCommas: true };
}

function descend(parent: JSONSchema, name: string): JSONSchema {
	const known = parent.properties?.[name];
	if (typeof known === 'object') return known;
	const child = objectSchema(`Settings of ${name}.`);
	parent.properties = { ...parent.properties, [name]: child };
	return child;
}

function objectSchema(description: string): JSONSchema {
	return { type: 'object', description, additionalProperties: false };
}
