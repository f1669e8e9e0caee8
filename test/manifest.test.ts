/** package.json says what the code does. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { colorIds } from '../client/colorIds.ts';
import { commandIds } from '../client/commandIds.ts';
import { modeDescriptions } from '../client/modeDescriptions.ts';
import { isPinnable } from '../server/config/configFile.ts';
import { configSchema } from '../server/config/configSchema.ts';
import { adapters } from '../server/formats/adapters.ts';
import { defaultSeverities, documentationUrl, findingCodes, severities } from '../shared/findingCodes.ts';
import { heatmapModes, heatmapScales, type SettingKey, settingDefaults } from '../shared/settings.ts';
import { strategyNames, strategyTitles } from '../shared/strategies.ts';
import { version } from '../shared/version.ts';

interface Property {
	readonly default: unknown;
	readonly enum?: readonly string[];
	readonly enumDescriptions?: readonly string[];
	readonly properties?: Readonly<Record<string, Property>>;
	readonly markdownDescription?: string;
}
const read = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
const manifest = JSON.parse(read('package.json'));
const readme = read('README.md');
const sections: readonly { readonly title: string; readonly properties: Readonly<Record<string, Property>> }[] =
	manifest.contributes.configuration;
const properties: Readonly<Record<string, Property>> = Object.assign({}, ...sections.map((section) => section.properties));
/** What only the client library reads. */
const clientOnly = ['insight.trace.server'];

