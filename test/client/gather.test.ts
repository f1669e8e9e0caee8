import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { gather } from '../../client/gather.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('gather', () => {
	it('hands on together what comes within a time', () => {
		const handed: (readonly number[])[] = [];
		const add = gather<number>((items) => handed.push(items), 250);
		add(1);
		vi.advanceTimersByTime(249);
		add(2);
		expect(handed).toEqual([]);
		vi.advanceTimersByTime(1);
		expect(handed).toEqual([[1, 2]]);
		vi.advanceTimersByTime(1000);
		add(3);
		vi.advanceTimersByTime(250);
		expect(handed).toEqual([[1, 2], [3]]);
	});

	it('goes on while things come without a pause', () => {
		const handed: (readonly number[])[] = [];
		const add = gather<number>((items) => handed.push(items), 250);
		for (let item = 0; item < 100; item++) {
			add(item);
			vi.advanceTimersByTime(50);
		}
		expect(handed.length).toBe(20);
		expect(handed.flat().length).toBe(100);
	});
});
