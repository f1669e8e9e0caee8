/** Every setting, its default and its domain. The only defaults in the code: package.json's are tested equal to them. */
import type { Discount, Prior } from './belief.ts';
import { type FindingCode, parseSeverities, type Severity } from './findingCodes.ts';
import { type Fitting, nothingToFit, parseDiscountSetting, parsePriorSetting } from './fitting.ts';
import { lookUpSetting } from './settingLookup.ts';
import { type StrategyName, strategyNames } from './strategies.ts';

export const heatmapModes = ['score', 'uncertainty', 'difficulty', 'evidence'] as const;
export type HeatmapMode = (typeof heatmapModes)[number];

export const heatmapScales = ['rank', 'linear', 'log'] as const;
export type HeatmapScale = (typeof heatmapScales)[number];

export const discountPeriods = ['visit', 'step'] as const satisfies readonly Discount['per'][];

/** Defaults by full key, as users write them in settings.json; the command line's options mean the same keys. */
export const settingDefaults = {
	'insight.k': 8,
	'insight.eta': 3,
	'insight.mu': 0.3,
	'insight.prior': '1,1',
	'insight.discount': 1,
	'insight.discountPer': 'visit',
	'insight.seed': 0,
	'insight.strategy': 'insight',
	'insight.unseenQuota': 0.25,
	'insight.target': 0.5,
	'insight.band.low': 0.2,
	'insight.band.high': 0.8,
	'insight.format': 'auto',
	'insight.success.field': '',
	'insight.success.threshold': null,
	'insight.success.soft': false,
	'insight.success.trials': null,
	'insight.group': [],
	'insight.filter': '',
	'insight.fields': {},
	'insight.rollouts': [],
	'insight.heatmap.enabled': true,
	'insight.heatmap.mode': 'score',
	'insight.heatmap.scale': 'rank',
	'insight.heatmap.top': '10%',
	'insight.codeLens.enabled': true,
	'insight.codeLens.limit': 5000,
	'insight.diagnostics.limit': 1000,
	'insight.diagnostics.severity': {},
	'insight.curriculum.minTrials': 4,
	'insight.curriculum.wellEstimatedWidth': 0.2,
} as const;

export type SettingKey = keyof typeof settingDefaults;

/** The settings as the program uses them. */
export interface Settings {
	/** Rollouts that the next training step will draw for a prompt: K of InSight eq. 13. */
	readonly k: number;
	/** Sharpness and centre of the difficulty weight, InSight eq. 15. */
	readonly eta: number;
	readonly mu: number;
	readonly prior: Prior;
	/** How evidence of earlier training steps fades. */
	readonly discount: Discount;
	/** What of the two is to be fitted to the data. */
	readonly fit: Fitting;
	/** Paths of the rollouts of a training set that has none itself; empty: it has them. */
	readonly rollouts: readonly string[];
	/** Seed of the tie-break between equal scores, and of strategies that draw random numbers. */
	readonly seed: number;
	readonly choosing: {
		readonly strategy: StrategyName;
		/** The share of a chosen set that prompts without rollouts may have, in [0, 1]. */
		readonly unseenQuota: number;
		/** The success rate that some strategies aim at. */
		readonly target: number;
		/** The band of solve rates that one of them keeps. */
		readonly low: number;
		readonly high: number;
	};
	readonly reading: ReadingSettings;
	readonly heatmap: { readonly enabled: boolean; readonly mode: HeatmapMode; readonly scale: HeatmapScale; readonly top: Amount };
	readonly codeLens: { readonly enabled: boolean; readonly limit: number };
	readonly diagnostics: { readonly limit: number; readonly severity: Readonly<Record<FindingCode, Severity>> };
	readonly curriculum: {
		/** Rollouts it takes before a prompt is called mastered or intractable. */
		readonly minTrials: number;
		/** A 95 % interval narrower than this counts as well estimated. */
		readonly wellEstimatedWidth: number;
	};
}

