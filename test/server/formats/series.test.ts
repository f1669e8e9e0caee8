import { describe, expect, it } from 'vitest';
import { detectFormat } from '../../../server/formats/detect.ts';
import { asSeries } from '../../../server/formats/series.ts';
import { defaultSettings } from '../../../shared/settings.ts';

const formatOf = (record: Readonly<Record<string, unknown>>) =>
	detectFormat({ container: 'lines', records: [record] }, defaultSettings().reading).format;

describe('files of different steps', () => {
	const lists = formatOf({ id: 1, prompt: 'x', rewards: [1, 0] });
	const withoutId = formatOf({ prompt: 'x', answer: 'y', rewards: [1, 0] });

	it('hold the same examples, by id or else by prompt and ground truth', () => {
		const series = asSeries(['1.jsonl', '2.jsonl'], [lists, withoutId]);
		expect(series.map(({ step, format }) => [step, format?.mapping.group])).toEqual([
			[1, [['id']]],
			[2, [['prompt'], ['answer']]],
		]);
		expect(series[0]?.format?.evidence.at(-1)).toContain('step 1');
	});

	it('are none where there is one step only, or none', () => {
		for (const names of [
			['1.jsonl', 'again/1.jsonl'],
			['a.jsonl', 'b.jsonl'],
			['7.jsonl', 'b.jsonl'],
		]) {
			expect(asSeries(names, [lists, lists]).map(({ format }) => format?.mapping.group)).toEqual([[], []]);
		}
		expect(asSeries(['1.jsonl', '2.jsonl'], [undefined, lists])[0]).toEqual({ step: 1, format: undefined });
	});
});
