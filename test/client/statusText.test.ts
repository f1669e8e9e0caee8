import { describe, expect, it } from 'vitest';
import { type HeatState, isUnread, statusLabel, statusTooltip } from '../../client/statusText.ts';
import type { StatusResult } from '../../shared/protocol.ts';

const status: StatusResult = {
	version: 1,
	format: { name: 'reward-list', title: 'a prompt a line, rewards in a list' },
	lines: 2000,
	examples: 2000,
	rollouts: 22_388,
	successes: 12_096,
	unscored: 0,
	brokenLines: 0,
	notes: [],
};
const heat: HeatState = { enabled: true, mode: 'score', legend: { lowest: 'score 0.00805', highest: 'score 0.170' } };

describe('statusLabel', () => {
	it.each([
		['InSight: reward-list · score · 2,000 examples', status, heat],
		['InSight: reward-list · evidence · 1 example', { ...status, examples: 1 }, { ...heat, mode: 'evidence' as const }],
		['InSight: reward-list · heat off · 2,000 examples', status, { ...heat, enabled: false }],
		['InSight: format not recognised', { ...status, format: null, examples: 0 }, heat],
		['InSight: empty', { ...status, format: null, lines: 0, examples: 0 }, heat],
	])('%s', (label, of, shown) => {
		expect(statusLabel(of, shown)).toBe(label);
	});
});

describe('statusTooltip', () => {
	it('says how the file was read, its numbers and what the digits mean', () => {
		expect(statusTooltip(status, heat).split('\n\n')).toEqual([
			'**reward-list**: a prompt a line, rewards in a list',
			'2,000 examples · 22,388 rollouts, 12,096 solved',
			'Heat: **score**. How much the next K rollouts would teach, weighted by difficulty.',
			'Gutter **0** is the lowest (score 0.00805), **9** the highest (score 0.170).',
		]);
	});

	it('counts what is wrong, and lists what to know', () => {
		const text = statusTooltip({ ...status, unscored: 3, brokenLines: 1, notes: ['First.', 'Second.'] }, heat);
		expect(text).toContain(' · 3 unscored · 1 broken line\n\n- First.\n- Second.\n\n');
	});

	it('raises no alarm of a file that nothing has been written to', () => {
		const empty = { ...status, format: null, lines: 0, examples: 0 };
		expect([isUnread(empty), isUnread({ ...empty, lines: 1 }), isUnread(status)]).toEqual([false, true, false]);
		expect(statusTooltip(empty, heat)).toBe('There is nothing in the file yet.');
	});

	it('has no legend where there is no heat', () => {
		expect(statusTooltip(status, { ...heat, legend: undefined })).not.toContain('Gutter');
		const off = statusTooltip(status, { ...heat, enabled: false });
		expect(off).toContain('Heat is off.');
		expect(off).not.toContain('Gutter');
	});

	it('does not take data for Markdown', () => {
		const text = statusTooltip({ ...status, format: null, notes: ['field [x](command:y) is `<b>`'] }, heat);
		expect(text).toContain('- field \\[x\\]\\(command:y\\) is \\`\\<b\\>\\`');
	});
});
