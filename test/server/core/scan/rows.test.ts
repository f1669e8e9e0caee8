import { isUtf8 } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMemorySource } from '../../../../server/core/json/byteSource.ts';
import { parseFieldPath } from '../../../../server/core/json/fieldPath.ts';
import { createTextIndex, type TextIndex } from '../../../../server/core/json/textIndex.ts';
import { compileMapping, rowRulesOf } from '../../../../server/core/record/compiledMapping.ts';
import type { Mapping } from '../../../../server/core/record/mapping.ts';
import type { ReaderOptions } from '../../../../server/core/record/readerOptions.ts';
import { createRangeScan, type RangeScanOptions } from '../../../../server/core/scan/rangeScan.ts';
import { scanToPart } from '../../../../server/core/scan/scanToPart.ts';
import { concat, utf8 } from '../../../support/bytes.ts';
import { byteEdit } from '../../../support/jsonTexts.ts';
import { holds } from '../../../support/random.ts';

const path = (text: string) => parseFieldPath(text)!;
const success = { threshold: 0.5, largestSeen: 1, reason: '', isDoubtful: false };
const base = { id: undefined, group: [], prompt: undefined, groundTruth: undefined, success };
const list = { kind: 'list', list: path('rewards'), reward: path('rewards[]'), parallel: [], declaredTrials: undefined } as const;
const single = { kind: 'single', reward: path('reward') } as const;

/** Mappings of which lines are read many at once. */
const mappings: Readonly<Record<string, Mapping>> = {
	'a list, an id and a prompt with its ground truth': {
		...base,
		id: path('id'),
		prompt: path('prompt'),
		groundTruth: path('truth'),
		rewards: list,
	},
	'rewards in a list, with a list beside it, grouped': {
		...base,
		id: path('id'),
		group: [path('info.key')],
		rewards: { ...list, list: path('rollouts'), reward: path('rollouts[].reward'), parallel: [path('texts')] },
	},
	'a rollout a line, grouped by two fields of this file, with a step': {
		...base,
		prompt: path('prompt'),
		group: [path('id'), path('info.key')],
		isPerFile: true,
		step: path('step'),
		rewards: single,
	},
	'a rollout a line, grouped by its prompt, with a step and a source': {
		...base,
		prompt: path('prompt'),
		groundTruth: path('truth'),
		group: [path('prompt'), path('truth')],
		step: path('step'),
		source: path('source'),
		rewards: single,
	},
};

/** Values as they nearly always are, and others. */
const often = <T>(usual: fc.Arbitrary<T>, ...others: readonly fc.Arbitrary<T>[]) =>
	fc.oneof({ weight: 12, arbitrary: usual }, ...others.map((arbitrary) => ({ weight: 1, arbitrary })));
const json = (value: unknown): string => JSON.stringify(value);
const reward = often(
	fc.constantFrom('0', '1', '1.0', '0.0', '0.25', '0.5', '-1', '-0.125', 'true', 'false', 'null'),
	fc.constantFrom('1.5', '1e0', '5E-1', '"1"', '[1]', '{}', 'NaN', '-0', '0.49999999999999994', '0.123456789012345', '1e400'),
);
const name = often(
	fc.nat(20).map(json),
	fc.constantFrom(
		'"a/1"',
		'"7"',
		'"naïve"',
		'1.5',
		'7.0',
		'12345678901234567890',
		'true',
		'null',
		'[1]',
		'"\\u0037"',
		'"\\ud83d"',
		'""',
	),
);
const text = often(
	fc.stringMatching(/^[ -~]{0,300}$/).map(json),
	fc.constantFrom('"short \\"q\\""', '[{"role":"user","content":"x"}]', 'null', '"é"', '3'),
);
const step = often(fc.nat(400).map(json), fc.constantFrom('"12"', '1.5', '-1', 'null', '1e3', '[]'));
const rewards = often(
	fc.array(reward, { maxLength: 6 }).map((values) => `[${values.join(', ')}]`),
	fc.constantFrom('null', '3', '[[1],[]]', '{}', `[${'1,'.repeat(299)}1]`),
);
const source = often(
	fc.constantFrom('"aime"', '"math/500"'),
	fc.constantFrom('"\\u0061\\ud83dé"', '"naïve"', '""', '3', 'null', '[]'),
);
const rollouts = often(
	fc.array(reward, { maxLength: 3 }).map((values) => `[${values.map((value) => `{"reward":${value},"text":"\\n"}`).join(',')}]`),
	fc.constantFrom('[{}]', '[{"reward":1},3]', '[[{"reward":1}]]'),
);
/** Mostly a list as long as another. */
const beside = (values: string) =>
	often(fc.constant(values.replaceAll('"reward"', '"length"')), fc.constantFrom('["a"]', '[]', 'null', '"none"'));
/** The fields of a record, some of them missing now and then, or in another place. */
const record = fc
	.record({
		id: name,
		prompt: text,
		truth: name,
		info: name.map((key) => `{"key": ${key}}`),
		step,
		reward,
		rewards,
		rollouts,
		source,
	})
	.chain((fields) => beside(fields.rollouts).map((texts) => ({ ...fields, texts })))
	.chain((fields) => {
		const pairs = Object.entries(fields).map(([key, value]) => `"${key}": ${value}`);
		const without = fc.nat(pairs.length - 1).map((missing) => pairs.filter((_, at) => at !== missing));
		const added = fc
			.constantFrom(
				'"source": "aime"',
				'"source": "\\u0061\\ud83dé"',
				'"source": 3',
				'"source": null',
				'"reward": 1',
				'"id\\u0020": 3',
			)
			.map((pair) => [...pairs, pair]);
		return often(fc.constant(pairs), without, added, fc.constant(pairs.toReversed()));
	})
	.map((pairs) => utf8(`{${pairs.join(', ')}}`));
