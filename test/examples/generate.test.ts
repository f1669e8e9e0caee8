import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createNeedsAttention } from '../../examples/attention.ts';
import { createExamples, SEED } from '../../examples/datasets.ts';
import { createTasks, FAMILIES } from '../../examples/tasks.ts';

interface RolloutList {
	readonly id: string;
	readonly source: string;
	readonly level: number;
	readonly prompt: string;
	readonly answer: string;
	readonly rewards: readonly number[];
	readonly responses: readonly string[];
}

interface RolloutLine {
	readonly task_id: string;
	readonly trial: number;
	readonly prompt: string;
	readonly answer: string;
	readonly response: string;
	readonly reward: number | null;
	readonly error?: string;
}

const made = createExamples(SEED);
const lists = parseLines<RolloutList>(made.get('arithmetic-rollouts.jsonl')!);
const rollouts = parseLines<RolloutLine>(made.get('rollouts-by-line.jsonl')!);
const attention = made.get('needs-attention.jsonl')!.split('\n');

function parseLines<Row>(text: string): Row[] {
	expect(text.endsWith('\n')).toBe(true);
	return text
		.slice(0, -1)
		.split('\n')
		.map((line) => JSON.parse(line) as Row);
}

function readExample(name: string): string {
	return readFileSync(new URL(`../../examples/${name}`, import.meta.url), 'utf8');
}

/** The share of the values that fulfil the condition, 0 to 1. */
function share<Value>(values: readonly Value[], fulfils: (value: Value) => boolean): number {
	return values.filter(fulfils).length / values.length;
}

function solved({ rewards }: RolloutList): number {
	return rewards.filter((reward) => reward === 1).length;
}

describe('the generator', () => {
	it.each([...made.keys()])('makes %s as it is in the folder', (name) => {
		// Not toBe on the texts: a difference would print a megabyte.
		expect(readExample(name) === made.get(name), 'run: npx tsx examples/generate.ts').toBe(true);
	});

	it('makes other files from another seed', () => {
		const others = createExamples(SEED + 1);
		for (const [name, content] of made) expect(others.get(name) === content).toBe(false);
	});

	it('keeps the earlier tasks when asked for more', () => {
		const more = new Map(createTasks(SEED, 3).map((task) => [task.id, task.prompt]));
		for (const { id, prompt } of createTasks(SEED, 1)) expect(more.get(id)).toBe(prompt);
	});

	it('offers at least two mistakes for every task, none of them right', () => {
		for (const { id, answer, mistakes, work } of createTasks(SEED, 17)) {
			expect(new Set([answer, ...mistakes]).size, id).toBe(mistakes.length + 1);
			expect(mistakes.length, id).toBeGreaterThanOrEqual(2);
			expect(work.split('{}').length, id).toBe(2);
		}
	});
});

