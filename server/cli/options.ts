/** Options that every command has, and what becomes of them: settings, by the keys that they have in the editor. */
import { type Command, Option } from 'commander';
import { parsePrior } from '../../shared/belief.ts';
import { isFitted } from '../../shared/fitting.ts';
import { parseSettings, type SettingKey, type Settings, settingDefaults } from '../../shared/settings.ts';
import { configFileName } from '../config/configFile.ts';
import { parseFieldPath } from '../core/json/fieldPath.ts';
import { adapters } from '../formats/adapters.ts';
import { CommandError, ExitCode } from './commandIo.ts';

/** What commands that read datasets take. */
export const datasetFiles = 'JSONL, .gz, .zst, .parquet, .csv or .eval files, folders of them, patterns, or - for standard input';

export interface CommonOptions {
	readonly k?: string;
	readonly eta?: string;
	readonly mu?: string;
	readonly prior?: string;
	readonly discount?: string;
	readonly discountPer?: string;
	readonly seed?: string;
	readonly format?: string;
	readonly reward?: string;
	readonly threshold?: string;
	readonly soft?: boolean;
	readonly trials?: string;
	readonly group?: string;
	readonly filter?: string;
	/** A settings file; `false` for none, not even the one beside the data. */
	readonly config?: string | false;
	readonly rollouts?: readonly string[];
	readonly strategy?: string;
	readonly unseenQuota?: string;
	readonly target?: string;
	readonly low?: string;
	readonly high?: string;
	/** `false`: indexes of large files are neither used nor kept. */
	readonly cache?: boolean;
	readonly quiet?: boolean;
}

/** Which setting an option stands for. */
const settingOf: Readonly<Record<Exclude<keyof CommonOptions, 'quiet' | 'soft' | 'config' | 'rollouts' | 'cache'>, SettingKey>> = {
	k: 'insight.k',
	eta: 'insight.eta',
	mu: 'insight.mu',
	prior: 'insight.prior',
	discount: 'insight.discount',
	discountPer: 'insight.discountPer',
	seed: 'insight.seed',
	format: 'insight.format',
	reward: 'insight.success.field',
	threshold: 'insight.success.threshold',
	trials: 'insight.success.trials',
	group: 'insight.group',
	filter: 'insight.filter',
	strategy: 'insight.strategy',
	unseenQuota: 'insight.unseenQuota',
	target: 'insight.target',
	low: 'insight.band.low',
	high: 'insight.band.high',
};

type SettingOption = keyof typeof settingOf;

const numbers: ReadonlySet<string> = new Set([
	...['k', 'eta', 'mu', 'discount', 'seed', 'threshold', 'trials'],
	...['unseenQuota', 'target', 'low', 'high'],
]);

export function addCommonOptions(command: Command): Command {
	const heading = 'Scoring and reading:';
	const option = (flags: string, description: string): void => {
		command.addOption(new Option(flags, description).helpGroup(heading));
	};
	option('--k <number>', `rollouts that the next training step will draw (${settingDefaults['insight.k']})`);
	option('--eta <number>', `sharpness of the difficulty weight (${settingDefaults['insight.eta']})`);
	option('--mu <number>', `centre of the difficulty weight (${settingDefaults['insight.mu']})`);
	option(
		'--prior <alpha,beta>',
		`the belief before any rollout: two numbers, uniform, jeffreys, or fitted to the data (${settingDefaults['insight.prior']})`,
	);
	option(
		'--discount <lambda>',
		`what is left of evidence from earlier steps, 0 to 1, or fitted (${settingDefaults['insight.discount']})`,
	);
	option('--discount-per <what>', `whether it fades by visit or by training step (${settingDefaults['insight.discountPer']})`);
	option('--reward <field>', 'the reward field, such as reward or rollouts[].score (detected)');
	option('--threshold <number>', 'a reward of at least this is a success; max: the largest seen (by the format)');
	option('--soft', 'a reward below the threshold counts in part, instead of as a failure');
	option('--trials <number>', 'rollouts behind each success rate, where the data do not say');
	option('--filter <name>', 'of lm-evaluation-harness, the filter whose lines are read (the first)');
	option('--group <fields>', 'fields, separated by commas, that make lines rollouts of one example (detected)');
	option('--rollouts <files...>', 'rollouts of a training set that has none itself: files, folders or patterns');
	option('--format <name>', 'the format, where detection errs; "insight formats" lists them');
	option('--seed <number>', `of the tie-break between equal scores, and of random draws (${settingDefaults['insight.seed']})`);
	option('--config <file>', `settings for the dataset (${configFileName} beside it)`);
	option('--no-config', `no ${configFileName}`);
	option('--no-cache', 'read large files anew, and keep no index of them');
	option('--quiet', 'no progress and no notes');
	return command;
}