const line = often(record, fc.constantFrom(utf8(''), utf8('[]'), utf8(' {"id": 1}'), Uint8Array.of(0x7b, 0xff)), edited());
const lineBreak = often(fc.constant('\n'), fc.constant('\r\n'));
/** Sometimes with a byte order mark. */
const start = often(fc.constant(''), fc.constant('\ufeff'));
const file = fc
	.tuple(start, fc.array(fc.tuple(line, lineBreak), { minLength: 1, maxLength: 40 }))
	.map(([mark, lines]) => concat(mark, ...lines.flat()));

function edited(): fc.Arbitrary<Uint8Array> {
	return fc.tuple(record, byteEdit).map(([bytes, edit]) => edit(bytes));
}

/** An index that tells how many lines were read many at once. */
function countingIndex(size = 2 ** 14): { readonly index: TextIndex; readonly counted: () => number } {
	const index = createTextIndex(size)!;
	let lines = 0;
	const read: TextIndex['rows']['read'] = (rules, at) => {
		const rows = index.rows.read(rules, at);
		lines += rows.length;
		return rows;
	};
	return { index: { ...index, rows: { read } }, counted: () => lines };
}

describe('lines that are read many at once', () => {
	it.each(Object.entries(mappings))('are read as they are one by one: %s', async (_, mapping) => {
		const { index, counted } = countingIndex();
		let lines = 0;
		const options = { container: 'lines', signal: new AbortController().signal, fileKey: 'b', isUtf8 } as const;
		await holds(
			fc.asyncProperty(file, fc.boolean(), fc.boolean(), async (bytes, withPromptHashes, withIds) => {
				const source = createMemorySource('a.jsonl', bytes);
				const alone = await scanToPart(source, mapping, { ...options, withPromptHashes, withIds });
				const part = await scanToPart(source, mapping, { ...options, withPromptHashes, withIds, index });
				expect(part).toEqual(alone);
				lines += part.lines.length;
			}),
			150,
		);
		// Else this would hold of nothing.
		expect(counted()).toBeGreaterThan(lines / 4);
	});

	it.each(Object.entries(mappings))('are in a range what they are one by one: %s', async (_, mapping) => {
		const index = createTextIndex(2 ** 14)!;
		await holds(
			fc.property(file, fc.nat(1000), fc.nat(1000), (bytes, one, other) => {
				const [start, end] = [one, other]
					.map((share) => Math.floor((share / 1000) * bytes.length))
					.sort((left, right) => left - right);
				const read = (options: RangeScanOptions) => {
					const scan = createRangeScan({ start: start!, end: end! }, mapping, { ...options, isUtf8, chunkSize: 700 });
					for (let next = scan.next(); next !== undefined; next = scan.next()) scan.take(bytes.subarray(next.start, next.end));
					return scan.finish();
				};
				expect(read({ index })).toEqual(read({}));
			}),
			150,
		);
	});

	it('have ids of any length', async () => {
		const bytes = utf8(
			[`${'1'.repeat(200_000)}`, '"a"', `${'2'.repeat(200_000)}`].map((id) => `{"id":${id},"rewards":[1]}\n`).join(''),
		);
		const options = { container: 'lines', signal: new AbortController().signal, withIds: true } as const;
		const source = createMemorySource('a.jsonl', bytes);
		const { index, counted } = countingIndex(2 ** 21);
		const part = await scanToPart(source, { ...base, id: path('id'), rewards: list }, { ...options, index });
		expect(part).toEqual(await scanToPart(source, { ...base, id: path('id'), rewards: list }, options));
		expect(counted()).toBe(3);
	});

	it('are so few where nearly all have to be read one by one that trying costs next to nothing', async () => {
		const index = createTextIndex()!;
		let tries = 0;
		const read: TextIndex['rows']['read'] = (rules, at) => {
			tries++;
			return index.rows.read(rules, at);
		};
		const bytes = utf8('{"reward": "1", "id": 1}\n'.repeat(6400));
		const options = { container: 'lines', signal: new AbortController().signal } as const;
		const mapping = mappings['a rollout a line, grouped by its prompt, with a step and a source']!;
		await scanToPart(createMemorySource('a.jsonl', bytes), mapping, { ...options, index: { ...index, rows: { read } } });
		expect(tries).toBeLessThan(120);
	});

	const mapping = mappings['a list, an id and a prompt with its ground truth']!;
	it.each<[string, Partial<Mapping>, ReaderOptions]>([
		['prompts are kept as texts', {}, { previewLength: 5 }],
		['successes are soft', { success: { ...success, isSoft: true } }, {}],
		['words stand for rewards', { words: { pass: 1 } }, {}],
		['lines may tell of errors', { error: { field: path('error'), when: 'present' } }, {}],
		['only some lines are meant', { only: { field: path('metric'), value: 'a' } }, {}],
		['rollouts are told from each other', { group: [path('id')], sample: path('n') }, {}],
		['lines are visits', { group: [path('id')], step: path('step') }, {}],
		['groups are of a size', { group: [path('n')], groupSize: 4 }, {}],
		['rewards are counts', { rewards: { kind: 'counts', count: path('n'), of: 'successes', trials: 8 } }, {}],
		['a name stands in a list', { id: path('ids[]') }, {}],
		['the reward is the ground truth, too', { rewards: { kind: 'single', reward: path('truth') } }, {}],
		['or the source', { source: path('reward'), rewards: single }, {}],
	])('are none where %s', (_, change, options) => {
		expect(rowRulesOf(compileMapping(mapping), {})).toBeDefined();
		expect(rowRulesOf(compileMapping({ ...mapping, ...change }), options)).toBeUndefined();
	});
});
