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

function* repeatedSamples({ lines }: Pick<Dataset, 'lines'>): Iterable<Repeated> {
	const { sampleHash } = lines.numbers;
	if (sampleHash === undefined) return;
	const samples = new HashIndex();
	for (let lineNumber = 0; lineNumber < sampleHash.length; lineNumber++) {
		const hash = sampleHash[lineNumber]!;
		if (Number.isNaN(hash)) continue;
		const first = samples.findOrAdd(hash, lineNumber);
		if (first !== lineNumber) yield { lineNumber, first };
	}
}

/** So few that, of lines without a repeat, no more than one in 16 is taken for one. */
const fewestBitsPerLine = 8;

/**
 * At least as many rollouts as are there twice, whatever the hashes: each sets the bit of its own in a field, and finds it set where it is a
 * repeat, or another has the same bit. Takes 6 to 10 ns and two bytes a line at most, where {@link repeatedSamples} takes 80 ns and up to 24.
 */
function mostRepeatedSamples({ numbers: { sampleHash = new Float64Array() } }: Dataset['lines']): number {
	let bits = 32;
	while (bits < sampleHash.length * fewestBitsPerLine) bits *= 2;
	const field = new Uint32Array(bits / 32);
	let repeated = 0;
	for (let lineNumber = 0; lineNumber < sampleHash.length; lineNumber++) {
		const hash = sampleHash[lineNumber]!;
		if (Number.isNaN(hash)) continue;
		const at = (hash >>> 0) & (bits - 1);
		const word = field[at >>> 5]!;
		const bit = 1 << (at & 31);
		if ((word & bit) !== 0) repeated++;
		else field[at >>> 5] = word | bit;
	}
	return repeated;
}

/** That so many rollouts are there twice that the key is none: a sentence for people. */
export function ambiguousGroupNotes(dataset: Pick<Dataset, 'lines' | 'lineName'>): readonly string[] {
	if (!isAmbiguous(mostRepeatedSamples(dataset.lines), dataset)) return [];
	let count = 0;
	let some: Repeated | undefined;
	for (const repeated of repeatedSamples(dataset)) {
		some ??= repeated;
		count++;
	}
	return some !== undefined && isAmbiguous(count, dataset) ? [ambiguousText(dataset, count, some)] : [];
}

function isAmbiguous(repeated: number, { lines }: Pick<Dataset, 'lines'>): boolean {
	return repeated > 2 && repeated > lines.length * largestRepeated;
}

function ambiguousText({ lines, lineName }: Pick<Dataset, 'lines' | 'lineName'>, repeated: number, some: Repeated): string {
	return (
		`${formatCount(repeated)} of ${formatQuantity(lines.length, 'line')} are rollouts that their example has already, the first of them on ` +
		`${lineName(some.first)} and ${lineName(some.lineNumber)}. Several runs or models may lie in one file: insight.group can name the field that tells them apart.`
	);
}

/** The same rollout of the same example, twice. */
export function* duplicateSamples(dataset: Dataset): Iterable<FormatFinding> {
	const { lineName, format } = dataset;
	const repeated = [...repeatedSamples(dataset)];
	const [some] = repeated;
	const field = format?.mapping.sample ?? format?.mapping.step;
	if (some !== undefined && isAmbiguous(repeated.length, dataset)) {
		yield { code: 'ambiguous-group', message: ambiguousText(dataset, repeated.length, some), lineNumber: some.lineNumber };
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
