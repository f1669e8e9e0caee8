import { describe, expect, it } from 'vitest';
import { isSamePath, proposedSetTarget, proposedTarget } from '../../client/commands/exportTarget.ts';

describe('proposedTarget', () => {
	it.each([
		['/data/pool.jsonl', { count: 100 }, '/data/pool.top100.jsonl'],
		['/data/pool.ndjson', { percent: 12.5 }, '/data/pool.top12.5pct.ndjson'],
		['/data/v1.2/step.5.jsonl', { percent: 10 }, '/data/v1.2/step.5.top10pct.jsonl'],
		['/data/pool', { count: 1 }, '/data/pool.top1.jsonl'],
		['/data/run.v2', { count: 1 }, '/data/run.v2.top1.jsonl'],
		['/data/pool.jsonl.gz', { count: 1 }, '/data/pool.top1.jsonl'],
		['/data/pool.parquet', { count: 1 }, '/data/pool.top1.jsonl'],
	])('%s, %o → %s', (source, top, expected) => {
		expect(proposedTarget(source, top)).toBe(expected);
	});
});

describe('proposedSetTarget', () => {
	const chosen = { top: { count: 1 }, strategy: 'insight', form: 'jsonl', set: 'chosen' } as const;

	it.each([
		['/data/pool.jsonl', { top: { percent: 12.5 } }, '/data/pool.top12.5pct.jsonl'],
		['/data/pool', {}, '/data/pool.top1.jsonl'],
		['/data/pool.jsonl', { strategy: 'mopps', form: 'csv' }, '/data/pool.mopps.top1.csv'],
		['/data/v1.2/pool.ndjson', { form: 'annotated', set: 'control' }, '/data/v1.2/pool.top1.control.ndjson'],
		['/data/pool.jsonl', { form: 'parquet' }, '/data/pool.top1.parquet'],
	] as const)('%s, %o → %s', (source, given, expected) => {
		expect(proposedSetTarget(source, { ...chosen, ...given })).toBe(expected);
	});
});

describe('isSamePath', () => {
	it('sees through detours', () => {
		expect(isSamePath('/data/pool.jsonl', '/data/x/../pool.jsonl', 'linux')).toBe(true);
		expect(isSamePath('/data/pool.jsonl', '/data/pool.top1.jsonl', 'linux')).toBe(false);
	});

	it('minds case where file systems do', () => {
		expect(isSamePath('/data/Pool.jsonl', '/data/pool.jsonl', 'linux')).toBe(false);
		expect(isSamePath('/data/Pool.jsonl', '/data/pool.jsonl', 'darwin')).toBe(true);
	});
});
