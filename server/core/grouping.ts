/** Lines → examples: adds up what lines of one example contribute, and takes it back when a line is edited. */
import { hashText } from '../../shared/hash.ts';
import type { Score } from '../../shared/score.ts';
import type { RecordLine } from './lineReading.ts';

/** The counts of one example and their score. Immutable: an edit makes a new one. */
export interface Group {
	/** What its lines have in common; `null` where a line stands for itself. */
	readonly key: string | null;
	readonly id: string | null;
	readonly promptHash: number | null;
	readonly preview: string | null;
	readonly lines: number;
	readonly successes: number;
	readonly trials: number;
	readonly unscored: number;
	/** 32 bits that order equal scores the same way on every machine; `null` where only the place in the file is left for it. */
	readonly tieHash: number | null;
	readonly score: Score;
}

/** An example as its lines hold it, from its first line to its last. */
export interface GroupHandle {
	/** The state at the last {@link Grouping.settle}. */
	readonly group: Group;
}

interface OpenGroup {
	group: Group;
	lines: number;
	successes: number;
	trials: number;
	unscored: number;
}

export class Grouping {
	readonly #scorer: (successes: number, trials: number) => Score;
	readonly #unseen: Score;
	readonly #seed: number;
	readonly #groups = new Map<string, OpenGroup>();
	readonly #touched = new Set<OpenGroup>();
	#scored = 0;

	constructor(scorer: (successes: number, trials: number) => Score, seed: number) {
		this.#scorer = scorer;
		this.#unseen = scorer(0, 0);
		this.#seed = seed;
	}

	/** How many scores were looked up so far: an edit scores the groups it touches, and no other. */
	get groupsScored(): number {
		return this.#scored;
	}

	/** Adds a line to its example. */
	add(line: RecordLine): GroupHandle {
		let open = line.groupKey === null ? undefined : this.#groups.get(line.groupKey);
		if (open === undefined) {
			open = this.#open(line);
			if (line.groupKey !== null) this.#groups.set(line.groupKey, open);
		}
		this.#count(open, line, 1);
		return open;
	}

	/** Takes a line back that {@link add} put into the group. */
	remove(line: RecordLine, handle: GroupHandle): void {
		const open = handle as OpenGroup;
		this.#count(open, line, -1);
		if (open.lines > 0) return;
		this.#touched.delete(open);
		if (open.group.key !== null) this.#groups.delete(open.group.key);
	}

	/** Scores the groups that were touched since the last call. */
	settle(): void {
		for (const open of this.#touched) {
			const { lines, successes, trials, unscored } = open;
			open.group = { ...open.group, lines, successes, trials, unscored, score: this.#scorer(successes, trials) };
		}
		this.#scored += this.#touched.size;
		this.#touched.clear();
	}

	#open({ groupKey, id, promptHash, preview }: RecordLine): OpenGroup {
		// The key first: it is the same whichever of the lines comes first.
		const name = groupKey ?? id ?? (promptHash === null ? null : String(promptHash));
		const counts = { lines: 0, successes: 0, trials: 0, unscored: 0 };
		const tieHash = name === null ? null : hashText(name, this.#seed);
		return { ...counts, group: { key: groupKey, id, promptHash, preview, ...counts, tieHash, score: this.#unseen } };
	}

	#count(open: OpenGroup, line: RecordLine, sign: 1 | -1): void {
		open.lines += sign;
		open.successes += sign * line.successes;
		open.trials += sign * line.trials;
		open.unscored += sign * line.unscored;
		this.#touched.add(open);
	}
}
