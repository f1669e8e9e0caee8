import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDataset, type Dataset, updateDataset } from '../../../../server/core/dataset/dataset.ts';
import { EditedLines } from '../../../../server/core/document/editedLines.ts';
import type { RecordLine } from '../../../../server/core/record/lineReading.ts';
import { type LineColumns, LineColumnsBuilder } from '../../../../server/core/scan/lineColumns.ts';
import type { FindingCode } from '../../../../shared/findingCodes.ts';
import { createScorer } from '../../../../shared/score.ts';
import { defaultSettings } from '../../../../shared/settings.ts';
import { holds } from '../../../support/random.ts';

const scorer = createScorer(defaultSettings());
const seed = 7;

function lineOf(keyHash: number | null, successes: number, trials: number, idHash = keyHash): RecordLine {
	const id = idHash === null ? null : `id${idHash}`;
	return {
		kind: 'record',
		keyHash,
		idHash,
		promptHash: null,
		step: null,
		sampleHash: null,
		id,
		preview: null,
		source: null,
		successes,
		trials,
		unscored: trials % 2,
		problems: [],
	};
}

/** Counts, fractions too, of few keys and of none. */
const line = fc
	.tuple(
		fc.constantFrom(null, 1, 2, 3),
		fc.nat({ max: 3 }),
		fc.constantFrom(0, 1, 2, 8, 300, 0.5, 1 / 3),
		fc.constantFrom(null, 8, 9),
	)
	.map(([key, successes, failures, id]) => lineOf(key, successes, successes + failures, key ?? id));

function columnsOf(lines: readonly RecordLine[]): LineColumns {
	const builder = new LineColumnsBuilder(['id'], 1);
	for (const reading of lines) builder.add(reading);
	return builder.finish();
}

function datasetOf(lines: readonly RecordLine[]): Dataset {
	return createDataset({ format: undefined, lines: columnsOf(lines), problems: [], scorer, seed });
}

/** All that a dataset says, whatever it is kept in. */
function contentOf(dataset: Dataset) {
	const { totals, ranking, examples, exampleOfLine } = dataset;
	return { totals, ranking: [...ranking], examples: [...examples], exampleOfLine: [...exampleOfLine] };
}

/** Sums up by plain means, in the order of the lines. */
function reference(lines: readonly RecordLine[]) {
	const groups = new Map<number | object, { firstLine: number; lines: number; successes: number; trials: number }>();
	lines.forEach((entry, firstLine) => {
		const key = entry.keyHash ?? entry;
		const group = groups.get(key) ?? { firstLine, lines: 0, successes: 0, trials: 0 };
		groups.set(key, group);
		group.lines++;
		group.successes += entry.successes;
		group.trials += entry.trials;
	});
	return [...groups.values()];
}

/** Nothing else tells for certain what is still held. */
function collectGarbage(): void {
	setFlagsFromString('--expose-gc');
	(runInNewContext('gc') as () => void)();
}

describe('examples', () => {
	it('are the sums of their lines', () => {
		holds(
			fc.property(fc.array(line, { maxLength: 60 }), (lines) => {
				const examples = [...datasetOf(lines).examples].map(({ firstLine, group }) => ({
					firstLine,
					lines: group.lines,
					successes: group.successes,
					trials: group.trials,
				}));
				expect(examples).toEqual(reference(lines));
			}),
		);
	});

	it('of very many keys are each their own', () => {
		const lines = Array.from({ length: 20_000 }, (_, index) => lineOf((index % 7000) * 2 ** 32 + (index % 7000), 1, 2));
		const { columns } = datasetOf(lines);
		expect(columns.length).toBe(7000);
		expect([...columns.counts.trials].reduce((sum, count) => sum + count, 0)).toBe(40_000);
	});

	it('order ties the same whichever of their lines comes first', () => {
		const [first, second] = [lineOf(1, 1, 2, 8), lineOf(1, 1, 2, 9)];
		expect(datasetOf([first, second]).columns.tieHash).toEqual(datasetOf([second, first]).columns.tieHash);
	});

	it('without a name are ordered by their place', () => {
		const { tieHash } = datasetOf([lineOf(null, 1, 2), lineOf(null, 1, 2)]).columns;
		expect(tieHash[0]).not.toBe(tieHash[1]);
	});
});

