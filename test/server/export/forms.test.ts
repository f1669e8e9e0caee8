/** Each form is read back by something that knows nothing of what wrote it. */
import { execFileSync } from 'node:child_process';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { describe, expect, it } from 'vitest';
import type { Example } from '../../../server/core/dataset/dataset.ts';
import { writeParquet } from '../../../server/export/forms/parquet.ts';
import { formNotes, writeForm } from '../../../server/export/writeForm.ts';
import type { ExportForm } from '../../../shared/exportForms.ts';
import { concat, textOf } from '../../support/bytes.ts';
import { type Content, jsonl, type LoadedForTest, load } from '../../support/dataset.ts';

const { signal } = new AbortController();

const records = [
	{ id: 'a', prompt: 'One, "two"?', answer: 2, rewards: [1, 0, 0, 1] },
	{
		id: 'b é',
		prompt: [
			{ role: 'system', content: 'Be\nbrief.' },
			{ role: 'user', content: '😀' },
		],
		answer: 'x',
		rewards: [1, 1, 1],
	},
	{ id: 'c', prompt: 'Three?', reward_model: { style: 'model', ground_truth: '3' }, data_source: 'aime', rewards: [] },
];

async function written(
	form: ExportForm,
	{ content = jsonl(records) as Content, order = 'rank' as 'rank' | 'file', at = [2, 0, 1] } = {},
): Promise<{ readonly bytes: Uint8Array; readonly loaded: LoadedForTest; readonly chosen: readonly Example[] }> {
	const loaded = await load(content);
	const { examples } = loaded.dataset;
	const chosen = at.map((index) => examples.at(index));
	const values = Float64Array.from(examples, ({ group }) => group.score.score);
	const parts: Uint8Array[] = [];
	const set = { loaded, chosen, values, order };
	await writeForm(form, set, async (bytes) => void parts.push(bytes.slice()), { signal });
	return { bytes: concat(...parts), loaded, chosen };
}

/** Python, or why not. */
const hasPython = ((): boolean => {
	try {
		execFileSync('python3', ['--version']);
		return true;
	} catch {
		console.warn('skipped: there is no python3 to read exports back with');
		return false;
	}
})();

/** What a Python program prints as JSON of the bytes on its standard input. */
function inPython(program: string, input: Uint8Array): unknown {
	return JSON.parse(
		execFileSync('python3', ['-c', `import csv, io, json, sys\ndata = sys.stdin.buffer.read()\n${program}`], { input }).toString(),
	);
}

describe('Python reads', () => {
	it.skipIf(!hasPython)('the score CSV', async () => {
		const { bytes, chosen } = await written('csv');
		const rows = inPython("print(json.dumps(list(csv.DictReader(io.StringIO(data.decode(), newline='')))))", bytes) as Record<
			string,
			string
		>[];
		expect(rows.map(({ id }) => id)).toEqual(['c', 'a', 'b é']);
		expect(rows.map(({ score }) => Number(score))).toEqual(chosen.map(({ group }) => group.score.score));
		expect(rows[1]).toMatchObject({ line: '1', successes: '2', trials: '4', alpha: '3', beta: '3', mean: '0.5' });
	});

	it.skipIf(!hasPython)("MoPPS's state", async () => {
		const { bytes } = await written('mopps');
		expect(inPython('print(json.dumps(json.loads(data)))', bytes)).toEqual({ 0: [3, 3], 1: [4, 1], 2: [1, 1] });
		expect(textOf((await written('mopps', { at: [] })).bytes)).toBe('{}\n');
	});

	it.skipIf(!hasPython)("POLARIS's line", async () => {
		const { bytes } = await written('polaris', { order: 'file' });
		expect(inPython('print(json.dumps([json.loads(line) for line in data.splitlines()]))', bytes)).toEqual([
			{ index: [0, 1], score: [0.5, 1] },
		]);
	});

	it('nothing of a set that POLARIS has no line for, and it is said whom a line leaves out', async () => {
		await expect(written('polaris', { at: [2] })).rejects.toThrow(
			/^None of the chosen examples has rollouts.* Nothing was written\.$/,
		);
		const { chosen } = await written('polaris');
		const said = 'Of the 3 chosen examples 1 has no rollouts, so no mean reward that POLARIS could log: the line leaves it out.';
		expect(formNotes('polaris', chosen)).toEqual([said]);
		expect([formNotes('jsonl', chosen), formNotes('polaris', chosen.slice(1))]).toEqual([[], []]);
	});

	it.skipIf(!hasPython)('prompts by the index that trainers know them by, in both and in Parquet', async () => {
		const indexed = records.map((record, place) => ({ ...record, extra_info: place === 1 ? {} : { index: 70 + place } }));
		const content = jsonl(indexed);
		const [state, line] = [(await written('mopps', { content })).bytes, (await written('polaris', { content })).bytes];
		expect(inPython('print(json.dumps(json.loads(data)))', state)).toEqual({ 70: [3, 3], 1: [4, 1], 72: [1, 1] });
		expect(inPython('print(json.dumps(json.loads(data)))', line)).toEqual({ index: [70, 1], score: [0.5, 1] });
		const { bytes } = await written('parquet', { content });
		const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer;
		const rows = (await parquetReadObjects({ file })) as { extra_info: { index: bigint } }[];
		expect(rows.map(({ extra_info }) => Number(extra_info.index))).toEqual([72, 70, 1]);
	});

	it('nothing where an index names two of the chosen prompts', async () => {
		const content = jsonl(records.map((record) => ({ ...record, extra_info: { index: 4 } })));
		for (const form of ['mopps', 'polaris'] as const) {
			const { loaded } = await written('jsonl', { content });
			const set = { loaded, chosen: [...loaded.dataset.examples], values: new Float64Array(3), order: 'file' as const };
			let writes = 0;
			await writeForm(form, set, async () => void writes++, { signal }).catch(() => undefined);
			expect(writes).toBe(0);
			await expect(written(form, { content, at: [2, 0] })).rejects.toThrow(
				/at line 1 and at line 3 have the same index, 4, .* Nothing was written\.$/,
			);
		}
	});

	it.skipIf(!hasPython)('annotated lines, as they were but for the key', async () => {
		const content = '{"id":"a", "rewards":[1,0] }\r\n{ "rewards" : [1] ,"note":"}é\\u00e9"}';
		const { bytes } = await written('annotated', { content, at: [1, 0] });
		const rows = inPython('print(json.dumps([json.loads(line) for line in data.split(b"\\n") if line]))', bytes) as Record<
			string,
			unknown
		>[];
		expect(rows.map(({ insight }) => insight)).toMatchObject([
			{ place: 1, successes: 1, trials: 1, alpha: 2, beta: 1 },
			{ place: 2, successes: 1, trials: 2, mean: 0.5 },
		]);
		const without = textOf(bytes).replaceAll(/, "insight": \{[^}]*\}/g, '');
		expect(without).toBe('{ "rewards" : [1] ,"note":"}é\\u00e9"}\n{"id":"a", "rewards":[1,0] }\r\n');
	});
});

