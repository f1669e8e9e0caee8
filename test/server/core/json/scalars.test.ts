import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeNumber } from '../../../../server/core/json/scalars.ts';
import { utf8 } from '../../../support/bytes.ts';
import { holds } from '../../../support/random.ts';

const decoded = (text: string): number => decodeNumber(utf8(`x${text}x`), 1, 1 + text.length);

describe('decodeNumber', () => {
	it.each([
		['0', '-0', '0.0', '-0.0', '1.0', '0.1', '-0.3', '0.30000000000000004', '123456789012345', '1234567890123456'],
		['0.123456789012345', '-12345678.9012345', '9007199254740993', '1e5', '-1E-3', '1.5e300', '1e999', '0.00000000000001'],
	])('is Number of the text', (...texts) => {
		for (const text of texts) expect(decoded(text)).toBe(Number(text));
	});

	it('is Number of any decimal', () => {
		const digits = (minLength: number) => fc.stringMatching(new RegExp(`^[0-9]{${minLength},12}$`));
		const whole = fc.nat().map(String);
		holds(
			fc.property(fc.boolean(), whole, fc.option(digits(1)), (isNegative, integer, fraction) => {
				const text = `${isNegative ? '-' : ''}${integer}${fraction === null ? '' : `.${fraction}`}`;
				expect(decoded(text)).toBe(Number(text));
			}),
			2000,
		);
	});
});
