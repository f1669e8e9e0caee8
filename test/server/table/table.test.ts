/** The dataset editor's table over files in memory: what it reads, what it answers, and what it does when the file goes wrong. */
import { describe, expect, it } from 'vitest';
import type { ByteSource } from '../../../server/core/json/byteSource.ts';
import { createCachingPool } from '../../../server/core/scan/partCache.ts';
import type { ScanPool } from '../../../server/core/scan/scanPool.ts';
import { scanToPart } from '../../../server/core/scan/scanToPart.ts';
import { sampleBytes } from '../../../server/formats/sample.ts';
import { exportRows } from '../../../server/table/exportRows.ts';
import { beginningBytes, type TableHost } from '../../../server/table/readTable.ts';
import { Table } from '../../../server/table/table.ts';
import { encodeMarks, type Mark } from '../../../shared/basket.ts';
import type { TableState, ViewTableParams } from '../../../shared/tableProtocol.ts';
import { utf8 } from '../../support/bytes.ts';
import { jsonl, settingsOf } from '../../support/dataset.ts';
import { createMemoryExports } from '../../support/memoryExports.ts';
import { createMemoryStore } from '../../support/remembered.ts';

/** A file that counts the bytes read from it, and can change. */
function createFile(content: string, chunkLength = 2 ** 16) {
	let bytes = utf8(content);
	let isThere = true;
	let version = 1;
	const read = { scanned: 0, ranges: [] as (readonly [number, number])[] };
	const source: ByteSource = {
		name: 'pool.jsonl',
		get size() {
			return bytes.length;
		},
		async *read(signal) {
			for (let at = 0; at < bytes.length; at += chunkLength) {
				signal.throwIfAborted();
				const chunk = bytes.subarray(at, at + chunkLength);
				read.scanned += chunk.length;
				yield chunk;
			}
		},
		readRange: async (start, end) => {
			if (end > bytes.length) throw new Error('pool.jsonl is shorter than it was: it changed while it was read. Try again.');
			read.ranges.push([start, end]);
			return bytes.slice(start, end);
		},
		fingerprint: async () => {
			if (!isThere) throw new Error('Cannot read pool.jsonl: there is no such file or folder.');
			return String(version);
		},
	};
	return {
		source,
		read,
		replace: (text: string) => {
			bytes = utf8(text);
			version++;
		},
		remove: () => {
			isThere = false;
		},
	};
}

/** Nobody waits in these tests. */
const atOnce: TableHost['schedule'] = (callback) => {
	callback();
	return () => undefined;
};

interface OpenTable {
	readonly table: Table;
	readonly states: readonly TableState[];
	view(params?: Partial<ViewTableParams>): Promise<{ generation: number; numbering: number; rows: number }>;
	/** Ids of the rows of the last view. */
	ids(): Promise<readonly (string | null)[]>;
}

function openTable(
	source: ByteSource,
	onState: (table: Table, state: TableState) => void = () => undefined,
	pool: ScanPool = { scan: scanToPart },
	schedule: TableHost['schedule'] = atOnce,
): OpenTable {
	const states: TableState[] = [];
	let clock = 0;
	const host = {
		openSources: async () => ({ sources: [source], passedOver: [] }),
		readRollouts: async () => undefined,
		pool,
		pause: async () => undefined,
		now: () => new Date(1000 * clock++),
		schedule,
	};
	const table: Table = new Table('file:///pool.jsonl', host, (state) => {
		states.push(state);
		onState(table, state);
	});
	let generation = 0;
	return {
		table,
		states,
		async view(params = {}) {
			const defaults = { filter: '', sort: { column: 'rank', descending: false }, histogram: 'score', marks: ';' } as const;
			const view = await table.view({ uri: '', ...defaults, ...params }, new AbortController().signal);
			if (view.kind !== 'view') throw new Error(view.problem.message);
			generation = view.generation;
			return view;
		},
		async ids() {
			const { rows } = await table.rows({ generation, start: 0, count: 100 });
			return rows!.map(({ id }) => id);
		},
	};
}

