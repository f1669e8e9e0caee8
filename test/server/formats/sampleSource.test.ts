/** How much of a source detection reads, and that it sees no less for it. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type ByteSource, createMemorySource } from '../../../server/core/json/byteSource.ts';
import { detectFormat } from '../../../server/formats/detect.ts';
import { sampleBytes, takeSample } from '../../../server/formats/sample.ts';
import { sampleSource } from '../../../server/formats/sampleSource.ts';
import { createRandom } from '../../../shared/random.ts';
import { defaultSettings, parseSettings, type ReadingSettings } from '../../../shared/settings.ts';
import { utf8 } from '../../support/bytes.ts';
import { seed } from '../../support/random.ts';

const { signal } = new AbortController();
const { reading } = defaultSettings();
const chunk = 2 ** 16;
const fixtures = fileURLToPath(new URL('../../fixtures/formats/', import.meta.url));

/** A file whose bytes are counted as they are read. */
function counted(text: string): { readonly source: ByteSource; bytes: number } {
	const bytes = utf8(text);
	const memory = createMemorySource('x', bytes);
	const disk = {
		bytes: 0,
		source: {
			...memory,
			async *read() {
				for (let at = 0; at < bytes.length; at += chunk) {
					const part = bytes.subarray(at, at + chunk);
					disk.bytes += part.length;
					yield part;
				}
			},
			readRange: async (start: number, end: number) => {
				disk.bytes += end - start;
				return bytes.slice(start, end);
			},
		},
	};
	return disk;
}

/** The first line of a fixture with one of its texts, or lists of numbers, blown up beyond what detection looks at. */
function blownUp(line: string, random: () => number): string {
	const places: { readonly parent: Record<string, unknown>; readonly key: string }[] = [];
	const isLong = (value: unknown): boolean =>
		typeof value === 'string' ? value !== '' : Array.isArray(value) && value.length > 3 && typeof value[0] === 'number';
	const walk = (parent: Record<string, unknown>): void => {
		for (const [key, value] of Object.entries(parent)) {
			if (isLong(value)) places.push({ parent, key });
			else if (typeof value === 'object' && value !== null) walk(value as Record<string, unknown>);
		}
	};
	const record = JSON.parse(line) as Record<string, unknown>;
	walk(record);
	const { parent, key } = places[Math.floor(random() * places.length)] ?? { parent: record, key: 'note' };
	const value = parent[key] ?? '';
	parent[key] = Array.isArray(value)
		? new Array<unknown>(sampleBytes).fill(value[0])
		: `${String(value)}${'so it is '.repeat(sampleBytes / 8)}`;
	return JSON.stringify(record);
}

function firstLineOf(folder: string): string | undefined {
	const names = readdirSync(`${fixtures}${folder}`, { recursive: true, encoding: 'utf8' });
	const [name] = names.filter((candidate) => candidate.endsWith('.jsonl')).sort();
	return name === undefined ? undefined : readFileSync(`${fixtures}${folder}/${name}`, 'utf8').split('\n', 1)[0];
}

const folders = readdirSync(fixtures, { withFileTypes: true })
	.filter((entry) => entry.isDirectory() && firstLineOf(entry.name) !== undefined)
	.map(({ name }) => name);

describe('of a source whose records are short, detection', () => {
	it('reads the first 256 KiB', async () => {
		const disk = counted(`${JSON.stringify({ id: 1, rewards: [1, 0] })}\n`.repeat(50_000));
		const { sample } = await sampleSource(disk.source, reading, signal);
		expect([disk.bytes, sample.records.length, sample.lateRecord]).toEqual([sampleBytes, 200, undefined]);
	});

	it('reads no more where the file ends in the middle of the only one', async () => {
		const disk = counted('{"id":1,"rewards":[1,0');
		const { sample } = await sampleSource(disk.source, reading, signal);
		expect([disk.bytes, sample.isCut]).toEqual([22, true]);
	});
});

