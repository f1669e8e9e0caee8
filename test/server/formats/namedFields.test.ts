/** Formats of users' own: fields and successes as settings say. */
import { describe, expect, it } from 'vitest';
import { datasetNotes } from '../../../server/selection/notes.ts';
import { parseSettings } from '../../../shared/settings.ts';
import { countsOf, jsonl, load } from '../../support/dataset.ts';

describe('fields that the user names', () => {
	it('are read instead of those detected', async () => {
		const records = [
			{ id: 1, meta: { 'task.name': 'a' }, text: 'p', verdict: 1, crash: null },
			{ id: 2, meta: { 'task.name': 'a' }, text: 'p', verdict: 0, crash: 'timeout' },
			{ id: 3, meta: { 'task.name': 'b' }, text: 'q', verdict: 0, crash: '' },
		];
		const loaded = await load(jsonl(records), {
			'insight.success.field': 'verdict',
			'insight.group': ['/meta/task.name'],
			'insight.fields': { prompt: 'text', error: 'crash', sample: 'id' },
		});
		expect(countsOf(loaded)).toEqual({ a: '1/1 and 1 unscored', b: '0/1' });
		const { mapping, evidence } = loaded.detections[0]!.format!;
		expect(mapping).toMatchObject({ prompt: ['text'], sample: ['id'], error: { field: ['crash'], when: 'present' } });
		expect(evidence.join('\n')).toContain('insight.fields.error is set to "crash".');
	});

	it('are what the setting knows, and are named', () => {
		for (const fields of [{ colour: 'x' }, { id: 7 }, { id: ' ' }, ['id'], null]) {
			const { settings, problems } = parseSettings({ 'insight.fields': fields });
			expect(settings.reading.fields).toEqual({});
			expect(problems.map(({ key }) => key)).toEqual(['insight.fields']);
		}
	});
});

describe('the filter of lm-evaluation-harness', () => {
	const of = (filter: string, reward: number) =>
		[0, 1].map((number) => ({
			doc_id: number,
			doc: { question: `What is ${number}?` },
			resps: [['…']],
			metrics: ['exact_match'],
			filter,
			exact_match: reward,
		}));
	const text = jsonl([...of('strict-match', 0), ...of('flexible-extract', 1)]);

	it('is the first, or the one that is set; the account names those seen', async () => {
		const first = await load(text);
		expect(countsOf(first)).toEqual({ 0: '0/1', 1: '0/1' });
		expect(first.detections[0]!.reason).toContain('the filter "strict-match" is read');
		expect(first.detections[0]!.reason).toContain('such as "flexible-extract" (insight.filter chooses)');
		const chosen = await load(text, { 'insight.filter': 'flexible-extract' });
		expect(countsOf(chosen)).toEqual({ 0: '1/1', 1: '1/1' });
	});

	it('that no line has is told of', async () => {
		const { dataset, settings } = await load(text, { 'insight.filter': 'flexible' });
		expect(dataset.examples).toHaveLength(0);
		expect(datasetNotes(dataset, settings)).toEqual(['No line has "filter": "flexible", so nothing is read.']);
	});
});

describe('a threshold of "max"', () => {
	it('counts only the largest reward', async () => {
		const records = [
			{ id: 'a', rewards: [0.2, 0.9, 0.9] },
			{ id: 'b', rewards: [0.1, 0.3, 0.2] },
		];
		const loaded = await load(jsonl(records), { 'insight.success.threshold': 'max' });
		expect(countsOf(loaded)).toEqual({ a: '2/3', b: '0/3' });
		expect(loaded.detections[0]!.format!.mapping.success.reason).toBe('reward ≥ 0.9, the largest seen, as set');
	});
});