/** How records are read, where the user decides it instead of detection. */
export interface ReadingSettings {
	/** An adapter's name, or `auto`. */
	readonly format: string;
	/** Path of the reward field; empty: detected. */
	readonly rewardField: string;
	/** A reward of at least this is a success; `max`: the largest reward seen; `null`: by the format's rule. */
	readonly threshold: number | 'max' | null;
	/** Rewards below the threshold count in part instead of not at all. */
	readonly isSoft: boolean;
	/** Number of rollouts behind each success rate, where the data do not say; `null`: unknown. */
	readonly trials: number | null;
	/** Paths of the fields that make rollouts of one example belong together; empty: detected. */
	readonly group: readonly string[];
	/** Which reading of the same rollouts counts, where a harness writes several; empty: the first. */
	readonly filter: string;
	/** Paths of other fields; those that are not named are detected. */
	readonly fields: Readonly<Partial<Record<FieldRole, string>>>;
}

/** What a field of a record can be, besides a reward or a part of the group's key. */
export const fieldRoles = ['id', 'prompt', 'groundTruth', 'response', 'step', 'sample', 'error'] as const;
export type FieldRole = (typeof fieldRoles)[number];

/** A number of examples, or a share of them. */
export type Amount = { readonly count: number } | { readonly percent: number };

/** A setting that cannot be used as it is; its default is in force. */
export interface SettingProblem {
	readonly key: string;
	/** What is wrong, and what is in force instead: sentences for people. */
	readonly problem: string;
	readonly remedy: string;
}

/** Parses `10`, `10%` or `12.5 %`. @returns `undefined` for anything else, for 0 and for more than 100 %. */
export function parseAmount(text: string): Amount | undefined {
	const match = /^\s*(\d+(?:\.\d+)?)\s*(%?)\s*$/.exec(text);
	if (match === null) return undefined;
	const value = Number(match[1]);
	if (match[2] === '%') return value > 0 && value <= 100 ? { percent: value } : undefined;
	return Number.isSafeInteger(value) && value > 0 ? { count: value } : undefined;
}

/** The number of examples that an amount means among `available`; a share is rounded up, so that it is never nothing. */
export function countOf(amount: Amount, available: number): number {
	return Math.min(available, 'count' in amount ? amount.count : Math.ceil((available * amount.percent) / 100));
}

/**
 * Settings from whatever settings files, editors and command lines give.
 *
 * @param layers each by full key or as nested objects under `insight`, as editors send them; of a key in several, the first layer's value
 * counts. Unknown keys are not looked at.
 * @returns settings that are always usable, and a problem for each value that is not.
 */
