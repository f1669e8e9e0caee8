/** Files as they really come: what is counted of them, and what people are told. The fixture folder is the list of tests. */
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeOf } from '../../server/core/dataset/loadDataset.ts';
import type { ByteSource } from '../../server/core/json/byteSource.ts';
import { lineRange } from '../../server/core/scan/scanPart.ts';
import { concat, createChunkedSource, utf8 } from '../support/bytes.ts';
import { countsOf, type LoadedForTest, load } from '../support/dataset.ts';
import { holds } from '../support/random.ts';

const folder = new URL('../fixtures/bad-input/', import.meta.url);
const bytesOf = (name: string): Uint8Array => readFileSync(new URL(`${name}.jsonl`, folder));

/** `successes/trials` by id, lines that are not counted, and findings by the line of the file. */
interface Expected {
	readonly examples: Readonly<Record<string, string>>;
	readonly broken?: number;
	readonly findings?: readonly string[];
}

const unseen = 'the belief is the prior alone. Among unseen prompts all scores are equal.';
const noRollouts = `unexplored: No rollouts yet: ${unseen}`;
const unrecognised =
	'unknown-format: No rewards were recognised here. If the records have some, name their field in insight.success.field (such as "rollouts[].reward"); "InSight: Show Detected Format" lists what was looked for.';
const complete = 'invalid-json: Not valid JSON: the value is complete before this.';
const noValue = 'invalid-json: Not valid JSON: this is not a JSON value.';
const control = 'invalid-json: Not valid JSON: a control character must be escaped here.';
const torn = 'torn-last-line: The file ends in the middle of this record: it is not counted. A run may still be writing it.';
const notAnObject = (what: string) => `not-an-object: A record is a JSON object, and this is ${what}: it is not counted.`;

