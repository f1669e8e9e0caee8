/** What can stand where the cursor is in a filter. */
import { tableColumns } from '../tableColumns.ts';
import { quoteName } from './filterTokens.ts';

export interface FilterCompletion {
	readonly text: string;
	readonly description: string;
}

export interface FilterCompletions {
	/** Where the word starts that a completion replaces, up to the cursor. */
	readonly start: number;
	readonly items: readonly FilterCompletion[];
}

const wordBeforeCursor = /(?:[\p{L}_`][\p{L}\d_.`]*)?$/u;
/** A name or a value, complete, behind which a comparison or a joining word stands. */
const endsOperand = /(?:[\p{L}\d_`"')])\s+$/u;
const endsWithOperator = /(?:==|!=|[<>]=?|=|\bcontains|\bin)\s*$/;
const endsName = /(?:^|[\s(!])(?:[\p{L}_][\p{L}\d_]*|`[^`]+`)(?:\.[\p{L}\d_`]+)*\s+$/u;
const joins = /(?:^|[\s(!])(?:and|or|not)\s+$/;
const insideText = /^(?:[^"']|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')*(?:"(?:[^"\\]|\\.)*|'(?:[^'\\]|\\.)*)$/;

const comparisons: readonly FilterCompletion[] = [
	{ text: '>', description: 'greater than' },
	{ text: '>=', description: 'at least' },
	{ text: '<', description: 'less than' },
	{ text: '<=', description: 'at most' },
	{ text: '==', description: 'equal to' },
	{ text: '!=', description: 'not equal to' },
	{ text: 'contains', description: 'a text that has another in it, in upper or lower case' },
	{ text: 'in', description: 'one of several values: in (1, 2)' },
];
const joiners: readonly FilterCompletion[] = [
	{ text: 'and', description: 'both must hold' },
	{ text: 'or', description: 'one must hold' },
];

/**
 * Completions for the text before the cursor.
 *
 * @param fields paths of fields that records of this dataset have.
 */
export function completeFilter(before: string, fields: readonly (readonly string[])[]): FilterCompletions {
	const word = wordBeforeCursor.exec(before)?.[0] ?? '';
	const start = before.length - word.length;
	const rest = before.slice(0, start);
	if (insideText.test(before)) return { start, items: [] };
	const among = (items: readonly FilterCompletion[]): FilterCompletions => ({
		start,
		items: items.filter(({ text }) => text !== word && text.toLowerCase().startsWith(word.toLowerCase())),
	});
	if (endsWithOperator.test(rest)) return among(names(fields));
	if (joins.test(rest) || !endsOperand.test(rest)) return among([...names(fields), { text: 'not', description: 'must not hold' }]);
	return among(endsName.test(rest) && !comparesAlready(rest) ? [...comparisons, ...joiners] : joiners);
}

function names(fields: readonly (readonly string[])[]): readonly FilterCompletion[] {
	const taken = new Set<string>(tableColumns.map(({ name }) => name));
	const ofRecord = fields.map((path) => {
		const text = quoteName(path);
		return { text: taken.has(text) ? `record.${text}` : text, description: 'a field of the record' };
	});
	return [...tableColumns.map(({ name, description }) => ({ text: name, description })), ...ofRecord];
}

/** Whether the name at the end is the right side of a comparison. */
function comparesAlready(text: string): boolean {
	return /(?:==|!=|[<>]=?|=|\bcontains)\s*[^\s"']+\s+$/.test(text);
}