export function parseSettings(...layers: readonly unknown[]): {
	readonly settings: Settings;
	readonly problems: readonly SettingProblem[];
} {
	const problems: SettingProblem[] = [];
	/** The value of a key if `accept` makes something of it, else that of the default. */
	const take = <T>(key: SettingKey, expected: string, accept: (value: unknown) => T | undefined): T => {
		const value = layers.map((layer) => lookUpSetting(layer, key)).find((found) => found !== undefined);
		const accepted = value === undefined ? undefined : accept(value);
		if (accepted !== undefined) return accepted;
		if (value !== undefined) {
			const problem = `${key} is ${JSON.stringify(value)}, but must be ${expected}.`;
			problems.push({ key, problem, remedy: `Using ${JSON.stringify(settingDefaults[key])}.` });
		}
		return accept(settingDefaults[key])!;
	};
	const number = (key: SettingKey, min: number, max: number, whole: boolean): number =>
		take(key, `a ${whole ? 'whole ' : ''}number from ${min} to ${max}`, (value) =>
			typeof value === 'number' && value >= min && value <= max && (!whole || Number.isInteger(value)) ? value : undefined,
		);
	const optionalNumber = (key: SettingKey, min: number, expected: string): number | null =>
		take(key, `${expected}, or null`, (value) => {
			if (value === null) return { value };
			return typeof value === 'number' && Number.isFinite(value) && value >= min ? { value } : undefined;
		}).value;
	const text = (key: SettingKey): string => take(key, 'a text', (value) => (typeof value === 'string' ? value.trim() : undefined));
	const flag = (key: SettingKey): boolean =>
		take(key, 'true or false', (value) => (typeof value === 'boolean' ? value : undefined));
	const choice = <T extends string>(key: SettingKey, choices: readonly T[]): T =>
		take(key, `one of ${choices.join(', ')}`, (value) => choices.find((candidate) => candidate === value));

	const priors = 'two numbers "alpha,beta" of at least 0.001, "uniform", "jeffreys" or "fitted"';
	const prior = take('insight.prior', priors, parsePriorSetting);
	const discount = take('insight.discount', 'a number from 0 to 1, or "fitted"', parseDiscountSetting);
	const settings: Settings = {
		k: number('insight.k', 1, 4096, true),
		eta: number('insight.eta', 0, 1e6, false),
		mu: number('insight.mu', -1e6, 1e6, false),
		prior: prior.prior,
		discount: { lambda: discount.lambda, per: choice('insight.discountPer', discountPeriods) },
		fit: { ...nothingToFit, prior: prior.isFitted, discount: discount.isFitted },
		seed: number('insight.seed', 0, 2 ** 32 - 1, true),
		rollouts: take('insight.rollouts', 'a list of paths', textsOf),
		choosing: {
			strategy: choice('insight.strategy', strategyNames),
			unseenQuota: number('insight.unseenQuota', 0, 1, false),
			target: number('insight.target', 0, 1, false),
			low: number('insight.band.low', 0, 1, false),
			high: number('insight.band.high', 0, 1, false),
		},
		reading: {
			format: text('insight.format'),
			rewardField: text('insight.success.field'),
			threshold: take('insight.success.threshold', 'a number, "max", or null', (value) =>
				value === null || value === 'max' || Number.isFinite(value) ? { value: value as number | 'max' | null } : undefined,
			).value,
			isSoft: flag('insight.success.soft'),
			trials: optionalNumber('insight.success.trials', 1, 'a number of rollouts from 1'),
			group: take('insight.group', 'a list of field names', textsOf),
			filter: text('insight.filter'),
			fields: take('insight.fields', `an object with field names under ${fieldRoles.join(', ')}`, parseFields),
		},
		heatmap: {
			enabled: flag('insight.heatmap.enabled'),
			mode: choice('insight.heatmap.mode', heatmapModes),
			scale: choice('insight.heatmap.scale', heatmapScales),
			top: take('insight.heatmap.top', 'a number such as "100", or a share such as "10%"', (value) => parseAmount(String(value))),
		},
		codeLens: { enabled: flag('insight.codeLens.enabled'), limit: number('insight.codeLens.limit', 0, 100_000, true) },
		diagnostics: {
			limit: number('insight.diagnostics.limit', 0, 100_000, true),
			severity: take('insight.diagnostics.severity', 'an object from finding codes to severities', parseSeverities),
		},
		curriculum: {
			minTrials: number('insight.curriculum.minTrials', 1, 1e6, true),
			wellEstimatedWidth: number('insight.curriculum.wellEstimatedWidth', 0, 1, false),
		},
	};
	return { settings, problems };
}

/** The settings without anything set. */
export function defaultSettings(): Settings {
	return parseSettings().settings;
}

function textsOf(value: unknown): readonly string[] | undefined {
	if (!Array.isArray(value)) return undefined;
	return value.every((entry): entry is string => typeof entry === 'string') ? value : undefined;
}

function parseFields(value: unknown): ReadingSettings['fields'] | undefined {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
	const isKnown = ([role, path]: readonly [string, unknown]): boolean =>
		fieldRoles.some((known) => known === role) && typeof path === 'string' && path.trim() !== '';
	return Object.entries(value).every(isKnown) ? value : undefined;
}
