import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonKindNames } from '../../../../server/core/json/captures.ts';
import { type FieldPath, isJsonObject, parseFieldPath, valuesAt } from '../../../../server/core/json/fieldPath.ts';
import { compileFieldPlan } from '../../../../server/core/json/fieldPlan.ts';
import { JsonScanner, type ScanOutcome } from '../../../../server/core/json/jsonScanner.ts';
import { textOf, utf8 } from '../../../support/bytes.ts';
import { anyLeaves, byteEdit, jsonText, validLeaves } from '../../../support/jsonTexts.ts';
import { holds } from '../../../support/random.ts';

/** Paths that share keys, prefixes and lists, so that every branch of a plan is walked. */
const paths = [
	'reward',
	'rewards',
	'rewards[]',
	'a.reward',
	'a',
	'rewards[].reward',
	'rewards[].a[]',
	'a.rewards[].reward',
	'__proto__',
].map((text) => parseFieldPath(text)!);
const plan = compileFieldPlan(paths);

interface Captured {
	readonly kind: string;
	readonly text: string;
	readonly count: number;
	readonly item: number;
}

interface Scan {
	readonly outcome: ScanOutcome;
	readonly errorOffset: number;
	readonly duplicateOffset: number;
	at(path: FieldPath): readonly Captured[];
}

const scanner = new JsonScanner();

/** Scans in the middle of a buffer, whose other bytes would complete an escape, a string or a container, or go on with one. */
function scan(bytes: Uint8Array, behind = 'u"}]'): Scan {
	const tail = utf8(behind);
	const buffer = new Uint8Array(bytes.length + 4 + tail.length).fill(0x22);
	buffer.set(bytes, 4);
	buffer.set(tail, bytes.length + 4);
	const outcome = scanner.scan(buffer, 4, 4 + bytes.length, plan.root);
	const { captures } = scanner;
	return {
		outcome,
		errorOffset: scanner.errorOffset - 4,
		duplicateOffset: scanner.duplicateOffset - 4,
		at: (path) => {
			const found: Captured[] = [];
			for (let index = 0; index < captures.length; index++) {
				if (captures.slot(index) !== plan.slotOf[paths.indexOf(path)]) continue;
				found.push({
					kind: jsonKindNames[captures.kind(index)],
					text: textOf(buffer, captures.start(index), captures.end(index)),
					count: captures.count(index),
					item: captures.item(index),
				});
			}
			return found;
		},
	};
}

/** What `JSON.parse` makes of a text. */
function parse(text: string): { readonly value: unknown; readonly error: string | undefined } {
	try {
		return { value: JSON.parse(text), error: undefined };
	} catch (error) {
		return { value: undefined, error: String(error) };
	}
}

function outcomeOf(text: string): ScanOutcome {
	if (/^[ \t\r\n]*$/.test(text)) return 'blank';
	const { value, error } = parse(text);
	return error !== undefined ? 'invalid' : isJsonObject(value) ? 'object' : 'other';
}

/** Holds the outcome and every captured value against `JSON.parse`. */
function expectAgreement(bytes: Uint8Array): void {
	const text = textOf(bytes);
	const { outcome, errorOffset, at } = scan(bytes);
	expect(outcome).toBe(outcomeOf(text));
	if (outcome === 'invalid') expectFirstError(bytes, errorOffset);
	if (outcome !== 'object') return;
	const record = parse(text).value;
	for (const path of paths) {
		const values = at(path).map((captured) => JSON.parse(captured.text) as unknown);
		expect(values).toEqual(valuesAt(record, path));
	}
}

/** The bytes before the offset can still become JSON, with the byte at it they cannot. */
function expectFirstError(bytes: Uint8Array, errorOffset: number): void {
	expect(errorOffset).toBeGreaterThanOrEqual(0);
	expect(errorOffset).toBeLessThanOrEqual(bytes.length);
	const before = scan(bytes.subarray(0, errorOffset));
	if (before.outcome === 'invalid') expect(before.errorOffset).toBe(errorOffset);
	if (errorOffset < bytes.length)
		expect(scan(bytes.subarray(0, errorOffset + 1))).toMatchObject({ outcome: 'invalid', errorOffset });
}