describe('a dataset that is brought up to date', () => {
	it('is the same as one created anew, or is not made', () => {
		const change = fc.tuple(fc.nat(), line);
		holds(
			fc.property(fc.array(line, { minLength: 1, maxLength: 30 }), fc.array(change, { maxLength: 5 }), (lines, changes) => {
				const edited = [...lines];
				for (const [at, entry] of changes) edited[at % lines.length] = entry;
				const changed = [...new Set(changes.map(([at]) => at % lines.length))];
				const parts = { format: undefined, lines: columnsOf(edited), problems: [], scorer, seed };
				const updated = updateDataset(datasetOf(lines), changed, parts);
				const moved = changed.some((at) => lines[at]!.keyHash !== edited[at]!.keyHash);
				expect(updated === undefined).toBe(moved);
				if (updated !== undefined) expect(contentOf(updated)).toEqual(contentOf(datasetOf(edited)));
			}),
			200,
		);
	});

	it('adds fractions up anew, as what they come to depends on their order', () => {
		const before = datasetOf([lineOf(1, 0, 1e16), lineOf(2, 0, 0.5)]);
		const lines = columnsOf([lineOf(1, 0, 0.25), lineOf(2, 0, 0.5)]);
		expect(updateDataset(before, [0], { format: undefined, lines, problems: [], scorer, seed })?.totals.rollouts).toBe(0.75);
	});

	it('leaves the one before as it was', () => {
		const before = datasetOf([lineOf(1, 1, 2), lineOf(2, 1, 2)]);
		const content = contentOf(before);
		const parts = { format: undefined, lines: columnsOf([lineOf(1, 900, 901.5), lineOf(2, 1, 2)]), problems: [], scorer, seed };
		expect(updateDataset(before, [0], parts)?.examples.at(0).group).toMatchObject({ successes: 900, trials: 901.5 });
		expect(contentOf(before)).toEqual(content);
	});

	it('keeps none of those before it, whether or not anyone asks for a ranking', async () => {
		const lines = [lineOf(1, 1, 2), lineOf(2, 1, 2)];
		let latest = datasetOf(lines);
		const earlier: WeakRef<Dataset>[] = [];
		for (let edit = 0; edit < 5_000; edit++) {
			if (edit < 10) earlier.push(new WeakRef(latest));
			const edited = columnsOf([lineOf(1, edit % 3, 3), lines[1]!]);
			latest = updateDataset(latest, [0], { format: undefined, lines: edited, problems: [], scorer, seed })!;
			if (edit < 5) expect(latest.ranking).toHaveLength(2);
		}
		// What was just looked at is kept until others had their turn.
		await new Promise((resolve) => setImmediate(resolve));
		collectGarbage();
		expect(earlier.map((dataset) => dataset.deref())).toEqual(earlier.map(() => undefined));
		expect([...latest.ranking].toSorted()).toEqual([0, 1]);
	});
});

describe('edited lines', () => {
	it('come to the same as those of the edited text', () => {
		const edit = fc.record({
			at: fc.nat(),
			removed: fc.nat({ max: 3 }),
			inserted: fc.array(line, { maxLength: 3 }),
			settle: fc.boolean(),
		});
		holds(
			fc.property(fc.array(line, { maxLength: 10 }), fc.array(edit, { maxLength: 10 }), (lines, edits) => {
				const expected = lines.map((entry, index) => ({
					...entry,
					problems: [{ code: 'missing-id' as FindingCode, message: `${index}` }],
				}));
				const edited = new EditedLines(expected.length, ['id']);
				const read = () => {
					for (let at = edited.nextUnread(0); at >= 0; at = edited.nextUnread(at + 1)) edited.add(at, expected[at]!);
				};
				for (const { at, removed, inserted, settle } of edits) {
					read();
					if (settle) edited.settle();
					const start = at % (expected.length + 1);
					const end = Math.min(expected.length, start + removed);
					const replacement = inserted.map((entry) => ({
						...entry,
						problems: [{ code: 'duplicate-key' as FindingCode, message: `${at}` }],
					}));
					expected.splice(start, end - start, ...replacement);
					edited.replace(start, end, inserted.length);
				}
				read();
				const { lines: columns, problems } = edited.settle();
				expect(contentOf(createDataset({ format: undefined, lines: columns, problems, scorer, seed }))).toEqual(
					contentOf(datasetOf(expected)),
				);
				expect(problems).toEqual(expected.map(({ problems: [problem] }, lineNumber) => ({ ...problem, lineNumber })));
			}),
			100,
		);
	});
});