/** Options of commands that choose examples. */
export function addChoosingOptions(command: Command): Command {
	const heading = 'Choosing:';
	const option = (flags: string, description: string): void => {
		command.addOption(new Option(flags, description).helpGroup(heading));
	};
	option(
		'--unseen-quota <share>',
		`share that prompts without rollouts may have of a set or batch (${settingDefaults['insight.unseenQuota']})`,
	);
	option('--target <rate>', `success rate that expected-difficulty and mopps aim at (${settingDefaults['insight.target']})`);
	option('--low <rate>', `least solve rate that band keeps (${settingDefaults['insight.band.low']})`);
	option('--high <rate>', `largest solve rate that band keeps (${settingDefaults['insight.band.high']})`);
	return command;
}

/**
 * @param config values of a settings file, none of which is wrong; options come before it.
 * @throws CommandError of usage, naming the option, for a value that cannot be used.
 */
export function settingsOf(options: CommonOptions, config: Readonly<Record<string, unknown>> = {}): Settings {
	const values: Record<string, unknown> = {
		...(options.soft === true ? { 'insight.success.soft': true } : {}),
		...(options.rollouts === undefined ? {} : { 'insight.rollouts': options.rollouts }),
	};
	for (const [name, key] of Object.entries(settingOf)) {
		const text = options[name as SettingOption];
		if (text === undefined) continue;
		const expected = expectedOf(name as SettingOption, text);
		if (expected !== undefined) throw new CommandError(`${flagOf(name)} ${text}: must be ${expected}`, ExitCode.usage);
		values[key] = numbers.has(name) && text !== 'max' && !isFitted(text) ? Number(text) : name === 'group' ? text.split(',') : text;
	}
	if (options.prior !== undefined) {
		const prior = parsePrior(options.prior);
		if ('problem' in prior && !isFitted(options.prior)) throw new CommandError(prior.problem, ExitCode.usage);
	}
	const { settings, problems } = parseSettings(values, config);
	const [wrong] = problems;
	const required = (['prior', 'discount'] as const).filter((name) => isFitted(options[name] ?? ''));
	if (wrong === undefined) return { ...settings, fit: { ...settings.fit, required } };
	const option = Object.entries(settingOf).find(([, key]) => key === wrong.key)?.[0] ?? '';
	const must = wrong.problem.slice(wrong.problem.indexOf('must be'));
	throw new CommandError(`${flagOf(option)} ${options[option as SettingOption]}: ${must}`, ExitCode.usage);
}

/** `discountPer` as it is typed: `--discount-per`. */
function flagOf(name: string): string {
	return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** What a text must be that no setting could be made of; `undefined` where one can. */
function expectedOf(name: SettingOption, text: string): string | undefined {
	if (numbers.has(name) && text.trim() === '') return 'a number';
	if (name === 'trials' && !Number.isInteger(Number(text))) return 'a whole number from 1';
	if (name === 'format') {
		const names = ['auto', ...adapters.map((adapter) => adapter.name)];
		return names.includes(text) ? undefined : `one of ${names.join(', ')}`;
	}
	const fields = name === 'reward' ? [text] : name === 'group' ? text.split(',') : [];
	return fields.every((field) => parseFieldPath(field) !== undefined) ? undefined : 'the name of a field, such as extra.score';
}

/** A message of the core with the editor's names for settings and commands replaced by those of the command line. */
export function inOptions(message: string): string {
	// The longer of two keys that start alike first.
	const keys = [...Object.entries(settingOf), ['soft', 'insight.success.soft'] as const].sort(
		([, left], [, right]) => right.length - left.length,
	);
	const named = keys.reduce((text, [name, key]) => text.replaceAll(key, flagOf(name)), message);
	return named.replaceAll('InSight: Show Detected Format', 'insight formats');
}
