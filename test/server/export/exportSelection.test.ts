import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ByteSource, createMemorySource } from '../../../server/core/json/byteSource.ts';
import { copyLines } from '../../../server/export/copyLines.ts';
import type { AtomicFile, ExportHost } from '../../../server/export/exportHost.ts';
import { exportedSet, exportSelection } from '../../../server/export/exportSelection.ts';
import { expectedEffectiveBatch } from '../../../server/export/manifest.ts';
import { chooseExamples } from '../../../server/selection/chooseExamples.ts';
import { choosingOf } from '../../../server/selection/choosing.ts';
import type { ExportOrder } from '../../../shared/protocol.ts';
import { version } from '../../../shared/version.ts';
import { concat, textOf, utf8 } from '../../support/bytes.ts';
import { bestOf } from '../../support/chosen.ts';
import { type Content, jsonl, type LoadedForTest, load } from '../../support/dataset.ts';
import { holds } from '../../support/random.ts';

const { signal } = new AbortController();

/** What copying the best examples writes, and the ranges that were read for it. */
async function copied(contents: Content | readonly Content[], count: number, order: ExportOrder, batchSize = 2 ** 24) {
	const loaded = await load(contents);
	const parts: Uint8Array[] = [];
	const lines = await copyLines(loaded, bestOf(loaded, { top: { count } }), async (bytes) => void parts.push(bytes.slice()), {
		order,
		signal,
		batchSize,
	});
	return { loaded, lines, text: textOf(concat(...parts)), writes: parts.length };
}

