/** Generated JSON for tests of what reads it: odd strings, odd numbers, keys that occur twice or in escapes, and damage. */
import fc from 'fast-check';
import { utf8 } from './bytes.ts';

const space = fc.constantFrom('', '', '', ' ', '\t', '\r\n', '  ');
const stringPiece = fc.oneof(
	{
		weight: 12,
		arbitrary: fc.constantFrom(
			'a',
			'reward',
			'{"reward":1}'.replaceAll('"', '\\"'),
			'\\\\',
			'\\\\\\\\',
			'\\"',
			'\\u0041',
			'\\ud800',
		),
	},
	{
		weight: 8,
		arbitrary: fc.constantFrom(
			'\u2028',
			'\u2029',
			'\u0085',
			'\u00a0',
			'\ufeff',
			'😀',
			'é',
			'\u007f',
			'\\/',
			'\\n',
			'}',
			']',
			',',
			':',
			"'",
		),
	},
	{ weight: 1, arbitrary: fc.constantFrom('\u0000', '\u001f', '\t', '\n', '\\x', '\\u12', '\\', '"') },
);
const stringText = fc.array(stringPiece, { maxLength: 6 }).map((pieces) => `"${pieces.join('')}"`);
const keyText = fc.oneof(
	{ weight: 6, arbitrary: fc.constantFrom('"reward"', '"rewards"', '"a"', '"__proto__"', '"rewar"', '"rewardss"', '""') },
	{
		weight: 2,
		arbitrary: fc.constantFrom(
			'"\\u0072eward"',
			'"reward\\u0073"',
			'"\\u0061"',
			'"\\u0052eward"',
			'"\\\\u0072eward"',
			'"re\\/ward"',
		),
	},
	{ weight: 1, arbitrary: stringText },
);
const numberText = fc.oneof(
	fc.constantFrom('0', '1', '-0', '-1', '1.0', '0.1', '10', '1e5', '1E-3', '-2.50e+10', '1e999', '12345678901234567890'),
	fc.constantFrom('01', '1.', '.5', '+1', '-', '1e', '1e+', '0x1', '--1', '1_0'),
	fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => JSON.stringify(value)),
);
const literalText = fc.oneof(
	{ weight: 9, arbitrary: fc.constantFrom('true', 'false', 'null') },
	{ weight: 1, arbitrary: fc.constantFrom('True', 'nul', 'undefined', 'Nan', '-I') },
);

/** JSON texts of objects, most of them valid where their leaves are, with keys that stand at several depths. */
export function jsonText(leaves: readonly fc.Arbitrary<string>[]): fc.Arbitrary<string> {
	return fc.letrec<{ value: string; object: string }>((tie) => ({
		object: fc
			.array(fc.tuple(space, keyText, space, tie('value')), { maxLength: 6 })
			.map((entries) => `{${entries.map(([before, key, after, value]) => `${before}${key}${after}:${value}`).join(',')}}`),
		value: fc
			.tuple(
				space,
				fc.oneof(
					{ depthSize: 'small', withCrossShrink: true },
					...leaves,
					tie('object'),
					fc.array(tie('value'), { maxLength: 5 }).map((items) => `[${items.join(',')}]`),
				),
				space,
			)
			.map((parts) => parts.join('')),
	})).object;
}

/** Whether JSON.parse takes the text. */
function isJson(text: string): boolean {
	try {
		JSON.parse(text);
		return true;
	} catch {
		return false;
	}
}

/** Leaves of every kind, some of them not JSON. */
export const anyLeaves = [numberText, stringText, literalText];

/** Leaves that JSON.parse takes. */
export const validLeaves = [
	numberText.filter((text) => isJson(text)),
	stringText.filter((text) => isJson(text)),
	fc.constantFrom('true', 'null'),
];

const byte = fc.oneof(fc.constantFrom(...utf8('"\\{}[],:0-.eEu \n\tn')), fc.nat({ max: 255 }));

/** Deletes, inserts or replaces a byte somewhere. */
export const byteEdit: fc.Arbitrary<(bytes: Uint8Array) => Uint8Array> = fc
	.tuple(fc.nat(), byte, fc.constantFrom('delete', 'insert', 'replace'))
	.map(([position, changed, kind]) => (bytes: Uint8Array) => {
		const at = position % (bytes.length + 1);
		const before = bytes.subarray(0, at);
		const after = bytes.subarray(kind === 'insert' ? at : at + 1);
		return Buffer.concat([before, kind === 'delete' ? Buffer.of() : Buffer.of(changed), after]);
	});
