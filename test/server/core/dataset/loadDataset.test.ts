import { describe, expect, it } from 'vitest';
import { bestExamples } from '../../../../server/core/dataset/dataset.ts';
import { placeOf } from '../../../../server/core/dataset/loadDataset.ts';
import { findingsOf } from '../../../../server/core/finding/finding.ts';
import { createMemorySource } from '../../../../server/core/json/byteSource.ts';
import { scanSource } from '../../../../server/core/scan/scan.ts';
import { createChunkedSource, textOf, utf8 } from '../../../support/bytes.ts';
import { countsOf, exampleAt, jsonl, load, said, settingsOf } from '../../../support/dataset.ts';

const named = (name: string, text: string) => createMemorySource(name, utf8(text));
const list = (id: string, rewards: readonly unknown[], prompt = `What is ${id}?`) => ({ id, prompt, rewards });

describe('a dataset', () => {
	it('has its examples in the order of their first lines, and knows the example of every line', async () => {
		const { dataset } = await load(
			'\n{"task_id":"b","reward":1}\n{"task_id":"a","reward":0}\nbroken\n{"task_id":"b","reward":0}\n',
		);
		expect(dataset.lineCount).toBe(5);
		expect([...dataset.examples].map(({ index, firstLine, group }) => [index, firstLine, group.id, group.lines])).toEqual([
			[0, 1, 'b', 2],
			[1, 2, 'a', 1],
		]);
		expect([...dataset.exampleOfLine]).toEqual([-1, 0, 1, -1, 0]);
		expect(exampleAt(dataset, 4)).toEqual(dataset.examples.at(0));
		expect([exampleAt(dataset, 0), exampleAt(dataset, 99), exampleAt(dataset, -1)]).toEqual([undefined, undefined, undefined]);
	});

	it('ranks from 1, the best first', async () => {
		const { dataset } = await load(jsonl([list('done', [1, 1, 1, 1]), list('half', [1, 0, 1, 0]), list('unseen', [])]));
		const best = bestExamples(dataset, 2);
		expect(best.map(({ group, index }) => [group.id, dataset.rankOf(index)])).toEqual([
			['unseen', 1],
			['half', 2],
		]);
		expect([...dataset.examples].map(({ index }) => dataset.rankOf(index))).toEqual([3, 2, 1]);
		expect(bestExamples(dataset, 99)).toHaveLength(3);
	});

	it('adds up what it holds', async () => {
		const records = [
			list('all', [1, 1]),
			list('none', [0, 0]),
			list('some', [1, 0, null]),
			list('unseen', []),
			list('unscored', [NaN]),
		];
		const { dataset } = await load(`${jsonl(records)}broken\n`);
		expect(dataset.totals).toEqual({
			rollouts: 6,
			successes: 3,
			unscored: 2,
			brokenLines: 1,
			allPass: 1,
			allFail: 1,
			mixed: 1,
			unseen: 2,
		});
	});
});

