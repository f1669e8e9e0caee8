import { describe, expect, it } from 'vitest';
import { completeFilter } from '../../../shared/filter/completeFilter.ts';

const fields = [['source'], ['score'], ['extra', 'split'], ['weird name']];
const textsFor = (before: string): readonly string[] => completeFilter(before, fields).items.map(({ text }) => text);

describe('completion of a filter', () => {
	it('offers columns and fields where a value may start', () => {
		expect(textsFor('')).toEqual(
			expect.arrayContaining(['score', 'rank', 'source', 'record.score', 'extra.split', '`weird name`', 'not']),
		);
		expect(textsFor('score > 1 and so')).toEqual(['source']);
		expect(textsFor('score > 1 and (s')).toEqual(['successes', 'score', 'source']);
		expect(textsFor('not we')).toEqual(['weight']);
	});

	it('offers comparisons behind a name, and then only joining words', () => {
		expect(textsFor('score ')).toEqual(['>', '>=', '<', '<=', '==', '!=', 'contains', 'in', 'and', 'or']);
		expect(textsFor('score > 1 ')).toEqual(['and', 'or']);
		expect(textsFor('score > 1 a')).toEqual(['and']);
		expect(textsFor('source == "aime" ')).toEqual(['and', 'or']);
		expect(textsFor('3 < trials ')).toEqual(['and', 'or']);
	});

	it('offers nothing inside a text, and not what stands there already', () => {
		expect(textsFor('source == "a')).toEqual([]);
		expect(textsFor('source == "a or s')).toEqual([]);
		expect(textsFor('trials')).toEqual([]);
	});

	it('says what it replaces', () => {
		expect(completeFilter('score > 1 and tri', fields)).toEqual({
			start: 14,
			items: [{ text: 'trials', description: 'rollouts with an outcome, of all steps' }],
		});
		expect(completeFilter('extra.sp', fields)).toMatchObject({ start: 0, items: [{ text: 'extra.split' }] });
	});
});