describe('the manifest', () => {
	it('has the version of the code, and a changelog entry for it', () => {
		expect(manifest.version).toBe(version);
		expect(read('CHANGELOG.md')).toContain(`## ${version}`);
	});

	it('contributes the commands that are registered, each in the palette or hidden from it', () => {
		const contributed = manifest.contributes.commands.map(({ command }: { command: string }) => command);
		expect(contributed.toSorted()).toEqual(Object.values(commandIds).toSorted());
		const palette = manifest.contributes.menus.commandPalette.map(({ command }: { command: string }) => command);
		expect(palette.toSorted()).toEqual(contributed.toSorted());
	});

	it('offers the dataset editor for every file that it opens, and nothing about documents in it', () => {
		const { menus, customEditors } = manifest.contributes;
		const whenOf = (menu: string): string =>
			menus[menu].find(({ command }: { command: string }) => command === commandIds.openDatasetEditor).when;
		const patternIn = (when: string): RegExp => {
			const [, source, flags] = /resourceFilename =~ \/(.*)\/(\w*)/.exec(when)!;
			return new RegExp(source!, flags);
		};
		const names = customEditors[0].selector.flatMap(({ filenamePattern }: { filenamePattern: string }) =>
			['jsonl', 'ndjson', 'json'].flatMap((kind) =>
				['gz', 'zst'].map((packed) =>
					filenamePattern
						.replace('*', 'pool')
						.replace(/\{\w+,.*?\}/, kind)
						.replace(/\{.*\}/, packed),
				),
			),
		);
		for (const name of names) {
			expect(name).toMatch(patternIn(whenOf('commandPalette')));
			// Most JSON files are no datasets.
			if (!/\.json\b/.test(name)) expect(name).toMatch(patternIn(whenOf('explorer/context')));
		}
		for (const { command, when } of menus['editor/title'])
			expect(when, command).toContain(
				`activeCustomEditorId ${command === commandIds.exportSelection ? '==' : '!='} 'insight.dataset'`,
			);
	});

	it('has the settings of the code with their defaults', () => {
		const defaults = Object.fromEntries(Object.entries(properties).map(([key, property]) => [key, property.default]));
		for (const key of clientOnly) delete defaults[key];
		expect(defaults).toEqual(settingDefaults);
		for (const [key, { markdownDescription }] of Object.entries(properties)) expect(markdownDescription, key).toBeTruthy();
	});

	it('is what the shipped JSON Schema was made of: run npm run schema', () => {
		expect(JSON.parse(read('syntaxes/insight.schema.json'))).toEqual(configSchema(sections));
	});

	it('is in the JSON Schema by dotted keys too, as the settings file is read', () => {
		const { properties: nested = {}, patternProperties = {} } = configSchema(sections);
		const accepts = (key: string): boolean =>
			Object.hasOwn(nested, key) || Object.keys(patternProperties).some((pattern) => new RegExp(pattern).test(key));
		const pinnable = Object.keys(settingDefaults).filter((key) => isPinnable(key as SettingKey));
		expect(pinnable.map((key) => key.replace('insight.', '')).filter((key) => !accepts(key))).toEqual([]);
		expect(['success.nothing', 'successxfield', 'heatmap.top'].filter(accepts)).toEqual([]);
	});

	it('offers the choices that the code has', () => {
		expect(properties['insight.heatmap.mode']?.enum).toEqual(heatmapModes);
		expect(properties['insight.heatmap.mode']?.enumDescriptions).toEqual(heatmapModes.map((mode) => modeDescriptions[mode]));
		expect(properties['insight.heatmap.scale']?.enum).toEqual(heatmapScales);
		expect(properties['insight.strategy']?.enum).toEqual(strategyNames);
		expect(properties['insight.strategy']?.enumDescriptions?.map((text) => text.toLowerCase())).toEqual(
			strategyNames.map((name) => strategyTitles[name].toLowerCase()),
		);
		expect(properties['insight.format']?.enum).toEqual(['auto', ...adapters.map(({ name }) => name)]);
		expect(properties['insight.format']?.enumDescriptions?.slice(1)).toEqual(
			adapters.map(({ title }) => title.replace(/^a /, 'A ')),
		);
		for (const [key, property] of Object.entries(properties)) {
			if (property.enumDescriptions !== undefined) expect(property.enumDescriptions, key).toHaveLength(property.enum!.length);
		}
		const codes = properties['insight.diagnostics.severity']!.properties!;
		expect(Object.fromEntries(Object.entries(codes).map(([code, schema]) => [code, schema.default]))).toEqual(defaultSeverities);
		for (const schema of Object.values(codes)) expect(schema.enum).toEqual(severities);
	});

	it('defines a heat colour a bucket for the four kinds of theme', () => {
		const colors: readonly { id: string; defaults: Record<string, string> }[] = manifest.contributes.colors;
		expect(colors.map(({ id }) => id)).toEqual(colorIds);
		for (const { id, defaults } of colors)
			expect(Object.keys(defaults), id).toEqual(['dark', 'light', 'highContrast', 'highContrastLight']);
	});

	it('starts for jsonl documents only', () => {
		expect(manifest.activationEvents).toEqual(['onLanguage:jsonl', 'onWebviewPanel:insight.review']);
	});

	it('asks for the VS Code that its types and its language client are about', () => {
		expect(manifest.engines.vscode).toBe(`^${manifest.devDependencies['@types/vscode']}`);
		const client = JSON.parse(read('node_modules/vscode-languageclient/package.json'));
		expect(client.engines.vscode).toBe(manifest.engines.vscode);
	});

	it('packs what runs and what is read, and nothing else', () => {
		const [first, ...kept] = read('.vscodeignore').trim().split('\n');
		expect(first).toBe('**');
		for (const pattern of kept)
			expect(pattern).toMatch(
				/^!(dist\/\*\.cjs|dist\/webview\/(\*\.(js|css)|fonts\/KaTeX_\{[\w,]+\}\*\.woff2)|syntaxes\/\*\*|client\/media\/(icon\.png|walkthrough\/\*\*)|[\w.]+)$/,
			);
		expect(kept).toContain(`!${manifest.icon}`);
		expect(manifest.main).toMatch(/^\.\/dist\/\w+\.cjs$/);
		expect(kept).toContain('!dist/*.cjs');
	});

	it('has a walkthrough of pages that are there and commands that exist', () => {
		const [{ id, steps }] = manifest.contributes.walkthroughs;
		expect(read('client/commands/register.ts')).toContain(`'${manifest.publisher}.${manifest.name}#${id}'`);
		for (const { description, media } of steps) {
			expect(read(media.markdown)).toMatch(/^### /);
			for (const [, command] of description.matchAll(/\(command:(insight\.\w+)\)/g))
				expect(Object.values(commandIds)).toContain(command);
		}
	});

	it('pins every version', () => {
		for (const [name, range] of Object.entries<string>({ ...manifest.dependencies, ...manifest.devDependencies })) {
			expect(range, name).toMatch(/^\d+\.\d+\.\d+$/);
		}
	});
});

describe('the README', () => {
	it('explains every finding under the anchor that diagnostics link to', () => {
		for (const code of findingCodes) {
			expect(readme).toContain(`\n#### ${code}\n`);
			expect(documentationUrl(code)).toBe(`${manifest.repository.url.replace(/\.git$/, '')}#${code}`);
		}
	});

	it('names every format, and every runtime dependency', () => {
		for (const { name } of adapters) expect(readme).toContain(`\`${name}\``);
		for (const name of Object.keys(manifest.dependencies))
			expect(readme).toContain(name.replace(/^vscode-language(client|server-types)$/, '-'));
	});

	it('names every setting', () => {
		for (const key of Object.keys(settingDefaults)) {
			const last = key.slice(key.lastIndexOf('.'));
			expect(readme.includes(`\`${key}\``) || readme.includes(`\`${last}\``), key).toBe(true);
		}
	});

	it('shows the pictures that are kept, each with words for it', () => {
		const shown = [...readme.matchAll(/!\[([^\]]{20,})\]\(examples\/pictures\/([^)]+)\)/g)].map(([, , name]) => name);
		expect(shown.toSorted()).toEqual(readdirSync(new URL('../examples/pictures', import.meta.url)).toSorted());
	});
});
