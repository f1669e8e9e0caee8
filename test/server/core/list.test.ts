import { describe, expect, it } from 'vitest';
import { numbersBelow } from '../../../server/core/list.ts';

describe('whole numbers in a row', () => {
	it('are all there, however many they are', () => {
		for (let length = 0; length < 10; length++) expect([...numbersBelow(length)]).toEqual([...Array(length).keys()]);
	});
});