describe('copied lines', () => {
	it('are read while those before them are written, which stay as they are until then', async () => {
		const records = Array.from({ length: 40 }, (_, id) => ({ id, rewards: [1, 0], text: 'x'.repeat(50) }));
		const source = createMemorySource('a.jsonl', utf8(jsonl(records)));
		const reads: number[] = [];
		const watched: ByteSource = {
			...source,
			readRange: (start, end) => {
				reads.push(start);
				return source.readRange(start, end);
			},
		};
		const loaded = await load(watched);
		reads.length = 0;
		let writes = 0;
		let text = '';
		const write = async (bytes: Uint8Array): Promise<void> => {
			writes++;
			const before = textOf(bytes);
			// Until what comes next has been read, unless nothing does.
			const isLast = text.length + before.length === source.size;
			const turns = reads.length;
			while (!isLast && reads.length === turns) await new Promise(setImmediate);
			await new Promise(setImmediate);
			expect(textOf(bytes)).toBe(before);
			text += before;
		};
		const chosen = bestOf(loaded, { top: { count: 40 } });
		await copyLines(loaded, chosen, write, { order: 'file', signal, batchSize: 500 });
		expect(text).toBe(jsonl(records));
		expect(writes).toBeGreaterThan(5);
	});

	it.each(['read', 'written'])('end with what stops them from being %s, when nothing goes on any more', async (what) => {
		const records = Array.from({ length: 40 }, (_, id) => ({ id, rewards: [1, 0], text: 'x'.repeat(50) }));
		const source = createMemorySource('a.jsonl', utf8(jsonl(records)));
		let isCopying = false;
		let reads = 0;
		const failing: ByteSource = {
			...source,
			readRange: async (start, end) => {
				if (isCopying && ++reads === 2 && what === 'read') throw new Error('no more');
				return source.readRange(start, end);
			},
		};
		const loaded = await load(failing);
		isCopying = true;
		let writing = 0;
		const write = async (): Promise<void> => {
			writing++;
			await new Promise(setImmediate);
			writing--;
			if (what === 'written') throw new Error('no more');
		};
		const copying = copyLines(loaded, bestOf(loaded, { top: { count: 40 } }), write, { order: 'file', signal, batchSize: 500 });
		await expect(copying).rejects.toThrow('no more');
		expect(writing).toBe(0);
	});

	it('are those of the chosen examples, byte for byte, in the order of the file or of the ranks', async () => {
		const record = fc.record({
			task: fc.nat({ max: 4 }),
			reward: fc.constantFrom(0, 1),
			text: fc.constantFrom('', 'é\u2028😀', '\\', 'x'.repeat(50)),
			end: fc.constantFrom('\n', '\r\n', ' \n', '\n\n', '\nbroken\n'),
		});
		await holds(
			fc.asyncProperty(
				fc.array(record, { minLength: 1, maxLength: 12 }),
				fc.nat({ max: 6 }),
				fc.constantFrom<ExportOrder>('file', 'rank'),
				fc.boolean(),
				async (records, count, order, withBreak) => {
					const lines = records.map(({ end, ...fields }) => ({
						text: `${JSON.stringify({ task_id: fields.task, ...fields })}`,
						end,
					}));
					const text = lines.map(({ text, end }) => text + end).join('');
					const source = `\ufeff${withBreak ? text : text.trimEnd()}`;
					const { loaded, text: written } = await copied(source, count, order);
					const idOf = (line: string): string => String((JSON.parse(line) as { task_id: number }).task_id);
					const chosen = bestOf(loaded, { top: { count } }).map(({ group }) => group.id);
					const kept = lines.filter(({ text }) => chosen.includes(idOf(text)));
					if (order === 'rank') kept.sort((left, right) => chosen.indexOf(idOf(left.text)) - chosen.indexOf(idOf(right.text)));
					const last = lines.at(-1);
					const expected = kept.map((line) => {
						const end = line.end.slice(0, line.end.indexOf('\n') + 1);
						return line.text + (line === last && !withBreak ? '\n' : end);
					});
					expect(written).toBe(expected.join(''));
				},
			),
		);
	});

	it('of several files stand one file after another, none glued to the next', async () => {
		const files = ['a', 'b'].map((id) => createMemorySource(id, utf8(`{"id":"${id}","rewards":[1,0]}`)));
		expect((await copied(files, 2, 'file')).text).toBe('{"id":"a","rewards":[1,0]}\n{"id":"b","rewards":[1,0]}\n');
	});

	it('of an array are its elements, a line each', async () => {
		const records = [
			{ id: 'a', text: 'x\\n,]', rewards: [1, 0] },
			{ id: 'b', text: '', rewards: [1, 1] },
		];
		const { text, lines } = await copied(`${JSON.stringify(records, null, '\t')}\r\n`, 2, 'file');
		expect(lines).toBe(2);
		expect(text.endsWith('\n')).toBe(true);
		expect(
			text
				.trimEnd()
				.split('\n')
				.map((line) => JSON.parse(line) as unknown),
		).toEqual(records);
	});

	it('that follow each other are read and written at once', async () => {
		const { writes, lines } = await copied(jsonl(Array.from({ length: 100 }, (_, id) => ({ id, rewards: [1, 0] }))), 100, 'file');
		expect([lines, writes]).toEqual([100, 1]);
		const long = Array.from({ length: 5 }, (_, id) => ({ id, prompt: 'x'.repeat(200), rewards: [1, 0] }));
		expect((await copied(jsonl(long), 5, 'file', 600)).writes).toBe(3);
		expect((await copied(jsonl(long), 5, 'file', 10)).writes).toBe(5);
	});

	it('are read from front to back, many at once, in whatever order they are written', async () => {
		const records = Array.from({ length: 400 }, (_, id) => ({ id, prompt: 'x'.repeat(1000), rewards: [1, id % 2] }));
		const bytes = utf8(jsonl(records));
		const calls: Float64Array[] = [];
		const source: ByteSource = {
			...createMemorySource('a.jsonl', bytes),
			readPieces: async ({ starts, ends, places }, target) => {
				calls.push(starts);
				for (const [at, start] of starts.entries()) target.set(bytes.subarray(start, ends[at]), places[at]);
			},
		};
		const { text, lines } = await copied(source, 200, 'rank', 150_000);
		expect(lines).toBe(200);
		const ids = text.split('\n', 200).map((line) => (JSON.parse(line) as { id: number }).id);
		expect(ids).not.toEqual(ids.toSorted((left, right) => left - right));
		expect(ids.every((id) => id % 2 === 0)).toBe(true);
		expect(calls).toHaveLength(2);
		for (const starts of calls) expect(starts).toEqual(starts.toSorted());
	});

	it('report their progress, and stop when aborted', async () => {
		// Elements of an array go out one by one.
		const loaded = await load('[{"id":"a","rewards":[1,0]},\n{"id":"b","rewards":[1]},\n{"id":"c","rewards":[1,0]}]');
		const chosen = bestOf(loaded, { top: { count: 2 } });
		const seen: unknown[] = [];
		await copyLines(loaded, chosen, async () => undefined, { order: 'file', signal, onProgress: (...now) => seen.push(now) });
		expect(seen).toEqual([
			[1, 2],
			[2, 2],
		]);
		const abort = new AbortController();
		const copying = copyLines(loaded, chosen, async () => abort.abort(new Error('enough')), {
			order: 'file',
			signal: abort.signal,
		});
		await expect(copying).rejects.toThrow('enough');
	});
});

