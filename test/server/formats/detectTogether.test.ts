import { describe, expect, it } from 'vitest';
import { createJointDetection } from '../../../server/formats/detectTogether.ts';
import { takeSample } from '../../../server/formats/sample.ts';
import { utf8 } from '../../support/bytes.ts';
import { jsonl, settingsOf } from '../../support/dataset.ts';

/** What is a success in each file, when they are detected together. */
function thresholds(files: readonly (readonly unknown[])[], settings: Readonly<Record<string, unknown>> = {}) {
	const detection = createJointDetection(settingsOf(settings).reading);
	const keys = files.map((records) => detection.add(takeSample(utf8(jsonl(records)))));
	return keys.map((key) => detection.detectionOf(key).format?.mapping.success.threshold);
}

describe('files detected together', () => {
	it('share the scale of their rewards', () => {
		const low = [
			{ task_id: 1, reward: 3 },
			{ task_id: 1, reward: 0 },
		];
		const high = [{ task_id: 2, reward: 10 }];
		expect(thresholds([low])).toEqual([3]);
		expect(thresholds([low, high])).toEqual([10, 10]);
	});

	it('share it where only some have a field that is optional', () => {
		expect(thresholds([[{ task_id: 1, reward: 3 }], [{ task_id: 2, reward: 10, note: 'x' }]])).toEqual([10, 10]);
	});

	it('are understood apart where the same fields hold something else: filters, scorers', () => {
		const document = { doc_id: 0, doc: { question: '?' }, resps: [['x']], metrics: ['exact_match'], exact_match: 1 };
		const sample = { id: 1, epoch: 1, input: '?', target: '1' };
		const files = [
			[{ ...document, filter: 'strict-match' }],
			[{ ...document, filter: 'none' }],
			[{ ...sample, scores: { match: { value: 'C' } } }],
			[{ ...sample, scores: { judge: { value: 'I' } } }],
		];
		const detection = createJointDetection(settingsOf({}).reading);
		const keys = files.map((records) => detection.add(takeSample(utf8(jsonl(records)))));
		const mappings = keys.map((key) => detection.detectionOf(key).format!.mapping);
		expect(mappings.map(({ only }) => only?.value)).toEqual(['strict-match', 'none', undefined, undefined]);
		expect(mappings.slice(2).map(({ rewards }) => rewards)).toEqual([
			{ kind: 'single', reward: ['scores', 'match', 'value'] },
			{ kind: 'single', reward: ['scores', 'judge', 'value'] },
		]);
	});

	it('are understood each in its own way where they differ', () => {
		const lists = [{ id: 1, rewards: [0, 5] }];
		const lines = [{ task_id: 1, reward: 10 }];
		expect(thresholds([lists, lines, [{ text: 'x' }], []])).toEqual([5, 10, undefined, undefined]);
	});
});
