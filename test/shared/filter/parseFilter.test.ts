import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quoteName } from '../../../shared/filter/filterTokens.ts';
import { fieldsOfFilter, parseFilter } from '../../../shared/filter/parseFilter.ts';
import { holds } from '../../support/random.ts';

/** The filter with its structure as text: `(a and (b or c))`. */
function shown(text: string): string {
	const parsed = parseFilter(text);
	if ('problem' in parsed) throw new Error(parsed.problem.message);
	const show = (node: NonNullable<typeof parsed.filter>): string => {
		switch (node.kind) {
			case 'and':
			case 'or':
				return `(${show(node.left)} ${node.kind} ${show(node.right)})`;
			case 'not':
				return `not ${show(node.operand)}`;
			case 'compare':
				return `${operand(node.left)} ${node.operator} ${operand(node.right)}`;
			case 'in':
				return `${operand(node.operand)} in ${JSON.stringify(node.values)}`;
			case 'test':
				return operand(node.operand);
		}
	};
	const operand = (node: Extract<NonNullable<typeof parsed.filter>, { kind: 'test' }>['operand']): string =>
		node.kind === 'value' ? JSON.stringify(node.value) : node.kind === 'column' ? node.column.name : `.${node.path.join('/')}`;
	return parsed.filter === undefined ? '' : show(parsed.filter);
}

describe('a filter', () => {
	it.each([
		['', ''],
		['  ', ''],
		['score > 0.02', 'score > 0.02'],
		['score>.02', 'score > 0.02'],
		['score > 0.02 and trials >= 8 and source == "aime"', '((score > 0.02 and trials >= 8) and .source == "aime")'],
		['mean < 1e-3 || rank = 1 && line != 2', '(mean < 0.001 or (rank == 1 and line != 2))'],
		['not (solved or hard)', 'not (.solved or .hard)'],
		['!correct and not not correct', '(not .correct and not not .correct)'],
		["id contains 'a\\'b\\n'", 'id contains "a\'b\\n"'],
		['extra_info.index == 3', '.extra_info/index == 3'],
		['record.score > 5', '.score > 5'],
		['`weird name`.`a.b` == null', '.weird name/a.b == null'],
		['`and` == true', '.and == true'],
		['level in (3, "5", true, null)', '.level in [3,"5",true,null]'],
		['3 <= trials', '3 <= trials'],
		['difficulté > 1', '.difficulté > 1'],
		['id != null', 'id != null'],
		['-1 < reward', '-1 < .reward'],
		['true', 'true'],
	])('%s', (text, structure) => {
		expect(shown(text)).toBe(structure);
	});

	it.each([
		['score >', 7, 7, 'Expected a column, a field, a number or a text in quotes here, but the filter ends.'],
		['score > and', 8, 11, 'not "and"'],
		['(score > 1', 10, 10, 'Expected ")" here, but the filter ends.'],
		['score > 1)', 9, 10, 'Expected "and" or "or" here, not ")".'],
		['score > 1 trials > 2', 10, 16, 'not the name "trials"'],
		['score # 1', 6, 7, 'A filter has no "#".'],
		['source == "aime', 10, 11, 'This text has no closing ".'],
		['score == "high"', 0, 15, 'score is a number: compare it with one.'],
		['"a" == rank', 0, 11, 'rank is a number: compare it with one.'],
		['id == 7', 0, 7, 'id is a text: compare it with one in quotes.'],
		['score contains "1"', 0, 18, 'score is a number, which contains nothing'],
		['12', 2, 2, 'Expected a comparison such as > or == here, but the filter ends.'],
		['level in (a)', 10, 11, 'Expected a number or a text in quotes here'],
		['level in 3', 9, 10, 'Expected "(" here, not 3.'],
		['12abc > 3', 0, 1, 'A filter has no "1".'],
	])('%s is told to be wrong, and where', (text, start, end, message) => {
		const parsed = parseFilter(text);
		expect(parsed).toMatchObject({ problem: { start, end } });
		if ('problem' in parsed) expect(parsed.problem.message).toContain(message);
	});

	it('is refused where it is nested too deep', () => {
		for (const deep of [`${'('.repeat(1e4)}a`, `${'not '.repeat(1e4)}a`])
			expect(parseFilter(deep)).toMatchObject({ problem: { message: 'A filter is nested at most 64 levels deep.' } });
	});

	it('names its fields, each once', () => {
		const parsed = parseFilter('a.b > 1 and not (c in (1) or a.b == d) and e and score > 2');
		expect(fieldsOfFilter('filter' in parsed ? parsed.filter : undefined)).toEqual([['a', 'b'], ['c'], ['d'], ['e']]);
	});

	it('never throws, and places what is wrong inside the text', () => {
		const pieces = fc.constantFrom(
			...['score', ' ', '>', '==', '"a"', '(', ')', 'and', 'not', 'in', ',', '1', '`', '"', '.', '\\', '€', '😀'],
		);
		holds(
			fc.property(
				fc.array(pieces, { maxLength: 20 }).map((parts) => parts.join('')),
				(text) => {
					const parsed = parseFilter(text);
					if (!('problem' in parsed)) return;
					expect(parsed.problem.start).toBeGreaterThanOrEqual(0);
					expect(parsed.problem.end).toBeGreaterThanOrEqual(parsed.problem.start);
					expect(parsed.problem.end).toBeLessThanOrEqual(text.length);
				},
			),
			1000,
		);
	});

	it('reads a name as it was quoted', () => {
		const key = fc.string({ minLength: 1 }).filter((text) => !text.includes('`'));
		holds(
			fc.property(fc.array(key, { minLength: 1, maxLength: 3 }), (path) => {
				const parsed = parseFilter(`${quoteName(['x', ...path])} == 1`);
				expect('filter' in parsed && fieldsOfFilter(parsed.filter)).toEqual([['x', ...path]]);
			}),
		);
	});
});
