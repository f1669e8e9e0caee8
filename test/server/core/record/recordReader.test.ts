import { isUtf8 } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { parseFieldPath } from '../../../../server/core/json/fieldPath.ts';
import { compileMapping } from '../../../../server/core/record/compiledMapping.ts';
import type { LineReading, RecordLine } from '../../../../server/core/record/lineReading.ts';
import type { Mapping } from '../../../../server/core/record/mapping.ts';
import type { ReaderOptions } from '../../../../server/core/record/readerOptions.ts';
import { createRecordReader } from '../../../../server/core/record/recordReader.ts';
import { concat, utf8 } from '../../../support/bytes.ts';

const pathOf = (text: string) => parseFieldPath(text)!;

const plain: Mapping = {
	id: pathOf('id'),
	group: [],
	prompt: pathOf('prompt'),
	groundTruth: pathOf('answer'),
	rewards: { kind: 'single', reward: pathOf('reward') },
	success: { threshold: 1, reason: 'reward ≥ 1', isDoubtful: false, largestSeen: 1 },
};
const byId: Mapping = { ...plain, group: [pathOf('id')] };
const byPrompt: Mapping = { ...plain, id: undefined, group: [pathOf('prompt'), pathOf('answer')] };

function read(mapping: Mapping | undefined, line: string | Uint8Array, options?: ReaderOptions, isTorn = false): LineReading {
	const bytes = concat('####', line, '####');
	return createRecordReader(compileMapping(mapping), options)(bytes, 4, bytes.length - 4, isTorn);
}

function record(mapping: Mapping, line: string | Uint8Array, options?: ReaderOptions): RecordLine {
	const reading = read(mapping, line, options);
	if (reading.kind !== 'record') throw new Error(`read as ${JSON.stringify(reading)}`);
	return reading;
}

/** `code «what of the line»: message` of a broken line. */
function broken(line: string, isTorn = false): string {
	const reading = read(plain, line, {}, isTorn);
	if (reading.kind !== 'broken') throw new Error(`read as ${JSON.stringify(reading)}`);
	return reading.problems
		.map(({ code, message, span }) => {
			const about = span === undefined ? '' : ` «${Buffer.from(utf8(line)).toString('utf8', span.start, span.end)}»`;
			return `${code}${about}: ${message}`;
		})
		.join('\n');
}

describe('ids', () => {
	const read = (text: string | Uint8Array) => record(plain, concat('{"id":', text, ',"reward":1}'), { withIds: true });
	const idOf = (text: string | Uint8Array) => read(text).id;
	const hashOf = (text: string | Uint8Array) => read(text).idHash;

	it('are the same as number and as text, and in any spelling of a number or a text', () => {
		const spellings = ['7', '"7"', '7.0', '70e-1', '"\\u0037"'];
		expect(spellings.map(idOf)).toEqual(['7', '7', '7', '7', '7']);
		expect(new Set(spellings.map(hashOf)).size).toBe(1);
		expect(hashOf('"\\u00e9"')).toBe(hashOf('"é"'));
	});

	it('are different where doubles would not be, where signs differ, and where only a byte order mark differs', () => {
		expect(idOf('9007199254740992')).not.toBe(idOf('9007199254740993'));
		expect(idOf('"\ufeffa"')).not.toBe(idOf('"a"'));
		expect(idOf('-1')).not.toBe(idOf('1'));
		const texts = ['9007199254740992', '9007199254740993', '"\ufeffa"', '"a"', '-1', '1', '"\\ud800"', '"\\ud801"', '""'];
		expect(new Set(texts.map(hashOf)).size).toBe(texts.length);
	});

	it.each(['null', '{"a":1}', '[1]', 'NaN'])('are absent where the value is %s', (text) => {
		expect([idOf(text), hashOf(text)]).toEqual([null, null]);
	});

	it('keep lone surrogates and every other character', () => {
		expect(idOf('"\\ud800"')).toBe('\ud800');
		expect(idOf('"a\u2028\u0085😀\\n\\""')).toBe('a\u2028\u0085😀\n"');
	});
});