describe('several sources', () => {
	const first = named('a.jsonl', jsonl([list('a', [1, 0]), list('b', [1, 1])]));
	const second = named('b.jsonl', `\n${jsonl([list('c', [0]), list('a', [1], 'What else?')])}`);

	it('run on in their lines', async () => {
		const loaded = await load([first, second]);
		expect(loaded.sources.map(({ firstLine }) => firstLine)).toEqual([0, 2]);
		expect(loaded.dataset.lineCount).toBe(5);
		expect([0, 1, 2, 3, 4].map((line) => [placeOf(loaded, line).source.source.name, placeOf(loaded, line).fileLine])).toEqual([
			['a.jsonl', 0],
			['a.jsonl', 1],
			['b.jsonl', 0],
			['b.jsonl', 1],
			['b.jsonl', 2],
		]);
	});

	it('hold an example together where rollouts are grouped', async () => {
		const sources = [1, 0, 1].map((reward, index) =>
			named(
				`rs${index}.jsonl`,
				jsonl([
					{ id: 'a', reward },
					{ id: `b${index}`, reward },
				]),
			),
		);
		expect(countsOf(await load(sources))).toEqual({ a: '2/3', b0: '1/1', b1: '0/1', b2: '1/1' });
	});

	it('may be empty between others', async () => {
		const loaded = await load([first, named('empty.jsonl', ''), second]);
		expect(placeOf(loaded, 2).source.source.name).toBe('b.jsonl');
		expect(loaded.dataset.examples).toHaveLength(4);
	});

	it('name the file in what they say about another line', async () => {
		expect(said((await load([first, second])).findings)).toEqual([
			'line 5: duplicate-id: This id stands on line 1 of a.jsonl already: both lines are scored by themselves. Set insight.group to count them together.',
		]);
	});

	it('are each reported where they are not recognised, and the others are scored', async () => {
		const unknown = named('unknown.jsonl', ' \n{"id":"x"}\n{"id":"y"}\n');
		for (const sources of [
			[first, unknown],
			[unknown, first],
		]) {
			const loaded = await load(sources);
			expect(countsOf(loaded)).toEqual({ a: '1/2', b: '2/2' });
			expect(loaded.findings.map(({ code, lineNumber }) => [code, placeOf(loaded, lineNumber)])).toMatchObject([
				['unknown-format', { source: { source: { name: 'unknown.jsonl' } }, fileLine: 1 }],
			]);
			expect(loaded.dataset.format?.name).toBe('reward-list');
		}
	});

	it('get one word about a file that is none of theirs, however many lines it has', async () => {
		const settings = JSON.stringify({ lr: 1e-6, model: 'x', stages: [1, 2, 3] }, null, 2);
		const { findings, dataset } = await load(['{"id":"a","rewards":[1,0]}\n', settings]);
		expect(dataset.examples).toHaveLength(1);
		expect(said(findings)).toEqual([
			'line 2: unknown-format: None of the 9 lines of this file is a JSON object, so it is not read. Leave it out, if it is no dataset.',
		]);
	});

	it('of different formats are read each by its own', async () => {
		const counts = named('counts.jsonl', jsonl([{ id: 'n', num_correct: 3, num_rollouts: 8 }]));
		expect(countsOf(await load([first, counts]))).toEqual({ a: '1/2', b: '2/2', n: '3/8' });
	});

	it('report their progress to the last byte', async () => {
		const seen: number[] = [];
		const sources = [
			named('a.json', `[${JSON.stringify(list('a', [1]))}]\n\n`),
			createChunkedSource('b', utf8('\ufeff{"id":1}\n'), 4),
		];
		await load(sources, {}, { onProgress: (bytes) => seen.push(bytes) });
		expect(seen).toEqual([...seen].sort((left, right) => left - right));
		expect(seen.at(-1)).toBe(sources.reduce((sum, { size }) => sum + size!, 0));
	});

	it('pass all of their bytes by, in order', async () => {
		const passed: Record<string, string> = {};
		const sources = ['one', 'two'].map((name) => createChunkedSource(name, utf8(`\ufeff${name}\n{"id":1}`), 3));
		await load(
			sources,
			{},
			{
				onChunk: ({ name }, chunk) => {
					passed[name] = (passed[name] ?? '') + textOf(chunk).replace(/\ufffd/g, '');
				},
			},
		);
		expect(passed.one).toContain('one\n{"id":1}');
		expect(passed.two).toContain('two\n{"id":1}');
	});
});