const expectations: Readonly<Record<string, Expected>> = {
	'array-of-equal-prompts': {
		examples: { a: '1/2', b: '1/2' },
		findings: [
			'line 4: duplicate-prompt: The same prompt stands on line 2 already: training on both counts it twice.',
			'line 5: duplicate-id: This id stands on line 2 already: both lines are scored by themselves. Set insight.group to count them together.',
		],
	},
	'blank-lines': { examples: {} },
	'byte-order-mark': { examples: { a: '1/2', b: '2/3' } },
	'control-characters': { examples: { c: '1/2' }, broken: 2, findings: [`line 1: ${control}`, `line 2: ${control}`] },
	crlf: { examples: { a: '1/2', b: '2/3' } },
	'duplicate-ids': {
		examples: { a: '1/2' },
		findings: [
			'line 2: duplicate-id: This id stands on line 1 already: both lines are scored by themselves. Set insight.group to count them together.',
		],
	},
	'duplicate-keys': {
		examples: { b: '1/2', c: '1/2' },
		findings: ['line 1: duplicate-key: This key stands twice in one object: the last value counts, as in Python and JavaScript.'],
	},
	'duplicate-prompts': {
		examples: { a: '1/2', b: '1/2' },
		findings: ['line 2: duplicate-prompt: The same prompt stands on line 1 already: training on both counts it twice.'],
	},
	empty: { examples: {} },
	'empty-lists': { examples: { a: '0/0', c: '1/2' }, findings: [`line 1: ${noRollouts}`] },
	'invalid-utf8': {
		examples: { a: '1/2', '\ufffd\ufffd': '2/3', c: '1/2' },
		findings: [
			'line 2: invalid-utf8: This line is not valid UTF-8, so Python stops reading the file here. Its rewards are counted.',
		],
	},
	'keys-in-strings': { examples: { a: '1/2' } },
	'line-separators': { examples: { 'a\u2028b': '1/2' }, broken: 1, findings: [`line 2: ${noValue}`] },
	'lists-of-unequal-length': {
		examples: { a: '1/2', b: '1/2', c: '1/2' },
		findings: [
			'line 1: count-mismatch: "rewards" has 2 entries but "responses" has 1: the 2 rewards are counted.',
			'line 3: count-mismatch: "num_rollouts" is 8 but "rewards" has 2 entries: the 2 rewards are counted.',
		],
	},
	'lone-carriage-returns': { examples: {}, broken: 1, findings: [`line 1: ${complete}`] },
	'lone-surrogates': { examples: { '\ud800': '1/2', '\ud801': '1/2' } },
	'missing-ids': {
		examples: { a: '1/2', 'line 2': '0/1', 'line 3': '0/1' },
		findings: [2, 3].map(
			(line) => `line ${line}: missing-id: No "task_id" to group this rollout by: it is scored as an example of its own.`,
		),
	},
	'missing-rewards': {
		examples: { a: '1/2', b: '0/0', c: '0/0', d: '2/3' },
		findings: [
			'line 2: missing-rollouts: No "rewards" here: no rollout is counted, the belief is the prior.',
			`line 2: ${noRollouts}`,
			'line 3: missing-rollouts: "rewards" is null: no rollout is counted, the belief is the prior.',
			`line 3: ${noRollouts}`,
		],
	},
	'nan-and-infinity': {
		examples: { a: '1/2 and 4 unscored', b: '0/0 and 1 unscored' },
		findings: [`line 2: unexplored: None of 1 rollout has an outcome: ${unseen}`],
	},
	'negative-counts': {
		examples: { a: '0/0', b: '0/0', c: '3/8' },
		findings: [
			'line 1: count-mismatch: "num_correct" is -1, which is negative: not counted.',
			`line 1: ${noRollouts}`,
			'line 2: count-mismatch: "num_rollouts" is -8, which is negative: not counted.',
			`line 2: ${noRollouts}`,
		],
	},
	'no-last-newline': { examples: { a: '1/2', b: '2/3' } },
	'no-rewards': { examples: {}, findings: [`line 1: ${unrecognised}`] },
	'numbers-and-strings': {
		examples: { a: '1/2' },
		broken: 4,
		findings: [
			`line 1: ${notAnObject('a single value')}`,
			`line 2: ${notAnObject('a string')}`,
			`line 3: ${notAnObject('a single value')}`,
			`line 4: ${notAnObject('a list')}`,
		],
	},
	'only-placeholder-rows': { examples: {}, broken: 2, findings: [`line 1: ${noValue}`, `line 2: ${noValue}`] },
	'placeholder-rows': { examples: { a: '1/2' }, broken: 2, findings: [`line 1: ${noValue}`, `line 2: ${noValue}`] },
	'pretty-printed-array': {
		examples: { a: '1/2', b: '2/3', c: '0/0 and 1 unscored' },
		findings: [
			'line 19: reward-not-a-number: 1 of 1 rewards cannot be read as a number (the first is a string): left out, the rollouts count as unscored.',
			`line 19: unexplored: None of 1 rollout has an outcome: ${unseen}`,
		],
	},
	'pretty-printed-records': {
		examples: {},
		broken: 8,
		findings: [
			'line 1: invalid-json: Not valid JSON: a property name in double quotes is expected here.',
			...[2, 3, 4, 5].map((line) => `line ${line}: ${complete}`),
			`line 6: ${notAnObject('a single value')}`,
			...[7, 8].map((line) => `line ${line}: invalid-json: Not valid JSON: a value is expected here.`),
		],
	},
	'python-literals': {
		examples: { c: '1/2' },
		broken: 2,
		findings: ['line 1: invalid-json: Not valid JSON: a property name in double quotes is expected here.', `line 2: ${noValue}`],
	},
	'rate-outside': { examples: {}, findings: [`line 1: ${unrecognised}`] },
	'reward-objects': {
		examples: { a: '0/1 and 1 unscored', b: '0/0', c: '1/2' },
		findings: [
			'line 1: reward-not-a-number: 1 of 2 rewards cannot be read as a number (the first is an object): left out, the rollouts count as unscored.',
			'line 2: reward-not-a-number: "rewards" is an object, not a list: no rollout of this line is counted.',
			`line 2: ${noRollouts}`,
		],
	},
	'reward-strings': {
		examples: { a: '0/0 and 2 unscored', b: '0/0', c: '1/2', d: '1/2' },
		findings: [
			'line 1: reward-not-a-number: 2 of 2 rewards cannot be read as a number (the first is a string): left out, the rollouts count as unscored.',
			`line 1: unexplored: None of 2 rollouts has an outcome: ${unseen}`,
			'line 2: reward-not-a-number: "rewards" is a string, not a list: no rollout of this line is counted.',
			`line 2: ${noRollouts}`,
		],
	},
	'single-rewards': {
		examples: { a: '1/1 and 5 unscored' },
		findings: [
			'line 2: reward-not-a-number: "reward" is a string: left out, the rollout counts as unscored.',
			'line 3: missing-rollouts: No "reward" here: the rollout counts as unscored.',
			'line 4: reward-not-a-number: "reward" is an object: left out, the rollout counts as unscored.',
		],
	},
	'successes-above-trials': {
		examples: { a: '0/0', b: '0/0', c: '3/8' },
		findings: [
			'line 1: count-mismatch: "num_correct" is 9, more than the 8 rollouts in "num_rollouts": not counted.',
			`line 1: ${noRollouts}`,
			'line 2: count-mismatch: "num_correct" is 2.5, which is not a whole number: not counted.',
			`line 2: ${noRollouts}`,
		],
	},
	'top-level-array': { examples: { a: '1/2', b: '2/3' } },
	'torn-array': { examples: { a: '1/2' }, broken: 1, findings: [`line 3: ${torn}`] },
	'torn-last-line': { examples: { a: '1/2' }, broken: 1, findings: [`line 2: ${torn}`] },
	'trailing-commas': { examples: { c: '1/2' }, broken: 2, findings: [`line 1: ${complete}`, `line 2: ${complete}`] },
	'two-records-on-a-line': { examples: { c: '1/2' }, broken: 1, findings: [`line 1: ${complete}`] },
	'utf-16': {
		examples: {},
		broken: 2,
		findings: [1, 2].map((line) => `line ${line}: invalid-json: Not valid JSON: this is not UTF-8 text but looks like UTF-16.`),
	},
	'zero-bytes': {
		examples: { a: '1/2' },
		broken: 1,
		findings: ['line 2: invalid-json: Not valid JSON: zero bytes stand here: the file may have been damaged in a crash.'],
	},
	'zero-counts': { examples: { a: '0/0', b: '1/8' }, findings: [`line 1: ${noRollouts}`] },
};