describe('lists', () => {
	it('are ids, or places, one a line', async () => {
		expect(textOf((await written('ids')).bytes)).toBe('c\na\nb é\n');
		expect(textOf((await written('ids', { order: 'file' })).bytes)).toBe('a\nb é\nc\n');
		expect(textOf((await written('indices')).bytes)).toBe('2\n0\n1\n');
	});

	it('of ids are refused where one is missing, or would not fit on a line', async () => {
		const nameless = '{"rewards":[1,0]}\n{"id":"x\\ny","rewards":[1]}\n';
		await expect(written('ids', { content: nameless, at: [0] })).rejects.toThrow('at line 1 has no id.');
		await expect(written('ids', { content: nameless, at: [1] })).rejects.toThrow('at line 2 has an id that does not fit on a line');
	});
});

describe('annotated lines', () => {
	it('are refused where the key is there already, and are right in the emptiest record', async () => {
		const content = '{"insight":1,"rewards":[1,0]}\n{}\n{"rewards":[1]}\n';
		await expect(written('annotated', { content, at: [0] })).rejects.toThrow(
			'The record at line 1 has a key "insight" already: take it out',
		);
		expect(textOf((await written('annotated', { content, at: [1] })).bytes)).toMatch(
			/^\{"insight": \{"rank":\d,"place":1,.*\}\}\n$/,
		);
	});

	it('tell the rank among all examples, as the score CSV does, from the place in the set', async () => {
		const at = [1, 0];
		const [annotated, csv] = [await written('annotated', { at }), await written('csv', { at })].map(({ bytes }) =>
			textOf(bytes).trimEnd().split(/\r?\n/),
		) as [string[], string[]];
		const notes = annotated.map((line) => JSON.parse(line).insight as { rank: number; place: number });
		// Unseen c, which was not chosen, is the best of all.
		expect(notes.map(({ rank }) => rank)).toEqual([3, 2]);
		expect(csv.slice(1).map((row) => Number(row.split(',').at(-1)))).toEqual([3, 2]);
		expect(notes.map(({ place }) => place)).toEqual([1, 2]);
	});

	it('are every line of an example', async () => {
		const content = jsonl([
			{ task_id: 'a', reward: 1 },
			{ task_id: 'b', reward: 1 },
			{ task_id: 'a', reward: 0 },
		]);
		const lines = textOf((await written('annotated', { content, at: [0] })).bytes)
			.trimEnd()
			.split('\n');
		expect(lines.map((line) => JSON.parse(line))).toMatchObject([
			{ reward: 1, insight: { trials: 2 } },
			{ reward: 0, insight: { trials: 2 } },
		]);
	});
});