const pool = jsonl([
	{
		id: 'easy',
		question: 'One and *one*?',
		answer: '2',
		source: 'gsm',
		level: 1,
		rewards: [1, 1, 1, 1],
		responses: ['a', 'b', 'c', 'd'],
	},
	{
		id: 'middle',
		question: '7 · 8?',
		answer: '56',
		source: 'aime',
		level: 5,
		rewards: [1, 0, null, 0],
		responses: ['56', '54', '?', '0'],
	},
	{ id: 'hard', question: 'Prove it.', answer: null, source: 'aime', level: 9, rewards: [0, 0, 0, 0], responses: [] },
]);

async function openPool(): Promise<OpenTable> {
	const open = openTable(createFile(pool).source);
	await open.table.read(settingsOf({}));
	return open;
}

describe('a table', () => {
	it('is scored by a prior that is fitted to all that was read, while the file grows too', async () => {
		const line = (index: number): string =>
			jsonl([{ id: `p${index}`, rewards: Array.from({ length: 8 }, (_, at) => (at < index % 9 ? 1 : 0)) }]);
		const lines = Array.from({ length: 60 }, (_, index) => line(index));
		const file = createFile(lines.slice(0, 40).join(''));
		const { table, view } = openTable(file.source);
		await table.read(settingsOf({ 'insight.prior': 'fitted' }));
		const evidence = async (): Promise<number> => {
			const { generation } = await view();
			return (await table.rows({ generation, start: 0, count: 1 })).rows![0]!.evidence;
		};
		const first = await evidence();
		expect(first).not.toBe(10);
		file.replace(lines.join(''));
		await table.check();
		expect([await evidence(), (await view()).rows]).toEqual([expect.not.closeTo(first, 6), 60]);
	});

	it('shows rows by rank, with their prompts and rollouts', async () => {
		const { table, view } = await openPool();
		const { generation, rows } = await view();
		expect(rows).toBe(3);
		const page = await table.rows({ generation, start: 0, count: 50 });
		expect(page.rows).toMatchObject([
			{ rank: 1, line: 1, id: 'middle', preview: '7 · 8?', strip: '10-0', isOrdered: true, successes: 1, trials: 3, unscored: 1 },
			{ rank: 2, line: 2, id: 'hard', strip: '0000' },
			{ rank: 3, line: 0, id: 'easy', preview: 'One and *one*?', strip: '1111', mean: 5 / 6, evidence: 6 },
		]);
	});

	it.each([
		['score > 0.01 and level >= 5', ['middle', 'hard']],
		['source == "aime" and not level > 5', ['middle']],
		['answer == null', ['hard']],
		['question contains "ONE"', ['easy']],
		['successes == trials or id in ("hard")', ['hard', 'easy']],
		['line <= 2 and rank < 3', ['middle']],
		['rewards contains "null"', ['middle']],
		['nothing == 1', []],
	])('filters by %s', async (filter, expected) => {
		const { view, ids } = await openPool();
		await view({ filter });
		expect(await ids()).toEqual(expected);
	});

	it('says where a filter is wrong', async () => {
		const { table } = await openPool();
		const params = {
			uri: '',
			filter: 'score >',
			sort: { column: 'rank', descending: false },
			histogram: 'score',
			marks: ';',
		} as const;
		expect(await table.view(params, new AbortController().signal)).toMatchObject({ kind: 'problem', problem: { start: 7 } });
	});

	it('sorts by columns, ids and marks', async () => {
		const { view, ids } = await openPool();
		await view({ sort: { column: 'mean', descending: true } });
		expect(await ids()).toEqual(['easy', 'middle', 'hard']);
		await view({ sort: { column: 'id', descending: false } });
		expect(await ids()).toEqual(['easy', 'hard', 'middle']);
		await view({ sort: { column: 'rank', descending: true } });
		expect(await ids()).toEqual(['easy', 'hard', 'middle']);
		const marks = encodeMarks({
			marks: new Map<number, Mark>([
				[2, 'include'],
				[1, 'exclude'],
			]),
		});
		await view({ sort: { column: 'marked', descending: false }, marks });
		expect(await ids()).toEqual(['hard', 'middle', 'easy']);
		await view({ filter: 'marked == "include"', marks });
		expect(await ids()).toEqual(['hard']);
	});

	it('reads the file once for a condition on records, whatever else of the filter changes', async () => {
		const file = createFile(pool);
		const { table, view, ids } = openTable(file.source);
		await table.read(settingsOf({}));
		const before = file.read.scanned;
		await view({ filter: 'level > 3' });
		const once = file.read.scanned - before;
		expect(once).toBe(utf8(pool).length);
		await view({ filter: 'score > 0 and level > 3 and trials == 4', sort: { column: 'line', descending: true } });
		expect(file.read.scanned - before).toBe(once);
		expect(await ids()).toEqual(['hard']);
	});

	it('finds lines and ids in the view', async () => {
		const { table, view } = await openPool();
		const { generation } = await view({ filter: 'successes > 0' });
		expect(table.find({ generation, target: { line: 0 } })).toEqual({ row: 1, line: 0, place: { path: 'pool.jsonl', line: 0 } });
		expect(table.find({ generation, target: { id: 'middle' } })).toMatchObject({ row: 0, line: 1 });
		expect(table.find({ generation, target: { id: 'hard' } })).toMatchObject({ row: null, line: 2 });
		expect(table.find({ generation, target: { line: 7 } })).toEqual({ row: null, line: null, place: null });
		expect(table.rowLines({ generation, start: 0, count: 9 })).toEqual([1, 0]);
	});

	it('drops answers about rows of before', async () => {
		const { table, view } = await openPool();
		const { generation } = await view();
		await view({ filter: 'level > 1' });
		expect(await table.rows({ generation, start: 0, count: 1 })).toEqual({ rows: null });
		expect(table.rowLines({ generation, start: 0, count: 1 })).toBeNull();
		expect(() => table.exportable(generation)).toThrow('The rows changed');
	});

	it('reads one record in full, the highest reward first', async () => {
		const { table } = await openPool();
		expect(await table.record(1)).toMatchObject({
			id: 'middle',
			prompt: '7 · 8?',
			groundTruth: '56',
			raw: pool.split('\n')[1],
			notes: [],
			rollouts: [
				{ position: 0, text: '56', reward: 1, isSuccess: true },
				{ position: 1, text: '54', reward: 0, isSuccess: false },
				{ position: 3, text: '0', reward: 0, isSuccess: false },
				{ position: 2, text: '?', reward: null, isSuccess: null },
			],
		});
		await expect(table.record(9)).rejects.toThrow('There is no example on line 10.');
	});

	it('puts the lines of one example together', async () => {
		const lines = [
			{ task_id: 't', prompt: [{ role: 'user', content: 'Go.' }], response: 'left', reward: 0 },
			{ task_id: 'u', prompt: [{ role: 'user', content: 'Stay.' }], response: 'here', reward: 1 },
			{ task_id: 't', prompt: [{ role: 'user', content: 'Go.' }], response: 'right', reward: 1 },
		];
		const { table, view } = openTable(createFile(jsonl(lines)).source);
		await table.read(settingsOf({}));
		const { generation } = await view({ sort: { column: 'line', descending: false } });
		const { rows } = await table.rows({ generation, start: 0, count: 2 });
		expect(rows).toMatchObject([
			{ id: 't', lines: 2, preview: 'Go.', strip: '10', isOrdered: false },
			{ id: 'u', preview: 'Stay.' },
		]);
		expect(await table.record(0)).toMatchObject({
			prompt: '**user**\n\nGo.',
			rollouts: [
				{ text: 'right', reward: 1 },
				{ text: 'left', reward: 0 },
			],
		});
	});
});

