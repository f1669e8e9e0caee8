/** Findings about how a dataset is read: what the format leaves open, records of another format, rollouts that are there twice. */
import type { FindingCode } from '../../../shared/findingCodes.ts';
import { formatCount, formatQuantity } from '../../../shared/format.ts';
import type { Dataset } from '../dataset/dataset.ts';
import { HashIndex } from '../dataset/hashIndex.ts';
import type { FieldPath } from '../json/fieldPath.ts';
import { LineKind } from '../scan/lineColumns.ts';

interface FormatFinding {
	readonly code: FindingCode;
	readonly message: string;
	readonly lineNumber: number;
	readonly field?: FieldPath;
	readonly related?: { readonly lineNumber: number; readonly message: string };
}

export function* formatDoubts({ format }: Dataset): Iterable<FormatFinding> {
	for (const { code, message } of format?.doubts ?? []) yield { code, lineNumber: 0, message };
}

/** Fewer records without a field of the format are no other format. */
const fewestMixed = 3;

/** So many records in a row, or such a share of all, without a field of the format are no slip. */
const longestSlip = 4;
const largestSlip = 0.1;

/** Records of another format: two in one file, or a writer that changed. */
export function* mixedFormats({ problems, lines, lineName }: Dataset): Iterable<FormatFinding> {
	const lacking = problems.filter(({ lacks }) => lacks !== undefined);
	const numbers = [...new Set(lacking.map(({ lineNumber }) => lineNumber))];
	const records = lines.kinds.reduce((sum, kind) => sum + Number(kind === LineKind.record), 0);
	if (numbers.length < fewestMixed || (numbers.length / records < largestSlip && longestRun(numbers) <= longestSlip)) return;
	const [first] = lacking;
	yield {
		code: 'mixed-formats',
		lineNumber: first!.lineNumber,
		message:
			`${formatCount(numbers.length)} of ${formatQuantity(records, 'record')}, the first on ${lineName(first!.lineNumber)}, lack "${first!.lacks}", ` +
			'which this format is read by: they are of another format, or the writer changed there. Split the file to count them.',
	};
}

/** Most numbers that follow each other without a gap. */
function longestRun(numbers: readonly number[]): number {
	let longest = 0;
	let run = 0;
	numbers.forEach((number, index) => {
		run = number === (numbers[index - 1] ?? Number.NaN) + 1 ? run + 1 : 1;
		longest = Math.max(longest, run);
	});
	return longest;
}

/** Where more of the rollouts than this are there twice, the key is not one. */
const largestRepeated = 0.1;

interface Repeated {
	readonly lineNumber: number;
	/** The line that it repeats. */
	readonly first: number;
}

/** @param isLookedAt which hashes are: all unless given. */
function repeatedSamples({ lines }: Pick<Dataset, 'lines'>, isLookedAt?: (hash: number) => boolean): readonly Repeated[] {
	const { sampleHash } = lines.numbers;
	if (sampleHash === undefined) return [];
	const samples = new HashIndex();
	const repeated: Repeated[] = [];
	sampleHash.forEach((hash, lineNumber) => {
		if (Number.isNaN(hash) || isLookedAt?.(hash) === false) return;
		const first = samples.findOrAdd(hash, lineNumber);
		if (first !== lineNumber) repeated.push({ lineNumber, first });
	});
	return repeated;
}

/** Of more lines than this one hash in 64 tells first whether to look at all, which takes 80 ns each. */
const fewLines = 2 ** 16;
const isInSample = (hash: number): boolean => ((hash | 0) & 63) === 0;

/** That so many rollouts are there twice that the key is none: a sentence for people. */
export function ambiguousGroupNotes(dataset: Pick<Dataset, 'lines' | 'lineName'>): readonly string[] {
	const { length } = dataset.lines;
	// Repeats of a hash are in the sample with it, so their share there is that of all, to less than half the share that matters.
	if (length > fewLines && repeatedSamples(dataset, isInSample).length * 64 < (length * largestRepeated) / 2) return [];
	const ambiguous = ambiguousGroup(dataset, repeatedSamples(dataset));
	return ambiguous === undefined ? [] : [ambiguous.message];
}

function ambiguousGroup(
	{ lines, lineName }: Pick<Dataset, 'lines' | 'lineName'>,
	repeated: readonly Repeated[],
): { readonly message: string; readonly lineNumber: number } | undefined {
	const [some] = repeated;
	if (some === undefined || repeated.length <= 2 || repeated.length <= lines.length * largestRepeated) return undefined;
	const message =
		`${formatCount(repeated.length)} of ${formatQuantity(lines.length, 'line')} are rollouts that their example has already, the first of them on ` +
		`${lineName(some.first)} and ${lineName(some.lineNumber)}. Several runs or models may lie in one file: insight.group can name the field that tells them apart.`;
	return { message, lineNumber: some.lineNumber };
}

/** The same rollout of the same example, twice. */
export function* duplicateSamples(dataset: Dataset): Iterable<FormatFinding> {
	const { lineName, format } = dataset;
	const repeated = repeatedSamples(dataset);
	const field = format?.mapping.sample ?? format?.mapping.step;
	const ambiguous = ambiguousGroup(dataset, repeated);
	if (ambiguous !== undefined) {
		yield { code: 'ambiguous-group', ...ambiguous };
		return;
	}
	for (const { lineNumber, first } of repeated) {
		yield {
			code: 'duplicate-sample',
			lineNumber,
			...(field === undefined ? {} : { field }),
			message: `This rollout of the example stands on ${lineName(first)} already: both are counted. Remove one.`,
			related: { lineNumber: first, message: 'The same rollout' },
		};
	}
}
