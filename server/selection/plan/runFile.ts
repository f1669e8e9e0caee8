/** The state of a real trainer's run between two steps, as a JSON file. */
import { checkPrior, type Discount, type Prior } from '../../../shared/belief.ts';
import { type StrategyName, type StrategyParameters, strategyNames } from '../../../shared/strategies.ts';
import type { RunState } from './runState.ts';

/** What the file says besides the beliefs. */
export interface RunFile {
	/** 1-based: the step that a batch is to be chosen for, or was and waits for its rewards. */
	readonly step: number;
	/** Ids of the batch that was handed out for this step; `null` before that. */
	readonly pending: readonly string[] | null;
	/** Checksum of the rewards counted last; `null` before the first. */
	readonly lastRewards: string | null;
	readonly rules: RunFileRules;
	/** Id of each example, no two alike. */
	readonly ids: readonly string[];
	/** For each example the index of the first with its prompt, where a batch is to hold a prompt once and some have the same. */
	readonly prompts?: Float64Array | undefined;
	readonly state: RunState;
}

/** How every batch of the run is chosen; fixed when the file is made. */
export interface RunFileRules {
	readonly strategy: StrategyName;
	readonly parameters: StrategyParameters;
	readonly prior: Prior;
	readonly discount: Discount;
	readonly candidates: number;
	readonly unseenShare: number;
	readonly seed: number;
}

/** Grows when older programs would misread the file. */
export const runFileVersion = 1;

const kind = 'insight run';

/** Columns by their names in the file. */
const columns = ['solved', 'failed', 'successes', 'trials', 'lastStep'] as const;

export function runFileText({ step, pending, lastRewards, rules, ids, prompts, state }: RunFile): string {
	const examples = Object.fromEntries(columns.map((name) => [name, [...state[name]]]));
	const known = { ids, ...(prompts === undefined ? {} : { prompt: [...prompts] }), ...examples, tieHash: [...state.tieHash] };
	return `${JSON.stringify({ kind, version: runFileVersion, step, pending, lastRewards, rules, examples: known })}\n`;
}

/** @returns the file, or a sentence that says what is wrong with the text. */
export function parseRunFile(text: string): RunFile | { readonly problem: string } {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		return {
			problem: 'it is not whole JSON, so it was cut off or edited. Go back to a copy of it, or make a new one from the dataset',
		};
	}
	if (!isObject(value) || value.kind !== kind) return { problem: 'it is not the state of a run' };
	if (typeof value.version === 'number' && value.version > runFileVersion) {
		return {
			problem: `it was written by a newer version of InSight (state version ${value.version}, known is ${runFileVersion}): update`,
		};
	}
	const damaged = (what: string): { readonly problem: string } => ({
		problem: `it is damaged: ${what}. Go back to a copy of it, or make a new one from the dataset`,
	});
	const { version, step, pending, lastRewards, rules, examples } = value;
	if (version !== runFileVersion)
		return damaged(`there is no state version ${JSON.stringify(version)}, known is ${runFileVersion}`);
	if (!isObject(examples) || !isTexts(examples.ids)) return damaged('it has no list of ids');
	const { ids } = examples;
	const known = new Set(ids);
	if (known.size !== ids.length) return damaged('an id stands twice');
	const numbers = [...columns, 'tieHash' as const].map((name) => [name, numbersOf(examples[name], ids.length)] as const);
	const wrong = numbers.find(([, column]) => column === undefined);
	if (wrong !== undefined) return damaged(`"${wrong[0]}" is not a list of ${ids.length} numbers from 0`);
	if (!(Number.isSafeInteger(step) && (step as number) >= 1)) return damaged('its step is not a whole number from 1');
	if (!(pending === null || (isTexts(pending) && pending.every((id) => known.has(id)))))
		return damaged('its batch has unknown ids');
	if (!(lastRewards === null || typeof lastRewards === 'string')) return damaged('"lastRewards" is not a text');
	const problem = problemOfRules(rules);
	if (problem !== undefined) return damaged(problem);
	const prompts = examples.prompt === undefined ? undefined : numbersOf(examples.prompt, ids.length);
	const isOfExamples = prompts?.every((index) => index < ids.length && Number.isInteger(index)) ?? examples.prompt === undefined;
	if (!isOfExamples) return damaged('"prompt" does not name an example for each');
	const { tieHash, ...state } = Object.fromEntries(numbers) as Record<(typeof columns)[number] | 'tieHash', Float64Array>;
	return {
		step: step as number,
		pending,
		lastRewards,
		rules: rules as RunFileRules,
		ids,
		...(prompts === undefined ? {} : { prompts }),
		state: { size: ids.length, ...state, tieHash: Uint32Array.from(tieHash) },
	};
}

function problemOfRules(value: unknown): string | undefined {
	if (!isObject(value)) return 'it has no rules';
	const { strategy, parameters, prior, discount, candidates, unseenShare, seed } = value as Partial<RunFileRules>;
	const isIn = (number: unknown, low: number, high: number): boolean =>
		typeof number === 'number' && number >= low && number <= high;
	if (!strategyNames.some((name) => name === strategy)) return `the strategy ${JSON.stringify(strategy)} is not known`;
	if (!isObject(parameters) || !Object.values(parameters).every(Number.isFinite)) return 'its parameters are not numbers';
	if (!isObject(prior) || checkPrior(prior as Prior) !== undefined) return 'its prior cannot be used';
	if (!isObject(discount) || !isIn(discount.lambda, 0, 1) || !(discount.per === 'visit' || discount.per === 'step')) {
		return 'its discount cannot be used';
	}
	if (!isIn(candidates, 1, 1e6) || !isIn(unseenShare, 0, 1) || !isIn(seed, 0, 2 ** 32 - 1)) return 'its rules are out of range';
	return undefined;
}

function numbersOf(value: unknown, length: number): Float64Array | undefined {
	if (!Array.isArray(value) || value.length !== length) return undefined;
	return value.every((entry) => typeof entry === 'number' && entry >= 0) ? Float64Array.from(value as number[]) : undefined;
}

function isTexts(value: unknown): value is readonly string[] {
	return Array.isArray(value) && value.every((entry) => typeof entry === 'string');
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
