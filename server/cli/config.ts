/** The settings of a command: its options, and below them the settings file that lies beside the data. */
import { readFile, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join } from 'node:path';
import type { Settings } from '../../shared/settings.ts';
import { type Config, configFileName, parseConfig } from '../config/configFile.ts';
import { codeOf, ioError } from '../hosts/node/ioError.ts';
import { stdinName } from '../hosts/node/stdinSource.ts';
import { CommandError, type CommandIo, ExitCode, say } from './commandIo.ts';
import { type CommonOptions, settingsOf } from './options.ts';

/**
 * @param paths of the inputs, files or folders.
 * @throws CommandError of usage for options and settings that cannot be used, or where several settings files lie beside the inputs.
 */
export async function settingsFor(paths: readonly string[], options: CommonOptions, io: CommandIo): Promise<Settings> {
	// Options first: a typing error there is reported whatever lies around.
	settingsOf(options);
	if (options.config === false) return settingsOf(options);
	if (options.config !== undefined) return settingsOf(options, valuesOf(options.config, await readText(options.config)));
	const found = await configsBeside(paths);
	const [first, second] = found;
	if (first === undefined) return settingsOf(options);
	if (second !== undefined) {
		const names = found.map(({ path }) => path).join(' and ');
		throw new CommandError(`there are different settings in ${names}: name one with --config, or say --no-config`, ExitCode.usage);
	}
	if (options.quiet !== true) await say(io, `settings from ${first.path}`);
	return settingsOf(options, valuesOf(first.path, first.text));
}

/** The settings files in the inputs' folders; those of the same text count once. */
async function configsBeside(paths: readonly string[]): Promise<readonly { readonly path: string; readonly text: string }[]> {
	const found = new Map<string, { readonly path: string; readonly text: string }>();
	for (const input of paths) {
		if (input === stdinName) continue;
		// An input that is not there is reported where it is opened.
		const isFolder = await stat(input).then(
			(stats) => stats.isDirectory(),
			() => false,
		);
		const path = join(isFolder ? input : dirname(input), configFileName);
		const text = await readFile(path, 'utf8').catch((error: unknown) => {
			if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return undefined;
			throw ioError('read', path, error);
		});
		if (text !== undefined && !found.has(text)) found.set(text, { path, text });
	}
	return [...found.values()];
}

function readText(path: string): Promise<string> {
	return readFile(path, 'utf8').catch((error: unknown) => {
		throw ioError('read', path, error);
	});
}

/** @throws CommandError with every problem and its place: half a settings file is none. What only editors look at is left to them. */
function valuesOf(path: string, text: string): Config['values'] {
	const { values, problems: all } = parseConfig(text);
	const problems = all.filter(({ kind }) => kind !== 'editor');
	if (problems.length === 0) return withPathsFrom(dirname(path), values);
	const messages = problems.map(({ offset, problem }) => {
		const before = text.slice(0, offset).split('\n');
		return `${path}:${before.length}:${before.at(-1)!.length + 1}: ${problem}`;
	});
	throw new CommandError(messages.join('\n'), ExitCode.usage);
}

/** Paths in a settings file start from its folder. */
function withPathsFrom(folder: string, values: Config['values']): Config['values'] {
	const rollouts = values['insight.rollouts'];
	if (!Array.isArray(rollouts)) return values;
	const paths = rollouts.map((path: unknown) => (typeof path === 'string' && !isAbsolute(path) ? join(folder, path) : path));
	return { ...values, 'insight.rollouts': paths };
}