// Private characters stand for bare NaN, Infinity and -Infinity, so that a reference text can hold null there.
const bareTokens = { '\ue000': 'NaN', '\ue001': 'Infinity', '\ue002': '-Infinity' } as const;
const withBareTokens = (template: string): string =>
	template.replace(/[\ue000-\ue002]/g, (mark) => bareTokens[mark as keyof typeof bareTokens]);

describe('JsonScanner agrees with JSON.parse', () => {
	it('on any JSON, however nested', () => {
		holds(
			fc.property(fc.json({ maxDepth: 6 }), (text) => expectAgreement(utf8(text))),
			150,
		);
	});

	it('on records with equal keys at several depths, keys twice, keys in escapes, odd strings and odd numbers', () => {
		holds(
			fc.property(jsonText(anyLeaves), (text) => expectAgreement(utf8(text))),
			500,
		);
	});

	it('on records of valid parts, most of which are valid then', () => {
		let valid = 0;
		holds(
			fc.property(jsonText(validLeaves), (text) => {
				if (outcomeOf(text) === 'object') valid++;
				expectAgreement(utf8(text));
			}),
			500,
		);
		expect(valid).toBeGreaterThan(250);
	});

	it('after a byte is deleted, inserted or replaced', () => {
		holds(
			fc.property(jsonText(validLeaves), byteEdit, (text, edit) => expectAgreement(edit(utf8(text)))),
			1000,
		);
	});

	it('on a cut at any byte, which is an error at the end of the text and nowhere else', () => {
		holds(
			fc.property(jsonText(validLeaves), (text) => {
				fc.pre(outcomeOf(text) === 'object');
				const bytes = utf8(text.trim());
				const places = Array.from({ length: bytes.length - 1 }, (_, index) => scan(bytes.subarray(0, index + 1)).errorOffset);
				expect(places).toEqual(places.map((_, index) => index + 1));
			}),
			60,
		);
	});

	it('whatever stands behind the text', () => {
		const tails = ['', ',', ':', ',1,1]}', ':1}', ':{', ':["', ',"reward":1}', ',{}]}', '1,', ',,', '\n{"reward":1}'];
		const part = fc.record({ text: jsonText(validLeaves), end: fc.nat() });
		holds(
			fc.property(part, ({ text, end }) => {
				const bytes = utf8(text);
				const cut = bytes.subarray(0, end % (bytes.length + 1));
				const { outcome, errorOffset } = scan(cut);
				for (const tail of tails) expect(scan(cut, tail)).toMatchObject({ outcome, errorOffset });
			}),
			300,
		);
	});

	it('on where the text breaks', () => {
		// V8 names the place in most of its messages; on ASCII a place is a byte.
		let compared = 0;
		holds(
			fc.property(jsonText(anyLeaves), (text) => {
				const position = /at position (\d+)/.exec(parse(text).error ?? '')?.[1];
				// "-I" may become -Infinity, and "Na" NaN, which V8 does not know.
				fc.pre(position !== undefined && /^[\0-\x7f]*$/.test(text) && !/-I|Na/.test(text));
				compared++;
				expect(scan(utf8(text)).errorOffset).toBe(Number(position));
			}),
			500,
		);
		expect(compared).toBe(500);
	});
});