describe('arithmetic-rollouts.jsonl', () => {
	it('has 2,000 prompts in under 1.5 MB: each family at five levels', () => {
		expect(lists).toHaveLength(2000);
		expect(Buffer.byteLength(made.get('arithmetic-rollouts.jsonl')!)).toBeLessThan(1_500_000);
		for (const { source } of FAMILIES) {
			const levels = new Set(lists.filter((row) => row.source === source).map(({ level }) => level));
			expect([...levels].sort(), source).toEqual([1, 2, 3, 4, 5]);
		}
	});

	it('repeats no id and no prompt, and shares none with rollouts-by-line.jsonl', () => {
		const tasks = new Map(rollouts.map((row) => [row.task_id, row.prompt]));
		expect(new Set([...lists.map(({ id }) => id), ...tasks.keys()]).size).toBe(2060);
		expect(new Set([...lists.map(({ prompt }) => prompt), ...tasks.values()]).size).toBe(2060);
	});

	it('rewards a response exactly when it is the answer', () => {
		for (const { id, answer, rewards, responses } of lists) {
			expect(rewards, id).toEqual(responses.map((response) => (response === answer ? 1 : 0)));
		}
	});

	it('has the stated shares of 0, 4, 8, 16 and 32 rollouts', () => {
		const stated = { 0: 0.004, 4: 0.11, 8: 0.62, 16: 0.17, 32: 0.1 };
		for (const [count, expected] of Object.entries(stated)) {
			expect(Math.abs(share(lists, ({ rewards }) => rewards.length === Number(count)) - expected), count).toBeLessThan(0.005);
		}
	});

	it('is U-shaped: mastered and hopeless prompts each outnumber any other count of 8', () => {
		const groups = lists.filter(({ rewards }) => rewards.length === 8);
		const counts = Array.from({ length: 9 }, (_, successes) => share(groups, (row) => solved(row) === successes));
		const between = Math.max(...counts.slice(1, 8));
		expect(counts[0]).toBeGreaterThan(between);
		expect(counts[8]).toBeGreaterThan(between);
		expect(counts[0]! + counts[8]!, 'the informative ones are the greater part').toBeLessThan(0.5);
	});

	it('is harder at every level than at the one before, and no source is always or never solved', () => {
		const rate = (rows: readonly RolloutList[]) =>
			share(
				rows.flatMap(({ rewards }) => rewards),
				(reward) => reward === 1,
			);
		const byLevel = [1, 2, 3, 4, 5].map((level) => rate(lists.filter((row) => row.level === level)));
		expect(byLevel).toEqual([...byLevel].sort((a, b) => b - a));
		for (const { source } of FAMILIES) {
			const bySource = rate(lists.filter((row) => row.source === source));
			expect(bySource, source).toBeGreaterThan(0.3);
			expect(bySource, source).toBeLessThan(0.8);
		}
	});

	it('shows a policy that learns: of 32 rollouts the last 16 are better than the first', () => {
		const long = lists.filter(({ rewards }) => rewards.length === 32);
		const half = (from: number) =>
			share(
				long.flatMap(({ rewards }) => rewards.slice(from, from + 16)),
				(reward) => reward === 1,
			);
		expect(half(16)).toBeGreaterThan(half(0));
	});
});

describe('the answers, worked out in another way', () => {
	const numbers = (prompt: string) => (prompt.match(/\d+/g) ?? []).map(Number);
	const quoted = (prompt: string) => /“([^”]+)”/.exec(prompt)![1]!;
	const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

	const checks: Record<string, (prompt: string, answer: string) => unknown> = {
		'bases-2': (prompt) => Number.parseInt(/number (\d+)\?/.exec(prompt)![1]!, 2),
		'bases-3': (prompt) => Number.parseInt(/number (\w+)\?/.exec(prompt)![1]!, 16),
		'averages-5': (prompt) => {
			const [count, before, after] = numbers(prompt) as [number, number, number];
			return before + (count - 1) * (before - after);
		},
		// Moving the answer forward again gives the code word.
		'ciphers-4': (prompt, answer) => {
			const alphabet = 'abcdefghijklmnopqrstuvwxyz';
			const encoded = [...answer].map((letter) => alphabet[(alphabet.indexOf(letter) + numbers(prompt)[0]!) % 26]).join('');
			return encoded === quoted(prompt) ? answer : encoded;
		},
		'calendar-4': (prompt) => {
			const [first, second] = prompt.match(/\d+ [A-Z]\w+ \d{4}/g)!.map((date) => weekdays[new Date(`${date} UTC`).getUTCDay()]);
			return prompt.includes(`was a ${first}.`) ? second : first;
		},
		// Crossing by crossing instead of by binomial coefficients.
		'counting-5': (prompt) => {
			const [east, north, x, y] = numbers(prompt) as [number, number, number, number];
			let column = Array.from({ length: north + 1 }, () => 1);
			for (let i = 1; i <= east; i++) {
				let below = 0;
				column = column.map((left, j) => {
					below = i === x && j === y ? 0 : left + below;
					return below;
				});
			}
			return column[north];
		},
		'shopping-3': (prompt) => {
			const [m, p, n, q] = prompt.match(/\d+(\.\d+)?/g)!.map(Number) as [number, number, number, number];
			return (m * p + n * q).toFixed(2);
		},
	};

	it.each(Object.entries(checks))('%s', (prefix, workOut) => {
		const rows = lists.filter(({ id }) => id.startsWith(`${prefix}-`));
		expect(rows).toHaveLength(16);
		for (const { prompt, answer } of rows) expect(String(workOut(prompt, answer)), prompt).toBe(answer);
	});
});