describe('what is read', () => {
	const large = jsonl(
		Array.from({ length: 5000 }, (_, index) => ({
			id: index,
			prompt: `Prompt ${index} ${'x'.repeat(1000)}`,
			rewards: [index % 2, 1, 0, 1],
		})),
	);

	it('for a page of 50 rows is those rows’ lines', async () => {
		const file = createFile(large);
		const { table, view } = openTable(file.source);
		await table.read(settingsOf({}));
		const { generation } = await view({ sort: { column: 'mean', descending: true } });
		const scanned = file.read.scanned;
		file.read.ranges.length = 0;
		const { rows } = await table.rows({ generation, start: 1000, count: 50 });
		const lines = large.split('\n');
		const bytesOfRows = rows!.reduce((sum, { line }) => sum + utf8(lines[line]!).length + 1, 0);
		expect(rows).toHaveLength(50);
		expect(file.read.ranges.reduce((sum, [start, end]) => sum + end - start, 0)).toBeLessThanOrEqual(bytesOfRows);
		expect(file.read.scanned).toBe(scanned);
	});

	it('before the first screen of a gigabyte is a hundredth of it at most', async () => {
		const line = large.slice(0, large.indexOf('\n') + 1);
		const chunk = utf8(line.repeat(64));
		let bytesRead = 0;
		const source: ByteSource = {
			...createFile(large).source,
			size: 2 ** 30,
			async *read(signal) {
				while (bytesRead < 2 ** 30) {
					signal.throwIfAborted();
					bytesRead += chunk.length;
					yield chunk;
				}
			},
		};
		// Reading goes on when the rows were seen, and not before.
		const { table, states, view, ids } = openTable(source, undefined, undefined, () => () => undefined);
		const reading = table.read(settingsOf({}));
		while (states.at(-1)?.generation !== 1) await new Promise(setImmediate);
		const { rows } = await view();
		expect(rows).toBeGreaterThan(500);
		expect(await ids()).toHaveLength(100);
		expect(bytesRead).toBeLessThan(2 ** 30 / 100);
		table.dispose();
		await reading;
	});

	it('before the first rows is the beginning of the file', async () => {
		const file = createFile(large);
		let scannedBefore = Number.NaN;
		const { table, states } = openTable(file.source, (_, { generation }) => {
			if (generation === 1 && Number.isNaN(scannedBefore)) scannedBefore = file.read.scanned;
		});
		await table.read(settingsOf({}));
		// The head for detection, and the beginning.
		expect(scannedBefore).toBeLessThan(beginningBytes + 2 ** 19);
		const first = states.find(({ generation }) => generation === 1);
		expect(first).toMatchObject({ phase: 'reading', message: null });
		expect(first!.examples).toBeGreaterThan(500);
		expect(states.at(-1)).toMatchObject({
			phase: 'ready',
			examples: 5000,
			lines: 5000,
			bytesRead: utf8(large).length,
		});
		expect(states.some(({ bytesPerSecond, bytesRead }) => bytesPerSecond > 0 && bytesRead > 0)).toBe(true);
	});

	it('shows more rows as it goes on, each time of twice as many bytes', async () => {
		const file = createFile(large);
		const { table, states } = openTable(file.source);
		await table.read(settingsOf({}));
		const shown = states.filter(({ generation }, at) => generation > 0 && generation !== states[at - 1]?.generation);
		expect(shown.map(({ phase }) => phase)).toEqual(['reading', 'reading', 'reading', 'ready']);
		expect(shown.map(({ examples }) => Math.round((10 * examples) / 5000))).toEqual([2, 4, 8, 10]);
	});

	it('is all of a file that was read before, of which the ends alone are looked at', async () => {
		const file = createFile(large);
		const source = { ...file.source, path: '/pool.jsonl' };
		const store = createMemoryStore();
		const open = () => openTable(source, undefined, createCachingPool({ scan: scanToPart }, store, 0));
		const first = open();
		await first.table.read(settingsOf({}));
		const { generation, bytesPerSecond, ...before } = first.states.at(-1)!;
		file.read.scanned = 0;
		file.read.ranges.length = 0;
		const again = open();
		await again.table.read(settingsOf({}));
		expect(again.states.at(-1)).toMatchObject(before);
		expect(again.states.filter(({ generation }, at) => generation > (again.states[at - 1]?.generation ?? 0))).toHaveLength(1);
		expect(file.read.scanned).toBe(0);
		// Detection looks at the beginning, the cache at both ends.
		expect(file.read.ranges.reduce((sum, [start, end]) => sum + end - start, 0)).toBeLessThan(sampleBytes + 2 ** 18);
	});

	it('is a beginning, when it is stopped right there', async () => {
		const file = createFile(large);
		const { table, states } = openTable(file.source, (self, { bytes, generation }) => {
			if (bytes !== null && generation === 0) self.stop();
		});
		await table.read(settingsOf({}));
		expect(states.at(-1)).toMatchObject({ phase: 'stopped', generation: 1 });
		expect(file.read.scanned).toBeLessThan(beginningBytes + 2 ** 19);
	});

	it('stays when the reading is stopped, up to a whole line', async () => {
		const file = createFile(large, 100_000);
		const { table, states, view } = openTable(file.source, (self, { bytesRead }) => {
			if (bytesRead > 3e6) self.stop();
		});
		await table.read(settingsOf({}));
		const { phase, examples, lines } = states.at(-1)!;
		expect(phase).toBe('stopped');
		expect(examples).toBeGreaterThan(2500);
		expect(examples).toBeLessThan(4000);
		expect(lines).toBe(examples);
		// Conditions on records hold for what was read, too.
		expect(await view({ filter: 'record.id >= 0' })).toMatchObject({ rows: examples });
	});
});