describe('groups', () => {
	it('are the id, however it is written', () => {
		expect(record(byId, '{"id":7}').keyHash).toBe(record(byId, '{"id":"7"}').keyHash);
		expect(record(byId, '{"id":7}').keyHash).not.toBe(record(byId, '{"id":8}').keyHash);
	});

	it('of several fields differ when one field does, and do not run into each other', () => {
		const key = (prompt: string, answer: string) => record(byPrompt, JSON.stringify({ prompt, answer, reward: 1 })).keyHash;
		expect(key('a', 'b')).toBe(key('a', 'b'));
		expect(key('a', 'b')).not.toBe(key('a', 'c'));
		expect(key('a","b', 'c')).not.toBe(key('a', 'b","c'));
		expect(key('ab', 'c')).not.toBe(key('a', 'bc'));
	});

	it('tell long prompts apart at any byte', () => {
		const long = 'What is 1 + 1? '.repeat(40);
		const key = (prompt: string) => record(byPrompt, JSON.stringify({ prompt, answer: 1, reward: 1 })).keyHash;
		expect(key(long)).toBe(key(long));
		for (const at of [0, 1, 300, long.length - 1]) {
			expect(key(`${long.slice(0, at)}#${long.slice(at + 1)}`)).not.toBe(key(long));
		}
	});

	it('may be lists and objects', () => {
		const key = (prompt: unknown) => record(byPrompt, JSON.stringify({ prompt, answer: 1, reward: 1 })).keyHash;
		expect(key([{ role: 'user', content: 'a' }])).toBe(key([{ role: 'user', content: 'a' }]));
		expect(key([{ role: 'user', content: 'a' }])).not.toBe(key([{ role: 'user', content: 'b' }]));
	});

	it.each([
		['{"reward":1}', { lacks: 'id' }],
		['{"id":null,"reward":1}', {}],
	])('of %s is the line itself, which is said', (line, more) => {
		const { keyHash, problems, trials } = record(byId, line);
		expect([keyHash, trials]).toEqual([null, 1]);
		expect(problems).toEqual([
			{ code: 'missing-id', message: 'No "id" to group this rollout by: it is scored as an example of its own.', ...more },
		]);
	});
});

describe('prompts', () => {
	const hashOf = (value: object) => record(plain, JSON.stringify({ ...value, reward: 1 })).promptHash;

	it('are made where they are wanted, or where nothing else names the example', () => {
		const line = (id: object) => JSON.stringify({ ...id, prompt: 'p', answer: '1', reward: 1 });
		const without = { withPromptHashes: false };
		expect(record(plain, line({ id: 7 })).promptHash).not.toBeNull();
		expect(record(plain, line({ id: 7 }), without).promptHash).toBeNull();
		expect(record(plain, line({ id: null }), without).promptHash).toBe(record(plain, line({})).promptHash);
		expect(record(byPrompt, line({}), without).promptHash).toBeNull();
	});

	it('are the keys of examples that are grouped by them', () => {
		const line = JSON.stringify({ prompt: 'p', answer: '1', reward: 1 });
		expect(record(byPrompt, line).promptHash).toBe(record(byPrompt, line).keyHash);
		expect(record(plain, line).promptHash).toBe(record(byPrompt, line).keyHash);
	});

	it('are the same with the same ground truth only', () => {
		expect(hashOf({ prompt: 'a', answer: '1' })).toBe(hashOf({ answer: '1', prompt: 'a' }));
		expect(hashOf({ prompt: 'a', answer: '1' })).not.toBe(hashOf({ prompt: 'b', answer: '1' }));
		expect(hashOf({ prompt: 'a', answer: '1' })).not.toBe(hashOf({ prompt: 'a', answer: '2' }));
		expect(hashOf({ prompt: 'a' })).toBe(hashOf({ prompt: 'a' }));
		expect(hashOf({ answer: '1' })).toBeNull();
	});

	const previewOf = (prompt: unknown, previewLength = 10) =>
		record(plain, JSON.stringify({ prompt, reward: 1 }), { previewLength }).preview;

	it('are previewed from their text, or from the first message of the user', () => {
		expect(previewOf('What is 1 + 1?')).toBe('What is 1 ');
		expect(
			previewOf([
				{ role: 'system', content: 'You are' },
				{ role: 'user', content: 'A question' },
			]),
		).toBe('A question');
		expect(previewOf([{ role: 'system', content: 'You are' }])).toBe('You are');
		expect(previewOf(['text'])).toBe('text');
		expect(previewOf([{ role: 'user', content: [{ type: 'image' }] }])).toBeNull();
		expect(previewOf({ text: 'a' })).toBeNull();
		expect(previewOf([])).toBeNull();
		expect(previewOf('\ufeffa')).toBe('\ufeffa');
	});

	it('are not cut within a character', () => {
		expect(previewOf('123456789😀')).toBe('123456789');
		expect(previewOf('12345678😀0')).toBe('12345678😀');
	});

	it('are not previewed unless asked for', () => {
		expect(record(plain, '{"prompt":"a","reward":1}').preview).toBeNull();
	});
});

