/** Formats of users' own: fields and successes as settings say. */
import { describe, expect, it } from 'vitest';
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