describe('Parquet', () => {
	const rowsOf = async (bytes: Uint8Array) =>
		parquetReadObjects({ file: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer });

	it("has verl's columns, from the records where they have them", async () => {
		const { bytes } = await written('parquet');
		expect(await rowsOf(bytes)).toEqual([
			{
				data_source: 'aime',
				prompt: [{ role: 'user', content: 'Three?' }],
				ability: '',
				reward_model: { style: 'model', ground_truth: '3' },
				extra_info: { index: 2n, split: 'train', id: 'c' },
			},
			{
				data_source: '0',
				prompt: [{ role: 'user', content: 'One, "two"?' }],
				ability: '',
				reward_model: { style: 'rule', ground_truth: '2' },
				extra_info: { index: 0n, split: 'train', id: 'a' },
			},
			{
				data_source: '0',
				prompt: [
					{ role: 'system', content: 'Be\nbrief.' },
					{ role: 'user', content: '😀' },
				],
				ability: '',
				reward_model: { style: 'rule', ground_truth: 'x' },
				extra_info: { index: 1n, split: 'train', id: 'b é' },
			},
		]);
	});

	it('holds thousands of rows', async () => {
		const many = Array.from({ length: 3000 }, (_, id) => ({ id, prompt: `p${id}`, rewards: [1, 0] }));
		const { bytes } = await written('parquet', { content: jsonl(many), at: [...many.keys()] });
		const rows = await rowsOf(bytes);
		expect(rows.map(({ prompt }) => (prompt as { content: string }[])[0]!.content)).toEqual(many.map(({ prompt }) => prompt));
	});

	it('keeps all of extra_info, each field as what its values are', async () => {
		const extras = [
			{ index: 7, answer: 'A', level: 1, rate: 1, easy: true, tags: ['x'], mixed: 1, id: 'other' },
			{ split: 'test', answer: null, level: 2, rate: 0.5, easy: false, mixed: 'one', note: 'é' },
		];
		const content = jsonl(extras.map((extra_info, id) => ({ id: `p${id}`, prompt: '?', extra_info, rewards: [1, 0] })));
		const rows = await rowsOf((await written('parquet', { content, at: [1, 0] })).bytes);
		expect(rows.map(({ extra_info }) => extra_info)).toEqual([
			{ id: 'p1', index: 1n, split: 'test', answer: null, level: 2n, rate: 0.5, easy: false, tags: null, mixed: 'one', note: 'é' },
			{ id: 'p0', index: 7n, split: 'train', answer: 'A', level: 1n, rate: 1, easy: true, tags: '["x"]', mixed: '1', note: null },
		]);
		const many = jsonl([
			{ prompt: '?', extra_info: Object.fromEntries(Array.from({ length: 70 }, (_, key) => [key, 1])), rewards: [1] },
		]);
		await expect(written('parquet', { content: many, at: [0] })).rejects.toThrow(/more than 64 different fields in extra_info/);
	});

	it('is written by row groups, so that no more than one is held', async () => {
		const many = Array.from({ length: 50 }, (_, id) => ({
			id,
			prompt: 'p'.repeat(id),
			extra_info: { index: 100 + id },
			rewards: [1],
		}));
		const loaded = await load(jsonl(many));
		const values = new Float64Array(many.length);
		const set = { loaded, chosen: [...loaded.dataset.examples], values, order: 'file' as const };
		const parts: Uint8Array[] = [];
		await writeParquet(set, async (bytes) => void parts.push(bytes), { signal, groupSize: 1000 });
		const bytes = concat(...parts);
		// Of a copy: Node may have put the bytes into a larger buffer.
		const groups = parquetMetadata(new Uint8Array(bytes).buffer).row_groups.map(({ num_rows }) => Number(num_rows));
		expect(groups.length).toBeGreaterThan(3);
		expect(parts).toHaveLength(groups.length + 1);
		const rows = await rowsOf(bytes);
		expect(rows.map(({ extra_info }) => (extra_info as { index: bigint }).index)).toEqual(
			many.map(({ extra_info }) => BigInt(extra_info.index)),
		);
	});

	it('is refused for a record without a prompt before anything is written', async () => {
		const loaded = await load(
			jsonl([...Array.from({ length: 50 }, (_, id) => ({ id, prompt: 'p'.repeat(99), rewards: [1] })), { id: 'x', rewards: [1] }]),
		);
		const set = { loaded, chosen: [...loaded.dataset.examples], values: new Float64Array(51), order: 'file' as const };
		let writes = 0;
		await expect(writeParquet(set, async () => void writes++, { signal, groupSize: 1000 })).rejects.toThrow(
			'at line 51 has no prompt',
		);
		expect(writes).toBe(0);
	});

	it('is refused for a record without a prompt', async () => {
		await expect(written('parquet', { content: '{"id":1,"rewards":[1,0]}\n', at: [0] })).rejects.toThrow(
			'The record at line 1 has no prompt to put into Parquet. Nothing was written.',
		);
	});
});