describe('reading', () => {
	const source = createChunkedSource('x', utf8(jsonl([list('a', [1]), list('b', [1])])), 10);

	it('stops when it is aborted, with the reason', async () => {
		const abort = new AbortController();
		const reason = new Error('enough');
		const loading = load(source, {}, { signal: abort.signal, onProgress: () => abort.abort(reason) });
		await expect(loading).rejects.toBe(reason);
	});

	it('passes on what the source throws', async () => {
		const failing = {
			...source,
			read: async function* () {
				yield utf8('{"id":');
				throw new Error('EIO');
			},
		};
		await expect(load(failing)).rejects.toThrow('EIO');
	});

	it('says how long a line is that is too long, and goes on', async () => {
		const text = `${'x'.repeat(3 * 2 ** 20)}\n{"id":1}`;
		const seen: unknown[] = [];
		await scanSource(
			createMemorySource('x', utf8(text)),
			() => ({ kind: 'blank' }),
			({ reading }) => seen.push(reading),
			{
				container: 'lines',
				signal: new AbortController().signal,
				lineLimit: 2 ** 20,
			},
		);
		const message = 'This line has 3 MiB, more than fits into one JavaScript string: it is not read, the rest of the file is.';
		expect(seen).toEqual([{ kind: 'broken', problems: [{ code: 'line-too-long', message }] }, { kind: 'blank' }]);
	});
});

describe('findings', () => {
	const records = [
		list('mastered', [1, 1, 1, 1]),
		list('intractable', [0, 0, 0, 0]),
		list('young', [1, 1, 1]),
		list('unexplored', []),
		list('mixed', [1, 0, 1, 0]),
	];

	it('tell what the rollouts came to', async () => {
		const { findings } = await load(jsonl(records));
		expect(said(findings)).toEqual([
			'line 1: mastered: Mastered: 4 of 4 rollouts solved, success rate within [0.48, 0.99]. 8 more would teach little.',
			'line 2: intractable: Intractable so far: 0 of 4 rollouts solved, success rate within [0.01, 0.52].',
			'line 4: unexplored: No rollouts yet: the belief is the prior alone. Among unseen prompts all scores are equal.',
		]);
	});

	it('follow the settings: what is off, from how many rollouts, below what width', async () => {
		const values = {
			'insight.curriculum.minTrials': 3,
			'insight.curriculum.wellEstimatedWidth': 0.75,
			'insight.diagnostics.severity': { unexplored: 'off', 'well-estimated': 'hint', mastered: 'off' },
		};
		const { findings } = await load(jsonl(records), values);
		expect(findings.map(({ code, lineNumber }) => [code, lineNumber])).toEqual([
			['intractable', 1],
			['well-estimated', 4],
		]);
	});

	it('stand in the order of their lines', async () => {
		const { findings } = await load(`broken\n${jsonl(records)}broken too\n`);
		expect(findings.map(({ lineNumber }) => lineNumber)).toEqual([0, 1, 2, 4, 6]);
	});

	it('warn of a μ outside of [0, 1]', async () => {
		const { dataset } = await load(jsonl(records));
		const findings = findingsOf(dataset, settingsOf({ 'insight.mu': 3 }));
		expect(findings.find(({ code }) => code === 'mu-out-of-range')).toMatchObject({
			lineNumber: 0,
			message:
				"insight.mu is 3, outside [0, 1]: the difficulty weight then favours prompts that are solved or hopeless. The paper's 3.0 in appendix D.2 is a misprint of 0.3.",
		});
		for (const mu of [0, 1])
			expect(findingsOf(dataset, settingsOf({ 'insight.mu': mu })).map(({ code }) => code)).not.toContain('mu-out-of-range');
	});

	it('point at the first line of a duplicate, and at the field', async () => {
		const { findings } = await load(jsonl([list('a', [1, 0], 'p'), list('b', [1, 0], 'p'), list('a', [1, 0], 'q')]));
		expect(findings).toMatchObject([
			{
				code: 'duplicate-prompt',
				field: ['prompt'],
				lineNumber: 1,
				related: { lineNumber: 0, message: 'The first line with this prompt' },
			},
			{ code: 'duplicate-id', field: ['id'], lineNumber: 2, related: { lineNumber: 0, message: 'The first line with this id' } },
		]);
	});

	it('do not call lines that belong together duplicates', async () => {
		const rollouts = ['a', 'b', 'a'].map((task_id, index) => ({ task_id, prompt: task_id, reward: index % 2 }));
		expect((await load(jsonl(rollouts))).findings).toEqual([]);
	});
});