/** What is to be compared of a file. */
function shown(loaded: LoadedForTest): Required<Expected> {
	const lineOf = (lineNumber: number): number => placeOf(loaded, lineNumber).fileLine + 1;
	return {
		examples: countsOf(loaded),
		broken: loaded.dataset.totals.brokenLines,
		findings: loaded.findings.map(({ code, message, lineNumber }) => `line ${lineOf(lineNumber)}: ${code}: ${message}`),
	};
}

it('has an expectation for every fixture', () => {
	const names = readdirSync(folder).filter((name) => name.endsWith('.jsonl'));
	expect(names.map((name) => name.replace('.jsonl', '')).sort()).toEqual(Object.keys(expectations).sort());
});

describe.each(Object.entries(expectations))('%s', (name, expected) => {
	it('is read and reported as expected', async () => {
		expect(shown(await load(bytesOf(name)))).toEqual({ broken: 0, findings: [], ...expected });
	});

	it('is read the same in chunks of any length', async () => {
		const whole = await load(bytesOf(name));
		for (const length of [1, 7, 64]) {
			const { dataset, sources, findings } = await load(createChunkedSource('0.jsonl', bytesOf(name), length));
			expect(sources.map(({ part }) => part)).toEqual(whole.sources.map(({ part }) => part));
			expect([[...dataset.examples], findings]).toEqual([[...whole.dataset.examples], whole.findings]);
		}
	});
});