describe('a file that', () => {
	const failureOf = async (content: string): Promise<TableState> => {
		const { table, states } = openTable(createFile(content).source);
		await table.read(settingsOf({}));
		return states.at(-1)!;
	};

	it('is empty, or of no known format, says so', async () => {
		expect(await failureOf('')).toMatchObject({ phase: 'failed', message: 'The file is empty.' });
		expect(await failureOf('\n\n\n')).toMatchObject({ phase: 'failed', message: expect.stringContaining('no record was found') });
		expect(await failureOf('{"a": 1}\n')).toMatchObject({ phase: 'failed', message: expect.stringContaining('the fields a') });
	});

	it('cannot be opened, says why', async () => {
		const states: TableState[] = [];
		const host = {
			openSources: () => Promise.reject(new Error('Cannot read x: permission is denied.')),
			readRollouts: async () => undefined,
			pool: { scan: scanToPart },
			pause: async () => undefined,
			now: () => new Date(),
			schedule: atOnce,
		};
		const table = new Table('file:///x', host, (state) => states.push(state));
		await table.read(settingsOf({}));
		expect(states.at(-1)).toMatchObject({ phase: 'failed', message: 'Cannot read x: permission is denied.' });
		await expect(
			table.view(
				{ uri: '', filter: '', sort: { column: 'rank', descending: false }, histogram: 'score', marks: ';' },
				new AbortController().signal,
			),
		).rejects.toThrow('permission is denied');
	});

	it('is cut while it is read, says so', async () => {
		const file = createFile(pool.repeat(1000), 5000);
		const { table, states } = openTable({ ...file.source }, (_, { bytesRead }) => {
			if (bytesRead > 20_000) file.replace(pool);
		});
		await table.read(settingsOf({}));
		expect(states.at(-1)).toMatchObject({ phase: 'failed', message: expect.stringContaining('became shorter while it was read') });
	});

	it('is closed at any moment, is heard of no more', async () => {
		for (let moment = 1; ; moment++) {
			let seen = 0;
			const { table, states } = openTable(createFile(pool.repeat(5000), 2 ** 19).source, (self) => {
				if (++seen === moment) self.dispose();
			});
			await table.read(settingsOf({}));
			expect(states.length).toBeLessThanOrEqual(moment);
			if (states.at(-1)?.phase === 'ready') return;
		}
	});

	it('is replaced, shows its numbers still, but no lines of another file', async () => {
		const file = createFile(pool);
		const { table, view, states } = openTable(file.source);
		await table.read(settingsOf({}));
		const { generation } = await view();
		file.replace('{"id": "other"}\n');
		const { rows } = await table.rows({ generation, start: 0, count: 3 });
		expect(rows!.map(({ id, preview, strip }) => ({ id, preview, strip }))[0]).toEqual({
			id: 'middle',
			preview: null,
			strip: '100-',
		});
		expect(states.at(-1)).toMatchObject({ isOutdated: true });
		await expect(table.record(1)).rejects.toThrow('The file changed since it was read.');
	});

	it('is appended to, has the new rows as soon as it is looked at, and reads no more than them', async () => {
		const file = createFile(pool);
		const { table, view, ids, states } = openTable(file.source);
		await table.read(settingsOf({}));
		const { rows } = await view();
		const added = '{"id": "new", "question": "?", "rewards": []}\n{"id": "torn", "quest';
		file.replace(pool + added);
		file.read.scanned = 0;
		await table.check();
		expect(states.at(-1)).toMatchObject({
			phase: 'ready',
			isOutdated: false,
			examples: rows + 1,
			bytes: utf8(pool + added).length,
		});
		expect(file.read.scanned).toBe(0);
		await view();
		expect((await ids())[0]).toBe('new');
		file.replace(`${pool}${added}ion": "?", "rewards": [1]}\n`);
		await table.check();
		expect(states.at(-1)).toMatchObject({ examples: rows + 2, isOutdated: false });
		expect(states.some(({ isOutdated }) => isOutdated)).toBe(false);
	});

	it('is appended to, has the new rows as soon as rows are asked for, where nobody watches it', async () => {
		const file = createFile(pool);
		const { table, view, states } = openTable(file.source);
		await table.read(settingsOf({}));
		const { generation, rows } = await view();
		file.replace(`${pool}{"id": "new", "question": "?", "rewards": []}\n`);
		await table.rows({ generation, start: 0, count: 1 });
		expect(states.at(-1)).toMatchObject({ examples: rows + 1, isOutdated: false });
		expect(states.some(({ isOutdated }) => isOutdated)).toBe(false);
	});

	it('is written anew, has its old rows under the old numbering until there are new ones', async () => {
		const file = createFile(pool);
		const seen: string[] = [];
		const { table, view } = openTable(file.source, (of, { numbering, phase }) => {
			const rows = [numbering - 1, numbering].map((asked) => of.numbered(asked));
			seen.push(
				[
					phase,
					...rows.map((read) => read && `${read.dataset.examples.length} of ${read.fingerprint}, whole: ${read.isWhole}`),
				].join(),
			);
		});
		await table.read(settingsOf({}));
		const { numbering } = await view();
		expect(numbering).toBe(table.state.numbering);
		file.replace(jsonl([{ id: 'other', question: '?', rewards: [1] }]));
		seen.length = 0;
		await table.read(settingsOf({}));
		expect([...new Set(seen)]).toEqual([
			'reading,,3 of 1, whole: false',
			'reading,3 of 1, whole: false,',
			'ready,,1 of 2, whole: true',
		]);
	});

	it('is deleted, is out of date; read again, it fails', async () => {
		const file = createFile(pool);
		const { table, states } = openTable(file.source);
		await table.read(settingsOf({}));
		file.remove();
		await table.check();
		expect(states.at(-1)).toMatchObject({ phase: 'ready', isOutdated: true });
		await table.read(settingsOf({}));
		expect(states.at(-1)).toMatchObject({ phase: 'failed', message: expect.stringContaining('no such file') });
	});
});

