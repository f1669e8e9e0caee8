import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Captures } from '../../../../server/core/json/captures.ts';
import { parseFieldPath } from '../../../../server/core/json/fieldPath.ts';
import { compileFieldPlan } from '../../../../server/core/json/fieldPlan.ts';
import { JsonScanner } from '../../../../server/core/json/jsonScanner.ts';
import { createTextIndex } from '../../../../server/core/json/textIndex.ts';
import { concat, utf8 } from '../../../support/bytes.ts';
import { anyLeaves, byteEdit, jsonText, validLeaves } from '../../../support/jsonTexts.ts';
import { holds } from '../../../support/random.ts';

const planOf = (...paths: readonly string[]) => compileFieldPlan(paths.map((text) => parseFieldPath(text)!)).root;
const plan = planOf('reward', 'rewards', 'rewards[]', 'a.reward', 'a', 'rewards[].a[]', 'a.rewards[].reward', '__proto__');
const longest = 2 ** 16;
const index = createTextIndex(longest)!;
const scanner = new JsonScanner();

/** How many captures a line has, where its strings are known: -1 otherwise, and where the walk is unsure. What is behind it would go on. */
function walk(line: Uint8Array, root = plan): number {
	index.window.fill(0x22).set(concat(line, '\n:1,"reward":1}]'));
	index.list(line.length + 1);
	const isPlain = index.breaks[0] === line.length;
	return isPlain ? index.walk.walk(root, 0, line.length, 0) : -1;
}

function capturesOf(captures: Captures): readonly number[] {
	return Array.from({ length: captures.length }, (_, at) => [
		captures.slot(at),
		captures.kind(at),
		captures.start(at),
		captures.end(at),
		captures.count(at),
		captures.item(at),
	]).flat();
}

/** @returns whether the walk was sure of the line: what it says then is what the other walk says. */
function expectSameWalk(line: Uint8Array): boolean {
	const count = walk(line);
	if (count < 0) return false;
	expect(scanner.scan(line, 0, line.length, plan)).toBe('object');
	expect(scanner.duplicateOffset).toBe(-1);
	expect([...index.walk.captures.subarray(0, 6 * count)]).toEqual(capturesOf(scanner.captures));
	expect(index.quotes[index.walk.nextQuote()]).toBeGreaterThan(line.length);
	return true;
}

/** On one line, without the control characters that its strings would not be known for. */
const oneLine = (leaves: readonly fc.Arbitrary<string>[]) =>
	jsonText(leaves).map((text) => text.replaceAll(/\p{Cc}/gu, ' ').trim());

describe('the walk over lines whose strings are known', () => {
	it('says what the walk over any text says, or nothing', () => {
		let sure = 0;
		const runs = 1000;
		holds(
			fc.property(oneLine(validLeaves), (text) => {
				if (expectSameWalk(utf8(text))) sure++;
			}),
			runs,
		);
		expect(sure).toBeGreaterThan(runs / 4);
	});

	it('says so of text that is no JSON, too', () => {
		holds(
			fc.property(oneLine(anyLeaves), (text) => void expectSameWalk(utf8(text))),
			500,
		);
		holds(
			fc.property(oneLine(validLeaves), byteEdit, (text, edit) => void expectSameWalk(edit(utf8(text)))),
			1500,
		);
	});

	it('is sure of no line that is cut', () => {
		const line = utf8('{"a": [1, -2.5e+3, "x\\"y", {"reward": null}], "rewards": [0, 1, true, false], "x": {}, "reward": 0.25}');
		expect(expectSameWalk(line)).toBe(true);
		for (let end = 0; end < line.length; end++) expect(walk(line.subarray(0, end))).toBe(-1);
	});

	it.each([
		['blanks everywhere', '{ "reward" : 1 , "rewards" : [ 1 , [ ] , { } ] } '],
		['numbers of every form', '{"rewards":[0,-0,10,1.5,-0.25,1e5,1E-3,2.50e+10,123456789]}'],
		['keys of any length', `{"":1,"${'k'.repeat(16)}":2,"${'k'.repeat(17)}":3,"${'k'.repeat(1000)}":4,"reward":5}`],
		['the same key at several depths', '{"reward":1,"a":{"reward":2,"rewards":[{"reward":3},{"reward":4}]}}'],
		['keys that are not planned twice', '{"x":1,"x":2,"reward":3}'],
		['lists of lists', '{"rewards":[{"a":[1,[2]]},[[{"a":[3]}]]],"a":[[1,2],{"reward":1}]}'],
		['50 levels', `{"x":${'[{"reward":'.repeat(25)}1${'}]'.repeat(25)},"reward":7}`],
	])('is sure of %s', (_, text) => {
		expect(expectSameWalk(utf8(text))).toBe(true);
	});

	it.each([
		['NaN', '{"reward":NaN}'],
		['-Infinity', '{"reward":-Infinity}'],
		['an escape in a key', '{"\\u0072eward":1}'],
		['an escape in the middle of a key', `{"${'k'.repeat(40)}\\n${'k'.repeat(40)}":1}`],
		['a planned key twice', '{"reward":1,"reward":2}'],
		['an escape at the end of a key', `{"${'k'.repeat(40)}\\n":1}`],
		['very many captures', `{"rewards":[${'0,'.repeat(5000)}0]}`],
		['many levels', `{"x":${'['.repeat(70)}${']'.repeat(70)}}`],
		['two records', '{"reward":1}{"reward":2}'],
		['another text than an object', '[{"reward":1}]'],
	])('is not sure of %s', (_, text) => {
		expect(walk(utf8(text))).toBe(-1);
	});

	it('is sure of nothing under a plan that it has no room for', () => {
		const line = utf8(`{"${'k'.repeat(17)}":1,"reward":2}`);
		expect(walk(line, planOf('k'.repeat(17), 'reward'))).toBe(-1);
		expect(walk(line, planOf('a\0', 'reward'))).toBe(-1);
		expect(walk(line, planOf(...Array.from({ length: 33 }, (_, at) => `key${at}`)))).toBe(-1);
		expect(walk(line, planOf(...Array.from({ length: 400 }, (_, at) => `key${at % 20}.inner${at}`)))).toBe(-1);
		expect(walk(line, planOf('reward'))).toBe(1);
		expect(walk(utf8('{"reward":2,"\\u006bey":1}'), planOf('reward'))).toBe(-1);
	});
});
