/** What was made of one file. */
import { formatCount, formatQuantity } from '../../shared/format.ts';
import type { MappingRow } from '../core/record/describeMapping.ts';
import type { Format } from '../core/record/mapping.ts';
import type { Container } from '../formats/sample.ts';
import { printable } from './printable.ts';
import type { Palette } from './terminal.ts';

/** Of the prompts of the first examples so much is shown. */
export const promptLength = 60;

export type FormatReport = RecognisedFormat | UnrecognisedFormat;

export interface UnrecognisedFormat {
	readonly file: string;
	readonly format: null;
	readonly reason: string;
}

/** Fields are named by their paths; `null` where there is none. */
export interface RecognisedFormat {
	readonly file: string;
	readonly format: string;
	readonly title: string;
	readonly container: Container;
	readonly evidence: readonly string[];
	readonly runnerUp: Format['runnerUp'] | null;
	readonly mapping: {
		readonly reward: string;
		readonly success: string;
		readonly id: string | null;
		readonly group: readonly string[];
		readonly prompt: string | null;
		readonly groundTruth: string | null;
		/** All that it says, in words. */
		readonly all: readonly MappingRow[];
	};
	/** What a person has to decide. */
	readonly doubts: readonly string[];
	/** What is easily got wrong about the format. */
	readonly traps: readonly string[];
	/** What the start of the file holds. */
	readonly sample: {
		readonly bytes: number;
		/** The file ends there. */
		readonly isAll: boolean;
		readonly examples: number;
		readonly rollouts: number;
		readonly successes: number;
	};
	/** The first examples of the sample. */
	readonly records: readonly {
		readonly line: number;
		readonly id: string | null;
		/** Its beginning. */
		readonly prompt: string | null;
		readonly successes: number;
		readonly trials: number;
		readonly unscored: number;
	}[];
}

export function textOf(report: FormatReport, { bold, dim }: Palette): string {
	const lines = report.format === null ? [`not recognised: ${report.reason}`] : linesOf(report, dim);
	return `${bold(printable(report.file))}\n${lines.map((line) => (line === '' ? '\n' : `    ${line}\n`)).join('')}`;
}

function linesOf(report: RecognisedFormat, dim: Palette['dim']): readonly string[] {
	const { format, title, container, evidence, runnerUp, mapping, sample, records, doubts, traps } = report;
	const place = sample.isAll ? 'in the file' : `in the first ${sizeOf(sample.bytes)}`;
	const rows = [
		...doubts.map((text) => ({ name: 'to decide', text })),
		...mapping.all,
		{
			name: 'found',
			text: `${formatQuantity(sample.examples, 'example')} with ${formatQuantity(sample.rollouts, 'rollout')}, ${formatCount(sample.successes)} solved, ${place}`,
		},
		...records.map((record) => ({ name: `line ${formatCount(record.line)}`, text: recordText(record) })),
		...traps.map((text) => ({ name: 'mind', text })),
	];
	const width = Math.max(...rows.map(({ name }) => name.length));
	return [
		`${format}: ${title}${container === 'array' ? ', in one JSON document' : ''}`,
		...evidence.map(printable),
		...(runnerUp ? [printable(`also possible: ${runnerUp.name} (${runnerUp.evidence})`)] : []),
		'',
		...rows.map(({ name, text }) => `${dim(name.padEnd(width))}  ${text === null ? '–' : printable(text)}`),
	];
}

function recordText({ id, prompt, successes, trials, unscored }: RecognisedFormat['records'][number]): string {
	const counts = `${id ?? 'no id'}, ${successes} of ${trials} solved${unscored > 0 ? `, ${unscored} unscored` : ''}`;
	if (prompt === null) return counts;
	return `${counts}: ${prompt}${prompt.length < promptLength ? '' : '…'}`;
}

function sizeOf(bytes: number): string {
	return bytes < 2 ** 20 ? `${Math.round(bytes / 2 ** 10)} KiB` : `${Math.round(bytes / 2 ** 20)} MiB`;
}