describe('lines that are no records', () => {
	it.each(['', ' ', '\t\r', '  \r'])('%j is blank', (line) => {
		expect(read(plain, line)).toEqual({ kind: 'blank' });
		expect(read(plain, line, {}, true)).toEqual({ kind: 'blank' });
	});

	it.each([
		['7', 'not-an-object: A record is a JSON object, and this is a single value: it is not counted.'],
		['null', 'not-an-object: A record is a JSON object, and this is a single value: it is not counted.'],
		['NaN', 'not-an-object: A record is a JSON object, and this is a single value: it is not counted.'],
		[' "text"', 'not-an-object: A record is a JSON object, and this is a string: it is not counted.'],
		['[{"reward":1}]', 'not-an-object: A record is a JSON object, and this is a list: it is not counted.'],
		['<PLACEHOLDER ROW>', 'invalid-json «<»: Not valid JSON: this is not a JSON value.'],
		['{"reward":1', 'invalid-json «»: Not valid JSON: a comma or a closing brace is expected here.'],
		['{"reward":1,}', 'invalid-json «}»: Not valid JSON: a property name in double quotes is expected here.'],
		["{'reward': 1}", "invalid-json «'»: Not valid JSON: a property name in double quotes is expected here."],
		['{"reward": True}', 'invalid-json «T»: Not valid JSON: this is not a JSON value.'],
		['{"reward": tru}', 'invalid-json «}»: Not valid JSON: this is not a JSON value.'],
		['{"reward" 1}', 'invalid-json «1»: Not valid JSON: a colon is expected here.'],
		['{"reward":1 "id":2}', 'invalid-json «"»: Not valid JSON: a comma or a closing brace is expected here.'],
		['{"reward":}', 'invalid-json «}»: Not valid JSON: a value is expected here.'],
		['{"reward":01}', 'invalid-json «1»: Not valid JSON: a comma or a closing brace is expected here.'],
		['{"reward":1.}', 'invalid-json «}»: Not valid JSON: this is not a JSON number.'],
		['{"reward":-}', 'invalid-json «}»: Not valid JSON: this is not a JSON number.'],
		['{"reward":1}{"reward":0}', 'invalid-json «{»: Not valid JSON: the value is complete before this.'],
		['{"reward":1} // ok', 'invalid-json «/»: Not valid JSON: comments are not JSON.'],
		['{"id":"a', 'invalid-json «»: Not valid JSON: this string has no closing quote.'],
		['{"id":"a\tb"}', 'invalid-json «\t»: Not valid JSON: a control character must be escaped here.'],
		['{"id":"\\x41"}', 'invalid-json «x»: Not valid JSON: this is not an escape that JSON knows.'],
		['{"id":"\\u00g0"}', 'invalid-json «g»: Not valid JSON: four hexadecimal digits are expected after \\u.'],
		['{"a":NaN,"b":}', 'invalid-json «}»: Not valid JSON: a value is expected here.'],
		['{"a":[NaN,-Infinity,Infinity],"b":[1}', 'invalid-json «}»: Not valid JSON: a comma or a closing bracket is expected here.'],
		['{"reward":1]', 'invalid-json «]»: Not valid JSON: a comma or a closing brace is expected here.'],
		['{"é":"é","b":}', 'invalid-json «}»: Not valid JSON: a value is expected here.'],
	])('%s: %s', (line, expected) => {
		expect(broken(line)).toBe(expected);
	});

	it('are torn only where the source ends and the text does too early', () => {
		const torn = 'torn-last-line: The file ends in the middle of this record: it is not counted. A run may still be writing it.';
		for (const line of ['{', '{"id":"a', '{"id":"\\u00', '{"reward":1', '{"reward":-', '{"a":[[', '{"reward":t'])
			expect(broken(line, true)).toBe(torn);
		expect(broken('{"reward":1}}', true)).toContain('invalid-json');
		expect(broken('<PLACEHOLDER ROW>', true)).toContain('invalid-json');
		expect(read(plain, '{"reward":1}', {}, true).kind).toBe('record');
	});

	it('are found without a mapping too, and objects are passed over', () => {
		expect(read(undefined, '{"reward":1}').kind).toBe('unmapped');
		expect(read(undefined, '{"reward":').kind).toBe('broken');
		expect(read(undefined, '[]').kind).toBe('broken');
	});

	it.each(['[', '{"a":'])('are explained at 200,000 levels of %s', (open) => {
		expect(broken(`{"x":${open.repeat(200_000)}`)).toMatch(/^invalid-json «»: Not valid JSON/);
	});
});

describe('deep nesting in fields that are decoded', () => {
	const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
	it('previews nothing, and counts', () => {
		expect(record(plain, `{"prompt":${deep},"id":${deep},"reward":1}`, { previewLength: 10 })).toMatchObject({
			id: null,
			preview: null,
			trials: 1,
		});
		expect(record(byPrompt, `{"prompt":${deep},"answer":${deep},"reward":1}`).keyHash).not.toBeNull();
		expect(record(plain, `{"reward":${deep}}`).problems).toMatchObject([{ code: 'reward-not-a-number' }]);
	});
});

describe('invalid UTF-8', () => {
	const line = concat('{"id":"', Uint8Array.of(0xc3, 0x28), '","reward":1}');

	it('is said where the host can tell, and the rewards count', () => {
		const { trials, problems } = record(plain, line, { isUtf8 });
		expect(trials).toBe(1);
		expect(problems).toEqual([
			{
				code: 'invalid-utf8',
				message: 'This line is not valid UTF-8, so Python stops reading the file here. Its rewards are counted.',
			},
		]);
		expect(record(plain, '{"id":"é😀\u2028\\ud800","reward":1}', { isUtf8 }).problems).toEqual([]);
	});

	it('is not asked for where the host cannot', () => {
		expect(record(plain, line).problems).toEqual([]);
	});

	it('does not make two ids one', () => {
		const other = concat('{"id":"', Uint8Array.of(0xc4, 0x28), '","reward":1}');
		expect(record(byId, line).keyHash).not.toBe(record(byId, other).keyHash);
	});
});