describe('an export from the table', () => {
	const marks = encodeMarks({
		marks: new Map<number, Mark>([
			[0, 'include'],
			[1, 'exclude'],
		]),
	});
	const run = async (
		request: Partial<Parameters<typeof exportRows>[2]>,
		change?: (file: ReturnType<typeof createFile>) => void,
	) => {
		const file = createFile(pool);
		const { table, view } = openTable(file.source);
		await table.read(settingsOf({}));
		const { generation } = await view({ filter: request.filter ?? '' });
		change?.(file);
		const { host, files } = createMemoryExports();
		const defaults = { rows: 'view', filter: '', marks, order: 'rank', target: 'out.jsonl' } as const;
		const { signal } = new AbortController();
		const result = await exportRows(host, table.exportable(generation), { ...defaults, ...request }, signal, () => undefined);
		const manifest = JSON.parse(files.get('out.jsonl.insight.json')!) as { selection: unknown };
		const ids = files
			.get('out.jsonl')!
			.trimEnd()
			.split('\n')
			.map((line) => (JSON.parse(line) as { id: string }).id);
		return { result, ids, selection: manifest.selection };
	};

	it('writes the rows that are shown, without those that are excluded', async () => {
		expect(await run({})).toMatchObject({ ids: ['hard', 'easy'], selection: { filter: '', order: 'rank' } });
		expect(await run({ filter: 'level > 1' })).toMatchObject({ ids: ['hard'], selection: { filter: 'level > 1' } });
		expect(await run({ top: { count: 1 }, marks: ';' })).toMatchObject({ ids: ['middle'], selection: { top: { count: 1 } } });
		expect(await run({ order: 'file', marks: ';' })).toMatchObject({ ids: ['easy', 'middle', 'hard'] });
	});

	it('writes what is included, whether it is shown or not', async () => {
		expect(await run({ rows: 'included', filter: 'level > 1' })).toMatchObject({ ids: ['easy'], selection: { marked: 'include' } });
	});

	it('refuses to write nothing, or from a file that changed', async () => {
		await expect(run({ rows: 'included', marks: ';' })).rejects.toThrow('No example is chosen.');
		await expect(run({}, (file) => file.replace(pool.replace('easy', 'esay')))).rejects.toThrow('changed while it was read');
	});
});