describe('JsonScanner beyond JSON.parse', () => {
	it('reads bare NaN, Infinity and -Infinity wherever a value may stand', () => {
		const bare = fc.constantFrom(...Object.keys(bareTokens));
		holds(
			fc.property(jsonText([...validLeaves, bare, bare]), (template) => {
				const reference = template.replace(/[\ue000-\ue002]/g, 'null');
				const { outcome, at } = scan(utf8(withBareTokens(template)));
				expect(outcome).toBe(outcomeOf(reference));
				if (outcome !== 'object') return;
				const rewards = valuesAt(JSON.parse(reference), paths[0]!);
				const isPlain = (kind: string): boolean => kind !== 'NaN or Infinity' && kind !== 'null';
				expect(at(paths[0]!).map(({ kind }) => isPlain(kind))).toEqual(rewards.map((value) => value !== null));
			}),
			500,
		);
	});

	it.each(['NaN', 'Infinity', '-Infinity'])('captures %s as not finite', (token) => {
		expect(scan(utf8(`{"reward":${token}}`)).at(paths[0]!)).toEqual([{ kind: 'NaN or Infinity', text: token, count: 0, item: -1 }]);
	});

	it.each(['nan', 'NAN', 'Na', 'Infinit', '+Infinity', 'inf', '-NaN', 'NaNN', 'undefined'])('refuses %s', (token) => {
		expect(scan(utf8(`{"reward":${token}}`)).outcome).toBe('invalid');
	});

	it('does not look into strings for keys', () => {
		const text = JSON.stringify({ response: '{"reward": 1, "rewards": [1]}', other: { reward: 1 }, reward: 0 });
		expect(
			scan(utf8(text))
				.at(paths[0]!)
				.map((captured) => captured.text),
		).toEqual(['0']);
		expect(scan(utf8(text)).at(paths[1]!)).toEqual([]);
	});

	it('says how long a list is, and which element a value stands in', () => {
		const { at } = scan(utf8('{"rewards": [ {"reward":1}, 2 , {"x":0}, {"reward":[3]} ], "a": []}'));
		expect(at(paths[1]!)).toMatchObject([{ kind: 'a list', count: 4, item: -1 }]);
		expect(at(paths[5]!)).toMatchObject([
			{ kind: 'a number', text: '1', item: 0 },
			{ kind: 'a list', text: '[3]', count: 1, item: 3 },
		]);
		expect(at(paths[4]!)).toMatchObject([{ kind: 'a list', text: '[]', count: 0 }]);
	});

	it('names the place of a planned key that stands twice', () => {
		expect(scan(utf8('{"reward":1,"reward":0}')).duplicateOffset).toBe(12);
		expect(scan(utf8('{"reward":1,"\\u0072eward":0}')).duplicateOffset).toBe(12);
		expect(scan(utf8('{"x":1,"x":0,"reward":1}')).duplicateOffset).toBeLessThan(0);
		expect(scan(utf8('{"rewards":[{"reward":1},{"reward":1}],"a":{"reward":1},"reward":1}')).duplicateOffset).toBeLessThan(0);
	});

	it('keeps nothing of the text scanned before', () => {
		scan(utf8('{"reward":1,"reward":0}'));
		const { at, duplicateOffset, errorOffset } = scan(utf8('{}'));
		expect([at(paths[0]!), duplicateOffset < 0, errorOffset < 0]).toEqual([[], true, true]);
	});
});

describe('JsonScanner on deep nesting', () => {
	const levels = 200_000;
	it.each([
		['lists', '['.repeat(levels), ']'.repeat(levels)],
		['objects', '{"a":'.repeat(levels), '}'.repeat(levels)],
		['both', '[{"reward":'.repeat(levels / 2), '}]'.repeat(levels / 2)],
	])('walks 200,000 levels of %s', (_, open, close) => {
		expect(scan(utf8(`{"x":${open}1${close},"reward":7}`)).at(paths[0]!)).toMatchObject([{ text: '7' }]);
		expect(scan(utf8(`${open}1${close}`)).outcome).toBe(open.startsWith('{') ? 'object' : 'other');
		expect(scan(utf8(open))).toMatchObject({ outcome: 'invalid', errorOffset: open.length });
		expect(scan(utf8(`${open}1${close}]`))).toMatchObject({ outcome: 'invalid', errorOffset: open.length + 1 + close.length });
	});

	it('walks 200,000 levels where the plan looks for fields', () => {
		const deep = '['.repeat(levels) + ']'.repeat(levels);
		const { at } = scan(utf8(`{"rewards":[${deep},{"reward":${deep}}],"a":${deep}}`));
		expect(at(paths[5]!)).toMatchObject([{ kind: 'a list', item: 1 }]);
	});
});