describe('of a first record beyond 256 KiB, detection', () => {
	it.each(folders)(
		'comes to the same as of the whole line, and reads on only where its start does not tell: %s',
		async (folder) => {
			const line = blownUp(firstLineOf(folder)!, createRandom(folders.indexOf(folder), seed));
			const disk = counted(`${line}\n${'x'.repeat(2 ** 20)}\n`);
			const { sample } = await sampleSource(disk.source, reading, signal);
			const { format } = detectFormat(sample, reading);
			const whole = detectFormat(takeSample(utf8(`${line}\n`)), reading);
			const repeats = `INSIGHT_TEST_SEED=${seed} repeats this: ${line.slice(0, 500)}…`;
			expect(format?.name, repeats).toBe(whole.format?.name);
			expect(format?.mapping, repeats).toEqual(whole.format?.mapping);
			expect(disk.bytes, repeats).toBeLessThanOrEqual(sampleBytes + (sample.lateRecord === 'start' ? 0 : line.length + chunk));
		},
	);

	const tokens = new Array<number>(2 ** 16).fill(0.5);
	const nemoRl = {
		content: [['What is 1 + 1?', 'Two']],
		rewards: [1],
		input_lengths: [7],
		token_ids: [tokens],
		prev_logprobs: [tokens],
	};

	it('reads 256 KiB of lines of token arrays, behind which nothing decides', async () => {
		const disk = counted(`${JSON.stringify({ ...nemoRl, idx: 0 })}\n`);
		const { sample } = await sampleSource(disk.source, reading, signal);
		expect([disk.bytes, sample.lateRecord]).toEqual([sampleBytes, 'start']);
		const { format } = detectFormat(sample, reading);
		expect(format?.name).toBe('nemo-rl');
		expect(format?.evidence).toContain('Its first record is longer than 256 KiB: what stands in these tells.');
	});

	it.each([
		['a reward field', { 'insight.success.field': 'token_mult_prob_error' }],
		['another format', { 'insight.format': 'reward-list' }],
		['a group', { 'insight.group': ['task'] }],
		['a field', { 'insight.fields': { id: 'uid' } }],
	])('reads on for what the user names: %s', async (_, values) => {
		const own: ReadingSettings = parseSettings(values).settings.reading;
		const { sample } = await sampleSource(counted(`${JSON.stringify({ ...nemoRl, idx: 0 })}\n`).source, own, signal);
		expect([sample.lateRecord, Object.keys(sample.records[0]!).at(-1)]).toEqual(['whole', 'idx']);
	});

	it('reads to the end of a prompt with eight long responses, and says so', async () => {
		const line = JSON.stringify({
			prompt: 'p',
			responses: new Array(8).fill('x'.repeat(50_000)),
			rewards: [1, 0, 0, 0, 0, 0, 0, 1],
		});
		const disk = counted(`${line}\n`.repeat(20));
		const { sample } = await sampleSource(disk.source, reading, signal);
		expect(disk.bytes).toBeLessThanOrEqual(sampleBytes + line.length + chunk);
		const { format } = detectFormat(sample, reading);
		expect(format?.name).toBe('reward-list');
		expect(format?.evidence).toContain(
			'Its first record is longer than 256 KiB, of which the start does not tell: it was read to its end.',
		);
	});

	it('finds the first element of a pretty-printed array', async () => {
		const records = [1, 2].map((id) => ({ question_id: id, output_list: ['x'.repeat(300_000)], graded_list: [true] }));
		const { sample } = await sampleSource(counted(JSON.stringify(records, null, 4)).source, reading, signal);
		expect([sample.container, detectFormat(sample, reading).format?.name]).toEqual(['array', 'livecodebench']);
	});

	it('finds records behind what stands before them, however long that is', async () => {
		const simulations = [0, 1].map((trial) => ({ task_id: '0', trial, reward_info: { reward: trial } }));
		const text = JSON.stringify({ tasks: [{ id: '0', policy: 'x'.repeat(300_000) }], simulations }, null, 2);
		const { sample } = await sampleSource(counted(text).source, reading, signal);
		expect([sample.container, detectFormat(sample, reading).format?.name]).toEqual(['array', 'tau2']);
		const settings = JSON.stringify({ tasks: [{ policy: 'x'.repeat(300_000) }] }, null, 2);
		expect((await sampleSource(counted(settings).source, reading, signal)).sample).toEqual({ container: 'lines', records: [] });
	});

	it.each([
		['over several lines', 2],
		['in one line', 0],
	])('judges what stands behind a long preface by many records, however it comes in: %s', async (_, indent) => {
		const simulations = Array.from({ length: 300 }, (_, trial) => ({
			task_id: '0',
			trial,
			...(trial === 0 ? {} : { reward_info: { reward: trial % 2 } }),
		}));
		const detected = async (preface: number) => {
			const text = JSON.stringify({ tasks: [{ policy: 'x'.repeat(preface) }], simulations }, null, indent);
			const disk = counted(`${text}${' '.repeat(2 ** 20)}`);
			const { sample } = await sampleSource(disk.source, reading, signal);
			return { sample, bytes: disk.bytes, format: detectFormat(sample, reading).format };
		};
		const [short, long] = [await detected(10), await detected(400_000)];
		expect(long.sample.records).toEqual(simulations.slice(0, 200));
		expect([short.format?.name, long.format?.name, long.format?.mapping]).toEqual(['tau2', 'tau2', short.format?.mapping]);
		expect(long.format?.evidence).toContain(
			'No record ends in its first 256 KiB: it was read to 256 KiB behind the first, where it is that long.',
		);
	});

	it('looks at 256 KiB behind the first record of a document, and at no more', async () => {
		const simulations = Array.from({ length: 10 }, (_, trial) => ({
			task_id: '0',
			trial,
			reward_info: { reward: 1 },
			messages: 'x'.repeat(100_000),
		}));
		const text = JSON.stringify({ tasks: [{ policy: 'x'.repeat(400_000) }], simulations }, null, 2);
		const disk = counted(text);
		const { sample } = await sampleSource(disk.source, reading, signal);
		expect(sample.records.map(({ trial }) => trial)).toEqual([0, 1, 2]);
		expect(disk.bytes).toBeLessThanOrEqual(sampleBytes + 500_500 + sampleBytes + chunk);
		expect(takeSample(utf8(text)).records).toEqual(sample.records);
	});

	it('finds records in a list of one object', async () => {
		const solutions = [1, 2].map((id) => ({ task_id: id, solution: 'x'.repeat(300_000), base_status: 'pass' }));
		const { sample } = await sampleSource(counted(JSON.stringify({ date: '', eval: { 1: solutions } })).source, reading, signal);
		expect([sample.container, detectFormat(sample, reading).format?.name]).toEqual(['array', 'evalplus']);
	});
});