/** Files in memory that come into being on commit; `onStep` sees every step before it is done, and may throw. */
class MemoryHost implements ExportHost {
	readonly files = new Map<string, string>();
	readonly open = new Set<string>();
	readonly refused: (readonly string[])[] = [];
	readonly #step: (name: string) => void;

	constructor(onStep: (name: string) => void = () => undefined) {
		this.#step = onStep;
	}

	async createFile(path: string, sources: readonly string[]): Promise<AtomicFile> {
		this.refused.push(sources);
		this.#step(`create ${path}`);
		this.open.add(path);
		const parts: Uint8Array[] = [];
		return {
			path,
			write: async (bytes) => {
				this.#step(`write ${path}`);
				parts.push(bytes.slice());
			},
			flush: async () => this.#step(`flush ${path}`),
			commit: async () => {
				this.#step(`commit ${path}`);
				this.files.set(path, textOf(concat(...parts)));
				this.open.delete(path);
			},
			discard: async () => void this.open.delete(path),
		};
	}

	createChecksum() {
		const hash = createHash('sha256');
		return { update: (bytes: Uint8Array) => void hash.update(bytes), digest: () => hash.digest('hex') };
	}

	now(): Date {
		return new Date('2026-03-02T12:00:00Z');
	}
}

const records = [
	{ id: 'a', rewards: [1, 0] },
	{ id: 'b', rewards: [1, 1, 1] },
	{ id: 'c', rewards: [] },
];

const unseenNote =
	'1 of 3 prompts have no rollouts. By score they rank first, in tied order: under this prior and weight nothing teaches more than an unseen prompt.';
const heldBackNote =
	'1 unseen prompt with a better score stands back, as at most 25 % of the set may be unseen: insight.unseenQuota.';
const horizonNote =
	'The set is for the policy of now and a short run: choose anew as it learns, and compare with a random control set of the same size.';

async function exported(
	host: ExportHost,
	{ fingerprint = 'same', abort = signal, source = createMemorySource('in.jsonl', utf8(jsonl(records))) } = {},
) {
	const loaded: LoadedForTest = await load({ ...source, fingerprint: async () => fingerprint } as ByteSource);
	const { dataset, settings } = loaded;
	const set = chooseExamples(dataset, { ...choosingOf(settings), top: { count: 2 } }, settings);
	if ('problem' in set) throw new Error(set.problem);
	const { chosen } = set;
	const [result] = await exportSelection(host, {
		loaded,
		sets: [exportedSet('out.jsonl', set, dataset, settings)],
		settings,
		order: 'rank',
		form: 'jsonl',
		signal: abort,
		checksums: ['abc'],
		fingerprints: ['same'],
	});
	return { loaded, chosen, result };
}

