import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDataset, type Dataset } from '../../../server/core/dataset.ts';
import { type GroupHandle, Grouping } from '../../../server/core/grouping.ts';
import type { RecordLine } from '../../../server/core/lineReading.ts';
import { createScorer } from '../../../shared/score.ts';
import { defaultSettings } from '../../../shared/settings.ts';
import { holds } from '../../support/random.ts';

const scorer = createScorer(defaultSettings());
const seed = 7;

function lineOf(groupKey: string | null, successes: number, failures: number, id = groupKey): RecordLine {
	const trials = successes + failures;
	return {
		kind: 'record',
		groupKey,
		id,
		promptHash: null,
		step: null,
		preview: null,
		successes,
		trials,
		unscored: failures % 2,
		problems: [],
	};
}

const line = fc
	.tuple(fc.constantFrom(null, 'a', 'b', 'c'), fc.nat({ max: 8 }), fc.nat({ max: 8 }), fc.constantFrom(null, 'x', 'y'))
	.map(([key, successes, failures, id]) => lineOf(key, successes, failures, key ?? id));

/** Lines as an editor holds them. */
class Editing {
	readonly grouping = new Grouping(scorer, seed);
	readonly #lines: { readonly line: RecordLine; readonly handle: GroupHandle }[] = [];

	insert(at: number, line: RecordLine): void {
		this.#lines.splice(at % (this.#lines.length + 1), 0, { line, handle: this.grouping.add(line) });
	}

	remove(at: number): void {
		const [removed] = this.#lines.splice(at % Math.max(1, this.#lines.length), 1);
		if (removed !== undefined) this.grouping.remove(removed.line, removed.handle);
	}

	settle(): Dataset {
		this.grouping.settle();
		return datasetOf(this.#lines.map(({ handle }) => handle));
	}

	rebuilt(): Dataset {
		const grouping = new Grouping(scorer, seed);
		const handles = this.#lines.map(({ line }) => grouping.add(line));
		grouping.settle();
		return datasetOf(handles);
	}
}

function datasetOf(handles: readonly (GroupHandle | undefined)[]): Dataset {
	return createDataset({ format: undefined, handles, problems: [], brokenLines: 0, seed });
}

describe('Grouping', () => {
	it('comes to the same after any edits as when it is built anew', () => {
		const edit = fc.oneof(
			{ weight: 3, arbitrary: fc.record({ kind: fc.constant('insert' as const), at: fc.nat(), line }) },
			{ weight: 2, arbitrary: fc.record({ kind: fc.constant('remove' as const), at: fc.nat() }) },
			{ weight: 1, arbitrary: fc.record({ kind: fc.constant('settle' as const) }) },
		);
		holds(
			fc.property(fc.array(edit, { maxLength: 40 }), (edits) => {
				const editing = new Editing();
				for (const edit of edits) {
					if (edit.kind === 'insert') editing.insert(edit.at, edit.line);
					else if (edit.kind === 'remove') editing.remove(edit.at);
					else editing.settle();
				}
				expect(editing.settle()).toEqual({ ...editing.rebuilt() });
			}),
			300,
		);
	});

	it('scores what was touched and nothing else', () => {
		const grouping = new Grouping(scorer, seed);
		const lines = ['a', 'b', 'a', 'c'].map((key) => lineOf(key, 1, 1));
		const handles = lines.map((line) => grouping.add(line));
		grouping.settle();
		expect(grouping.groupsScored).toBe(3);
		grouping.settle();
		expect(grouping.groupsScored).toBe(3);
		grouping.remove(lines[1]!, handles[1]!);
		grouping.add(lineOf('a', 3, 0));
		grouping.settle();
		expect(grouping.groupsScored).toBe(4);
	});

	it('shows the state at the last settling until the next', () => {
		const grouping = new Grouping(scorer, seed);
		const handle = grouping.add(lineOf('a', 1, 1));
		grouping.settle();
		const before = handle.group;
		grouping.add(lineOf('a', 2, 0));
		expect(handle.group).toBe(before);
		expect(before).toMatchObject({ successes: 1, trials: 2, lines: 1 });
		grouping.settle();
		expect(handle.group).toMatchObject({ successes: 3, trials: 4, lines: 2, score: scorer(3, 4) });
		expect(before).toMatchObject({ successes: 1, trials: 2, lines: 1 });
	});

	it('forgets an example with its last line, so that the next one of its key starts at nothing', () => {
		const grouping = new Grouping(scorer, seed);
		const first = lineOf('a', 1, 1);
		grouping.remove(first, grouping.add(first));
		const handle = grouping.add(lineOf('a', 0, 3));
		grouping.settle();
		expect(handle.group).toMatchObject({ lines: 1, successes: 0, trials: 3 });
	});

	it('orders ties the same whichever line of an example comes first', () => {
		const hashes = [
			['x', 'y'],
			['y', 'x'],
		].map((ids) => {
			const grouping = new Grouping(scorer, seed);
			return ids.map((id) => grouping.add(lineOf('key', 1, 1, id)).group.tieHash)[0];
		});
		expect(hashes[0]).toBe(hashes[1]);
	});

	it('has no tie hash where nothing names a line', () => {
		const grouping = new Grouping(scorer, seed);
		expect(grouping.add(lineOf(null, 1, 1)).group.tieHash).toBeNull();
		expect(grouping.add({ ...lineOf(null, 1, 1), promptHash: 5 }).group.tieHash).not.toBeNull();
		expect(grouping.add(lineOf(null, 1, 1, 'x')).group.tieHash).not.toBeNull();
	});
});
