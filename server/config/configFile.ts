/** `insight.jsonc`: settings that lie beside a dataset, so that whoever opens it reads and scores it the same way. */
import { type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import { parseSettings, type SettingKey, settingDefaults } from '../../shared/settings.ts';

export const configFileName = 'insight.jsonc';

/** What the file may pin: what bears on what is read, scored and found, not on how an editor shows it. */
export function isPinnable(key: SettingKey): boolean {
	return !/^insight\.(heatmap|codeLens|diagnostics\.limit)/.test(key);
}

/** A part of the file that cannot be used as it is. Offsets are UTF-16 units. */
export interface ConfigProblem {
	/** `syntax`: the file is not JSON there, as any JSON editor says too. `editor`: an editor's own setting, of no concern to others. */
	readonly kind: 'syntax' | 'setting' | 'editor';
	/** What is wrong, for people. */
	readonly problem: string;
	/** What an editor, which goes on without it, does instead. */
	readonly remedy?: string;
	readonly offset: number;
	readonly length: number;
}

/** The parser's errors in words. */
const syntaxErrors: Readonly<Record<ReturnType<typeof printParseErrorCode>, string>> = {
	InvalidSymbol: 'this is no value (texts stand in double quotes)',
	InvalidNumberFormat: 'this is no number',
	PropertyNameExpected: 'a key in double quotes is missing here',
	ValueExpected: 'a value is missing here',
	ColonExpected: 'a colon is missing here',
	CommaExpected: 'a comma is missing here',
	CloseBraceExpected: 'a closing brace } is missing here',
	CloseBracketExpected: 'a closing bracket ] is missing here',
	EndOfFileExpected: 'the file should end here',
	InvalidCommentToken: 'no comment may stand here',
	UnexpectedEndOfComment: 'this comment is not closed',
	UnexpectedEndOfString: 'this text is not closed',
	UnexpectedEndOfNumber: 'this number is cut off',
	InvalidUnicode: 'this is no \\u escape with four hex digits',
	InvalidEscapeCharacter: 'there is no such escape in a text',
	InvalidCharacter: 'this character is to be escaped in a text',
	'<unknown ParseErrorCode>': 'it cannot be read here',
};

export interface Config {
	/** Values by full setting key, as {@link parseSettings} takes them. */
	readonly values: Readonly<Record<string, unknown>>;
	readonly problems: readonly ConfigProblem[];
}

/**
 * Reads the file's text: JSON with comments and trailing commas, whose keys are those of the settings without `insight.`, nested or dotted.
 * Of a broken text, what can be had of it is used.
 */
export function parseConfig(text: string): Config {
	const errors: ParseError[] = [];
	// A file of nothing but comments pins nothing.
	const root = parseTree(text, errors, { allowTrailingComma: true, allowEmptyContent: true });
	const problems: ConfigProblem[] = errors.map(({ error, offset, length }) => ({
		kind: 'syntax',
		problem: `Not valid JSON: ${syntaxErrors[printParseErrorCode(error)]}.`,
		offset,
		length,
	}));
	const values: Record<string, unknown> = {};
	if (root !== undefined && root.type !== 'object')
		problems.push(problemAt(root, 'Settings are a JSON object, such as {"k": 16}.'));
	const places = new Map<string, Node>();
	for (const property of root?.type === 'object' ? (root.children ?? []) : []) collect(property, '', values, places, problems);
	for (const { key, problem, remedy } of parseSettings(values).problems) {
		const node = places.get(key);
		if (node !== undefined) problems.push({ ...problemAt(node, withoutPrefix(problem)), remedy });
	}
	return { values, problems: problems.sort((left, right) => left.offset - right.offset) };
}

/** Takes the setting that a property stands for, or looks for settings in its object. */
function collect(
	property: Node,
	prefix: string,
	values: Record<string, unknown>,
	places: Map<string, Node>,
	problems: ConfigProblem[],
): void {
	const [name, value] = property.children ?? [];
	if (name === undefined || value === undefined) return;
	const path = prefix + String(name.value);
	if (path === '$schema') return;
	const key = `insight.${path}`;
	if (isSetting(key)) {
		if (isPinnable(key)) {
			values[key] = jsonOf(value);
			places.set(key, value);
		} else {
			const problem = `"${path}" is about how an editor shows datasets: set ${key} in the editor.`;
			problems.push({ ...problemAt(name, problem), kind: 'editor' });
		}
	} else if (value.type === 'object' && Object.keys(settingDefaults).some((known) => known.startsWith(`${key}.`))) {
		for (const child of value.children ?? []) collect(child, `${path}.`, values, places, problems);
	} else problems.push(problemAt(name, `There is no setting "${path}".`));
}

function isSetting(key: string): key is SettingKey {
	return Object.hasOwn(settingDefaults, key);
}

/** The value of a node, without what is `__proto__` to JavaScript. */
function jsonOf(node: Node): unknown {
	if (node.type === 'array') return (node.children ?? []).map(jsonOf);
	if (node.type !== 'object') return node.value;
	const entries = (node.children ?? []).map(({ children: [name, value] = [] }) => [
		String(name?.value),
		value === undefined ? undefined : jsonOf(value),
	]);
	return Object.fromEntries(entries);
}

function problemAt({ offset, length }: Node, problem: string): ConfigProblem {
	return { kind: 'setting', problem, offset, length };
}

/** In the file, keys stand without their prefix. */
function withoutPrefix(problem: string): string {
	return problem.replace(/^insight\./, '');
}
