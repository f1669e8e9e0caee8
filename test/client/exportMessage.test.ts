import { describe, expect, it } from 'vitest';
import { exportMessage } from '../../client/commands/exportMessage.ts';

const written = {
	examples: 2,
	lines: 16,
	target: '/data/top.jsonl',
	manifest: '/data/top.jsonl.insight.json',
	cutScore: 0.1,
	expectedEffectiveBatch: 1.5,
	notes: [],
};

describe('what is told of an export', () => {
	it('is what went where', () => {
		expect(exportMessage(written)).toBe('InSight: wrote 2 examples (16 lines) to top.jsonl.');
		const control = { ...written, target: '/data/top.control.jsonl' };
		expect(exportMessage({ ...written, control })).toBe(
			'InSight: wrote 2 examples (16 lines) to top.jsonl, and as many at random to top.control.jsonl.',
		);
	});

	it('is the first thing to know of the set, and how many more the manifest has', () => {
		expect(exportMessage({ ...written, notes: ['All unseen.'] })).toBe(
			'InSight: wrote 2 examples (16 lines) to top.jsonl. All unseen.',
		);
		expect(exportMessage({ ...written, notes: ['All unseen.', 'Short run.', 'Tied.'] })).toBe(
			'InSight: wrote 2 examples (16 lines) to top.jsonl. All unseen. The manifest has 2 further notes.',
		);
	});
});