describe('an export', () => {
	it('writes the lines, and beside them a manifest of how they were chosen', async () => {
		const host = new MemoryHost();
		const { chosen, result } = await exported(host);
		expect([...host.files.keys()]).toEqual(['out.jsonl', 'out.jsonl.insight.json']);
		expect(host.files.get('out.jsonl')).toBe(jsonl([records[0], records[1]]));
		expect(host.refused).toEqual([['in.jsonl'], ['in.jsonl']]);
		const cut = chosen.at(1).group.score.score;
		expect(result).toEqual({
			examples: 2,
			lines: 2,
			target: 'out.jsonl',
			manifest: 'out.jsonl.insight.json',
			cutScore: cut,
			expectedEffectiveBatch: expectedEffectiveBatch(chosen),
			notes: [unseenNote, heldBackNote, horizonNote],
		});
		expect(JSON.parse(host.files.get('out.jsonl.insight.json')!)).toEqual({
			tool: 'insight-rlvr',
			version,
			date: '2026-03-02T12:00:00.000Z',
			sources: [
				{
					path: 'in.jsonl',
					sha256: 'abc',
					container: null,
					writtenAs: 'its lines, byte for byte',
					damage: null,
					lines: 3,
					format: 'reward-list',
					rewards: 'rewards[]',
					success: 'reward ≥ 1',
					threshold: 1,
					id: 'id',
					group: [],
				},
			],
			rollouts: null,
			reading: { format: 'auto', rewardField: '', threshold: null, isSoft: false, trials: null, group: [], filter: '', fields: {} },
			scoring: { k: 8, eta: 3, mu: 0.3, prior: { alpha: 1, beta: 1 }, discount: 1, discountPer: 'visit', seed: 0 },
			selection: {
				strategy: 'insight',
				unseenQuota: { share: 0.25, isStrict: false },
				quotas: [],
				include: [],
				exclude: [],
				duplicates: 'once',
				set: 'chosen',
				top: { count: 2 },
				parameters: { k: 8, eta: 3, mu: 0.3 },
				order: 'rank',
				form: 'jsonl',
			},
			pool: { examples: 3, rollouts: 5, successes: 4, unscored: 0, brokenLines: 0, allPass: 1, allFail: 0, mixed: 1, unseen: 1 },
			chosen: {
				examples: 2,
				unseen: 0,
				lines: 2,
				scoreAtCut: cut,
				expectedEffectiveBatch: expectedEffectiveBatch(chosen),
				sha256: createHash('sha256').update(host.files.get('out.jsonl')!).digest('hex'),
			},
			notes: [unseenNote, heldBackNote, horizonNote],
		});
	});

	it('expects of a batch the chances of its prompts to be useful', async () => {
		const { dataset } = await load(jsonl([{ id: 'a', rewards: [] }]));
		// Beta(1, 1) and K = 8: 1 − 2/9.
		expect(expectedEffectiveBatch([...dataset.examples])).toBeCloseTo(7 / 9, 12);
		expect(expectedEffectiveBatch([])).toBe(0);
	});

	it.each([
		'create out.jsonl',
		'write out.jsonl',
		'create out.jsonl.insight.json',
		'write out.jsonl.insight.json',
		'flush out.jsonl',
		'flush out.jsonl.insight.json',
		'commit out.jsonl',
	])('that fails to %s leaves nothing behind', async (step) => {
		const host = new MemoryHost((name) => {
			if (name === step) throw new Error(name);
		});
		await expect(exported(host)).rejects.toThrow(step);
		expect([host.files.size, host.open.size]).toEqual([0, 0]);
	});

	it('is refused where a source changed since it was scored', async () => {
		const host = new MemoryHost();
		await expect(exported(host, { fingerprint: 'other' })).rejects.toThrow(
			'in.jsonl changed while it was read: nothing was written. Try again when nothing writes to it.',
		);
		expect([host.files.size, host.open.size]).toEqual([0, 0]);
	});

	it.each(['create out.jsonl', 'write out.jsonl', 'write out.jsonl.insight.json'])(
		'that is aborted at the step to %s leaves nothing behind',
		async (step) => {
			const abort = new AbortController();
			const host = new MemoryHost((name) => {
				if (name === step) abort.abort(new Error('enough'));
			});
			await expect(exported(host, { abort: abort.signal })).rejects.toThrow('enough');
			expect([host.files.size, host.open.size]).toEqual([0, 0]);
		},
	);
});
