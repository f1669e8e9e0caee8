/** Which examples among rollouts belong to which lines of a training set. */

/** 53-bit hashes of what records can be found by in another file; NaN where one has none. */
export interface JoinKeys {
	readonly id: Float64Array;
	readonly prompt: Float64Array;
	readonly groundTruth: Float64Array;
	/** The id as a whole number from 0, which can be a place in another file. */
	readonly place: Float64Array;
}

/** What lines and examples were matched by. `place`: the number of the line, which the rollouts' id is. */
export const matchMethods = ['id', 'prompt', 'place'] as const;
export type MatchMethod = (typeof matchMethods)[number];

export interface Match {
	/** `undefined`: nothing matches. */
	readonly method: MatchMethod | undefined;
	/** By line, the examples that belong to it; lines without any are absent. */
	readonly examplesOf: ReadonlyMap<number, readonly number[]>;
	/** Lines whose id (or place) is that of rollouts for another prompt: they are not matched. */
	readonly contradicted: readonly number[];
}

/**
 * Matches by whatever gives most lines their rollouts: ids, else prompts, else places. Ids and places that mostly lead to other prompts are
 * numbers that happen to be the same, and match nothing.
 *
 * @param lines keys of the training set's lines.
 * @param examples keys of the first line of each example.
 */
export function matchExamples(lines: JoinKeys, examples: JoinKeys): Match {
	const candidates = matchMethods.map((method) => matchBy(method, lines, examples));
	const usable = candidates.filter(({ examplesOf, contradicted }) => contradicted.length <= examplesOf.size);
	// Stable: of methods that match as many lines the first is taken.
	const [best] = usable.toSorted((left, right) => right.examplesOf.size - left.examplesOf.size);
	return best !== undefined && best.examplesOf.size > 0 ? best : { method: undefined, examplesOf: new Map(), contradicted: [] };
}

function matchBy(method: MatchMethod, lines: JoinKeys, examples: JoinKeys): Match {
	const byKey = new Map<number, number[]>();
	examples[method].forEach((key, example) => {
		if (Number.isNaN(key)) return;
		const known = byKey.get(key);
		if (known === undefined) byKey.set(key, [example]);
		else known.push(example);
	});
	const examplesOf = new Map<number, readonly number[]>();
	const contradicted: number[] = [];
	lines[method].forEach((ownKey, line) => {
		const found = byKey.get(method === 'place' ? line : ownKey);
		if (found === undefined) return;
		const sameQuestion = found.filter((example) => !differ(lines.prompt[line]!, examples.prompt[example]!));
		if (sameQuestion.length === 0) {
			contradicted.push(line);
			return;
		}
		// The same prompt with another ground truth is another one, if there is one with the same.
		const sameTruth = sameQuestion.filter((example) => !differ(lines.groundTruth[line]!, examples.groundTruth[example]!));
		examplesOf.set(line, sameTruth.length > 0 ? sameTruth : sameQuestion);
	});
	return { method, examplesOf, contradicted };
}

/** Whether both are known and not the same. */
function differ(left: number, right: number): boolean {
	return left !== right && !Number.isNaN(left) && !Number.isNaN(right);
}
