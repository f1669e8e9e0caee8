/** A broken line must not change how the next one looks. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const read = (name: string) => JSON.parse(readFileSync(new URL(`../../syntaxes/${name}`, import.meta.url), 'utf8'));

/** Every object in a JSON value. */
function* objectsOf(value: unknown): Generator<Readonly<Record<string, unknown>>> {
	if (typeof value !== 'object' || value === null) return;
	if (!Array.isArray(value)) yield value as Record<string, unknown>;
	for (const child of Object.values(value)) yield* objectsOf(child);
}

it('no rule of the grammar reaches beyond its line', () => {
	const grammar = read('jsonl.tmLanguage.json');
	const rules = [...objectsOf(grammar.patterns), ...objectsOf(grammar.repository)];
	expect(rules.filter((rule) => typeof rule.match === 'string').length).toBeGreaterThan(10);
	for (const rule of rules) for (const key of ['begin', 'end', 'while']) expect(rule).not.toHaveProperty(key);
});

it('every rule that is included is there', () => {
	const grammar = read('jsonl.tmLanguage.json');
	for (const { include } of objectsOf(grammar))
		if (typeof include === 'string') expect(grammar.repository).toHaveProperty(include.replace('#', ''));
});

it('brackets are not coloured by their depth, which a missing brace would change for the rest of the file', () => {
	expect(read('jsonl.language-configuration.json').colorizedBracketPairs).toEqual([]);
});
