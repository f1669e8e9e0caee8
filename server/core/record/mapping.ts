/** How the lines of a format are read, as data: adapters produce it, users can set it, the record reader executes it. */
import type { FindingCode } from '../../../shared/findingCodes.ts';
import { eachItem, type FieldPath } from '../json/fieldPath.ts';

export interface Mapping {
	/** What names the example. */
	readonly id: FieldPath | undefined;
	/**
	 * Lines that agree in all of these fields are rollouts of one example. Empty: each line is an example of its own.
	 */
	readonly group: readonly FieldPath[];
	/** Text or messages, for previews and for finding duplicates. */
	readonly prompt: FieldPath | undefined;
	/** Tells prompts of the same text apart, and shows what was asked for. */
	readonly groundTruth: FieldPath | undefined;
	/** Where the prompt came from: the data set, environment or task that grades it, which can be down for a while. */
	readonly source?: FieldPath;
	/** What the policy answered; runs through a list where a line holds several rollouts. */
	readonly response?: FieldPath;
	/** The training step in which the rollouts of the line were drawn. */
	readonly step?: FieldPath;
	/** Which of its group's rollouts the line is: the same one twice is one too many. */
	readonly sample?: FieldPath;
	/** Says that a rollout did not run to its end. An error is not a failure: it leaves the count. */
	readonly error?: ErrorRule;
	/** Only lines whose field has this value are read; others belong to another evaluation of the same rollouts. */
	readonly only?: { readonly field: FieldPath; readonly value: string };
	/** Lines are numbered and so many in a row are one group; the last of the group's fields is the number. */
	readonly groupSize?: number;
	/** Ids start anew in every file: the same one in two files is two examples. */
	readonly isPerFile?: boolean;
	/** Words that stand for outcomes, such as "pass" for 1. */
	readonly words?: Readonly<Record<string, number | null>>;
	readonly rewards: RewardSource;
	readonly success: SuccessRule;
}

/** Where the outcomes of an example's rollouts stand. */
export type RewardSource =
	/** A list on the line: of rewards, or of objects that hold one each (`rollouts[].reward`). */
	| {
			readonly kind: 'list';
			readonly list: FieldPath;
			/** The rewards themselves, a path that runs through every item of the list. */
			readonly reward: FieldPath;
			/** Lists that run beside it and must be as long, such as the responses. */
			readonly parallel: readonly FieldPath[];
			/** How many rollouts the line says it has. */
			readonly declaredTrials: FieldPath | undefined;
	  }
	/** None: the rollouts stand elsewhere. */
	| { readonly kind: 'none' }
	/** One reward: the line is one rollout. */
	| { readonly kind: 'single'; readonly reward: FieldPath }
	/** One rollout whose reward is the sum of what all terms reach, each times its weight; null and NaN add nothing. */
	| { readonly kind: 'sum'; readonly terms: readonly RewardTerm[] }
	/** A rollout a path: objects that stand side by side under names of their own. */
	| { readonly kind: 'siblings'; readonly rewards: readonly FieldPath[] }
	/** Counts of successes (or failures) and of rollouts. */
	| {
			readonly kind: 'counts';
			readonly count: FieldPath;
			readonly of: 'successes' | 'failures';
			readonly trials: FieldPath | number;
	  }
	/**
	 * A success rate in [0, 1], of a number of rollouts that stands beside it or is given; or a text such as "3/8", which says both. A path
	 * through a list is a history: a rate for each pass over the data. Or what is `of` it: the share that failed, in percent.
	 */
	| { readonly kind: 'rate'; readonly rate: FieldPath; readonly trials: FieldPath | number; readonly of?: 'percent failed' };

/** Whether lines tell when their rollouts were drawn: by a step, or by an order of passes over the data. */
export function tellsSteps({ step, rewards }: Pick<Mapping, 'step' | 'rewards'>): boolean {
	return step !== undefined || (rewards.kind === 'rate' && rewards.rate.includes(eachItem));
}

export interface RewardTerm {
	readonly reward: FieldPath;
	/** A number, or a field beside the reward. */
	readonly weight: number | FieldPath;
}

/** The field is there and neither null, false, zero nor empty; or, for fields such as `ok`, it is false. */
export interface ErrorRule {
	readonly field: FieldPath;
	readonly when: 'present' | 'false';
}

/** A rollout is a success when its reward is at least the threshold; true is 1 and false is 0. */
export interface SuccessRule {
	readonly threshold: number;
	/** A reward below the threshold is the share of a success that it is of the threshold: 0.5 of 1 counts half. */
	readonly isSoft?: boolean;
	/** Why this rule, for people. */
	readonly reason: string;
	/** The scale of the rewards is unusual, so that the user should look at the rule. */
	readonly isDoubtful: boolean;
	/** The largest reward seen when the threshold was chosen; a larger one later on makes the rule doubtful. Infinite when set by hand. */
	readonly largestSeen: number;
}

/** A format as detected or set: a mapping, and the evidence a person can check it by. */
export interface Format {
	/** Stable name, as in the setting `insight.format`. */
	readonly name: string;
	/** The format in a few words, as the status bar shows it. */
	readonly title: string;
	readonly mapping: Mapping;
	/** Sentences: which fields were seen, on how many of the lines looked at, and what was set by hand. */
	readonly evidence: readonly string[];
	/** Models that the rollouts of the lines looked at are of, where they say it. */
	readonly models: readonly string[];
	/** What is easily got wrong about the format, in sentences. */
	readonly traps: readonly string[];
	/** What a person has to decide, or should know before believing the counts. */
	readonly doubts: readonly FormatDoubt[];
	/** The next best reading, if another adapter fits as well. */
	readonly runnerUp: { readonly name: string; readonly evidence: string } | undefined;
}

/** Pointed out once a dataset. */
export interface FormatDoubt {
	readonly code: FindingCode;
	readonly message: string;
}
