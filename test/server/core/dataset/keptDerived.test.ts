import { describe, expect, it } from 'vitest';
import type { Dataset } from '../../../../server/core/dataset/dataset.ts';
import type { LoadOptions } from '../../../../server/core/dataset/loadDataset.ts';
import { type BufferStore, createCachingPool } from '../../../../server/core/scan/partCache.ts';
import { scanToPart } from '../../../../server/core/scan/scanToPart.ts';
import { utf8 } from '../../../support/bytes.ts';
import { jsonl, load } from '../../../support/dataset.ts';
import { createMemoryStore, fileOf } from '../../../support/remembered.ts';

/** Rates that differ, some counts that no two have, some ids that no Latin letters write. */
const alone = Array.from({ length: 403 }, (_, index) => ({
	id: index % 50 === 0 ? `題${index}` : `p${index}`,
	prompt: `What is ${index}?`,
	rewards: Array.from({ length: index % 97 === 0 ? 11 : 4 }, (_, rollout) => ((index * 7 + rollout * 3) % 5 < index % 6 ? 1 : 0)),
}));
/** Rollouts of one prompt on many lines, from several steps. */
const grouped = Array.from({ length: 600 }, (_, index) => ({
	input: `Question ${index % 90}`,
	output: `Answer ${index}`,
	gts: String(index % 90),
	score: (index * 13) % 7 < (index % 90) / 20 ? 1 : 0,
	step: Math.floor(index / 200),
}));
const soft = Array.from({ length: 200 }, (_, index) => ({ id: `s${index}`, mean_reward: (index % 9) / 8, num_rollouts: 8 }));
const pools = {
	'a line each': jsonl(alone),
	'several lines each, with steps': jsonl(grouped),
	'several lines each, with steps, and what some of them came from': jsonl(
		grouped.map((record, index) => (index % 90 < 30 ? { ...record, data_source: `source ${index % 3}` } : record)),
	),
	'broken lines among them': `broken\n\n${jsonl(alone.slice(0, 30))}[1]\n${jsonl(alone.slice(30))}{"id":"torn`,
	'rates for counts': jsonl(soft),
	'no rewards at all': jsonl(alone.map(({ id, prompt }) => ({ id, prompt }))),
};
const settings = {
	'the defaults': {},
	'other scores': { 'insight.eta': 1, 'insight.mu': 0.7, 'insight.k': 4, 'insight.prior': '0.5,2' },
	'equal scores of different counts': { 'insight.eta': 0 },
	'another seed': { 'insight.seed': 5 },
};

/** All that a dataset says of its lines and examples. */
function contentOf({ lines, columns, problems, totals, visits, format, ranking, examples, rankOf, sourceOf }: Dataset) {
	const ranks = Array.from(examples, ({ index }) => rankOf(index));
	const sources = Array.from(examples, ({ index }) => sourceOf?.(index));
	return { lines, columns, problems, totals, visits, format, ranking: [...ranking], ranks, sources, examples: [...examples] };
}

/** A file that is opened time and again over one store; what an opening had to do. */
function opener(text: string) {
	const { file, source } = fileOf(utf8(text));
	const store = createMemoryStore();
	const done = { scans: 0, writes: 0 };
	const pool = createCachingPool(
		{
			scan: (...request) => {
				done.scans++;
				return scanToPart(...request);
			},
		},
		{
			...store,
			write: (...buffer) => {
				done.writes++;
				return store.write(...buffer);
			},
		} satisfies BufferStore,
		0,
	);
	const open = async (values: Readonly<Record<string, unknown>> = {}, options: Partial<LoadOptions> = {}) => {
		Object.assign(done, { scans: 0, writes: 0 });
		const { dataset } = await load(source, values, { pool, ...options });
		return contentOf(dataset);
	};
	const scan = async (values: Readonly<Record<string, unknown>> = {}, options: Partial<LoadOptions> = {}) =>
		contentOf((await load(source, values, options)).dataset);
	return { file, store, done, open, scan };
}

describe.each(Object.entries(pools))('a dataset of %s', (_, text) => {
	it.each(Object.entries(settings))('opened from what is kept is the one that was scanned, under %s', async (_, values) => {
		const { done, open, scan } = opener(text);
		const scanned = await scan(values);
		expect(await open(values)).toEqual(scanned);
		expect(done).toEqual({ scans: 1, writes: 2 });
		expect(await open(values)).toEqual(scanned);
		expect(done).toEqual({ scans: 0, writes: 0 });
	});

	it('opened under other settings is derived anew under another seed alone', async () => {
		const { done, open, scan } = opener(text);
		await open();
		for (const [name, values] of Object.entries(settings)) {
			expect(await open(values)).toEqual(await scan(values));
			expect([name, done]).toEqual([name, { scans: 0, writes: name === 'another seed' ? 1 : 0 }]);
		}
	});
});

describe('what is kept of a dataset', () => {
	it.each([
		{ lambda: 0.5, per: 'visit' },
		{ lambda: 0.9, per: 'step' },
	] as const)('serves evidence that fades, too: %j', async (discount) => {
		const { done, open, scan } = opener(pools['several lines each, with steps']);
		await open();
		expect(await open({}, { discount })).toEqual(await scan({}, { discount }));
		expect(done).toEqual({ scans: 0, writes: 0 });
	});

	it('is not that of a file of before', async () => {
		const { file, done, open, scan } = opener(pools['several lines each, with steps']);
		const before = await open();
		file.content = utf8(jsonl(grouped.map((record) => ({ ...record, score: 1 - record.score }))));
		file.time++;
		const now = await open();
		expect(now).toEqual(await scan());
		expect(now.ranking).not.toEqual(before.ranking);
		expect(done).toEqual({ scans: 1, writes: 2 });
	});

	it('is made again where it is of another version, or gone', async () => {
		const { store, done, open, scan } = opener(pools['a line each']);
		const scanned = await scan();
		await open();
		for (const [name, bytes] of [...store.buffers]) {
			const isDerived = name.includes('derived');
			store.buffers.set(
				name,
				Uint8Array.from(bytes, (byte, at) => (at === 4 ? byte - 1 : byte)),
			);
			expect(await open()).toEqual(scanned);
			expect(done).toEqual(isDerived ? { scans: 0, writes: 1 } : { scans: 1, writes: 1 });
			store.buffers.delete(name);
			expect(await open()).toEqual(scanned);
			expect(done).toEqual(isDerived ? { scans: 0, writes: 1 } : { scans: 1, writes: 1 });
		}
	});
});