describe('rollouts-by-line.jsonl', () => {
	it('has 60 tasks with 8 trials each, ordered by trial, no two lines of a task together', () => {
		expect(rollouts).toHaveLength(480);
		expect(rollouts.map(({ trial }) => trial)).toEqual(rollouts.map((_, index) => Math.floor(index / 60)));
		expect(new Set(rollouts.map(({ task_id, trial }) => `${task_id} ${trial}`)).size).toBe(480);
		for (let index = 1; index < rollouts.length; index++) expect(rollouts[index]!.task_id).not.toBe(rollouts[index - 1]!.task_id);
	});

	it('rewards a response exactly when its last line gives the answer, and a cut-off one never', () => {
		const scored = rollouts.filter(({ reward }) => reward !== null);
		for (const { response, answer, reward } of scored)
			expect(reward, response).toBe(response.endsWith(`\nAnswer: ${answer}`) ? 1 : 0);
		expect(scored.some(({ response }) => !response.includes('Answer: '))).toBe(true);
	});

	it('has a few rollouts without a score, each with its error, and writes rewards as Python does', () => {
		const unscored = rollouts.filter(({ reward }) => reward === null);
		expect(unscored.length).toBeGreaterThan(4);
		expect(unscored.length).toBeLessThan(20);
		for (const row of rollouts) expect(row.error === undefined).toBe(row.reward !== null);
		for (const line of made.get('rollouts-by-line.jsonl')!.trimEnd().split('\n'))
			expect(line).toMatch(/"reward":(0\.0|1\.0|null,.*)\}$/);
	});
});

describe('needs-attention.jsonl', () => {
	const line = (number: number) => attention[number - 1]!;
	const record = (number: number) => JSON.parse(line(number)) as Record<string, unknown>;

	it('has 28 lines, and the last is torn', () => {
		expect(attention).toHaveLength(28);
		expect(() => record(28)).toThrow();
	});

	it('repeats an id and prompts where it says so, and nowhere else', () => {
		expect(record(7).id).toBe(record(1).id);
		expect(record(7).prompt).not.toBe(record(1).prompt);
		for (const number of [9, 10]) expect(record(number).prompt).toBe(record(8).prompt);
		expect(record(9).answer).toBe(record(8).answer);
		expect(record(10).answer).not.toBe(record(8).answer);
		const prompts = attention
			.map((text) => /"prompt":"((?:[^"\\]|\\.)*)"/.exec(text)?.[1])
			.filter((prompt) => prompt !== undefined);
		expect(prompts.length - new Set(prompts).size).toBe(2);
	});

	it('has each kind of broken line', () => {
		for (const number of [11, 12, 17]) expect(() => record(number)).toThrow();
		expect(() => JSON.parse(`${line(11)}}`)).not.toThrow();
		expect(line(12)).toBe('<PLACEHOLDER ROW>');
		expect(record(13)).toBeInstanceOf(Array);
		expect(record(14)).not.toHaveProperty('rewards');
		expect((record(15).rewards as unknown[]).filter((reward) => typeof reward === 'string')).toEqual(['correct']);
		expect(record(16).rewards).toBe('5/8');
		expect(JSON.parse(line(17).replace('NaN', 'null')).rewards).toHaveLength(8);
		expect(record(18).rewards).toContain(null);
		expect([record(19).num_rollouts, (record(19).rewards as unknown[]).length]).toEqual([8, 7]);
		expect(record(21).rewards).toContain(0.5);
		expect(record(22)).not.toHaveProperty('rewards');
		expect(record(23)).toHaveProperty('task_id');
	});

	it('has a source that is never solved, and no other line of that source', () => {
		const down = attention.filter((text) => text.includes('"source":"ciphers"'));
		expect(down).toEqual(attention.slice(23, 27));
		for (const text of down) expect(JSON.parse(text).rewards).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
	});

	it('is described line by line in the README', () => {
		// The formatter pads the cells of a table.
		const readme = readExample('README.md').replace(/ +/g, ' ');
		createNeedsAttention(createTasks(SEED, 2)).forEach(({ shows }, index) => {
			expect(readme).toContain(`| ${index + 1} | ${shows} |`);
		});
	});
});