it('is never more than findings: any damage to any fixture leaves counts that make sense', async () => {
	const names = Object.keys(expectations);
	const damage = fc.tuple(fc.nat(), fc.nat({ max: 4 }), fc.uint8Array({ maxLength: 4 }));
	await holds(
		fc.asyncProperty(fc.constantFrom(...names), fc.array(damage, { minLength: 1, maxLength: 4 }), async (name, damages) => {
			let bytes = bytesOf(name);
			for (const [position, removed, inserted] of damages) {
				const at = position % (bytes.length + 1);
				bytes = concat(bytes.subarray(0, at), inserted, bytes.subarray(at + removed));
			}
			const { dataset, sources, findings } = await load(bytes);
			for (const { group } of dataset.examples) {
				expect(group.successes).toBeGreaterThanOrEqual(0);
				expect(group.successes).toBeLessThanOrEqual(group.trials);
				expect(group.unscored).toBeGreaterThanOrEqual(0);
				expect(group.score.score).toBeGreaterThanOrEqual(0);
			}
			for (const { lineNumber, span } of findings) {
				expect(lineNumber).toBeLessThan(Math.max(1, dataset.lineCount));
				if (span === undefined) continue;
				expect(span.start).toBeLessThanOrEqual(span.end);
				const { start, end } = lineRange(sources[0]!.part, lineNumber);
				expect(span.end).toBeLessThanOrEqual(end - start);
			}
		}),
		120,
	);
});

describe('very long lines', () => {
	/** A prompt of so many bytes, in chunks that cost nothing, and rewards behind it. */
	function longLine(before: string, behind: string, end = '","rewards":[1,0,1]}', length = 50e6): ByteSource {
		const chunk = utf8('What is 1 + 1? '.repeat(4096));
		const parts = [
			utf8(`${before}{"id":"long","prompt":"`),
			...new Array<Uint8Array>(Math.ceil(length / chunk.length)).fill(chunk),
		];
		parts.push(utf8(`${end}\n${behind}`));
		return {
			name: 'long.jsonl',
			size: undefined, // As of a file that is unpacked.
			read: async function* () {
				yield* parts;
			},
			readRange: () => Promise.reject(new Error('not read by range')),
			fingerprint: async () => '',
		};
	}
	const record = '{"id":"a","prompt":"?","rewards":[0,1]}\n';

	it('of 50 MB are read among others', async () => {
		const loaded = await load(longLine(record, record.replace('"a"', '"b"').replace('?', '!')));
		expect(shown(loaded)).toEqual({ examples: { a: '1/2', long: '2/3', b: '1/2' }, broken: 0, findings: [] });
	});

	it('of 50 MB are recognised where they come first', async () => {
		const { dataset, detections } = await load(longLine('', ''));
		expect(detections[0]?.format?.name).toBe('reward-list');
		expect(dataset.totals).toMatchObject({ rollouts: 3, successes: 2 });
	});

	it('of 600 MB are refused, and the rest is read', async () => {
		const loaded = await load(longLine(record, record.replace('"a"', '"b"').replace('?', '!'), undefined, 600e6));
		expect(shown(loaded)).toEqual({
			examples: { a: '1/2', b: '1/2' },
			broken: 1,
			findings: [
				'line 2: line-too-long: This line has 572 MiB, more than fits into one JavaScript string: it is not read, the rest of the file is.',
			],
		});
	});

	it('of 50 MB that break are reported, and the rest is read', async () => {
		const loaded = await load(longLine(record, record.replace('"a"', '"b"').replace('?', '!'), '","rewards":[1,0,1}'));
		expect(shown(loaded)).toEqual({
			examples: { a: '1/2', b: '1/2' },
			broken: 1,
			findings: ['line 2: invalid-json: Not valid JSON: a comma or a closing bracket is expected here.'],
		});
	});
});

it('a million blank lines hold what stands between them', async () => {
	const record = utf8('{"id":"a","rewards":[0,1]}\n');
	const { dataset } = await load(
		createChunkedSource('blank.jsonl', concat(record, new Uint8Array(2 ** 20).fill(10), record), 2 ** 16),
	);
	expect([...dataset.examples].map(({ firstLine }) => firstLine)).toEqual([0, 2 ** 20 + 1]);
});
