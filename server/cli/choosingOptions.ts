/** What the options of `select` and its kin say about choosing. */
import { readFile, stat } from 'node:fs/promises';
import { type ExportOrder, exportOrders } from '../../shared/protocol.ts';
import { type Amount, parseAmount, type Settings } from '../../shared/settings.ts';
import type { LoadedDataset } from '../core/dataset/loadDataset.ts';
import { readFields } from '../core/dataset/readFields.ts';
import { type FieldPath, parseFieldPath } from '../core/json/fieldPath.ts';
import { ioError } from '../hosts/node/ioError.ts';
import { anyOther, type Choosing, choosingOf, type FieldQuota } from '../selection/choosing.ts';
import { type LabelColumn, labelColumn } from '../selection/labels.ts';
import { CommandError, ExitCode } from './commandIo.ts';
import type { CommonOptions } from './options.ts';

export interface ChoosingOptions extends CommonOptions {
	readonly top?: string;
	readonly fraction?: string;
	readonly minScore?: string;
	readonly quota?: readonly string[];
	readonly include?: string;
	readonly exclude?: string;
	readonly keepDuplicates?: boolean;
}

function usage(message: string): never {
	throw new CommandError(message, ExitCode.usage);
}

/** @throws CommandError of usage where nothing, or nothing sensible, was asked for; an error for people where a list cannot be read. */
export async function choosingFrom(options: ChoosingOptions, settings: Settings): Promise<Choosing> {
	const { top, fraction, minScore, unseenQuota, quota = [], include, exclude, keepDuplicates } = options;
	const amount = amountFrom(options);
	if (amount === undefined && minScore === undefined) usage('say how much to select: --top, --fraction or --min-score');
	if (amount === undefined && unseenQuota !== undefined)
		usage('--unseen-quota is a share of --top or --fraction: give one of them');
	const score = Number(minScore);
	if (minScore !== undefined && (minScore.trim() === '' || !Number.isFinite(score)))
		usage(`--min-score ${minScore}: must be a number`);
	const given = choosingOf(settings);
	return {
		...given,
		...(top === undefined && fraction === undefined ? {} : { top: amount! }),
		...(minScore === undefined ? {} : { minScore: score }),
		unseenQuota: { ...given.unseenQuota, isStrict: unseenQuota !== undefined },
		quotas: quotasFrom(quota),
		include: await idsFrom(include),
		exclude: await idsFrom(exclude),
		duplicates: keepDuplicates === true ? 'all' : 'once',
	};
}

/** How many are to be chosen. @throws CommandError of usage. */
export function amountFrom({ top, fraction }: Pick<ChoosingOptions, 'top' | 'fraction'>): Amount | undefined {
	if (top !== undefined && fraction !== undefined) usage('--top and --fraction say the same thing: give one of them');
	const share = Number(fraction);
	if (fraction !== undefined && !(share > 0 && share <= 1)) usage(`--fraction ${fraction}: must be more than 0 and at most 1`);
	if (fraction !== undefined) return { percent: share * 100 };
	if (top === undefined) return undefined;
	return parseAmount(top) ?? usage(`--top ${top}: must be a whole number from 1, or a share such as 20%`);
}

export function orderFrom(text: string | undefined): ExportOrder {
	return exportOrders.find((candidate) => candidate === text) ?? usage(`--order ${text}: must be rank or file`);
}

/** `source=aime:30%` or `source=aime:100,*:50`; options on the same field are put together. */
function quotasFrom(texts: readonly string[]): readonly FieldQuota[] {
	const quotas = new Map<string, { readonly value: string; readonly most: Amount }[]>();
	for (const text of texts) {
		const equals = text.indexOf('=');
		const field = text.slice(0, Math.max(0, equals)).trim();
		if (parseFieldPath(field) === undefined) usage(`--quota ${text}: must be such as source=aime:30%`);
		const limits = quotas.get(field) ?? [];
		for (const part of text.slice(equals + 1).split(',')) {
			// The value may hold colons itself.
			const colon = part.lastIndexOf(':');
			const most = colon < 0 ? undefined : part.slice(colon + 1).trim() === '0' ? { count: 0 } : parseAmount(part.slice(colon + 1));
			const value = part.slice(0, colon).trim();
			if (most === undefined || value === '') usage(`--quota ${text}: must be such as source=aime:30%, with a number or a share`);
			if (limits.some((limit) => limit.value === value)) usage(`--quota ${text}: ${value} has a quota already`);
			limits.push({ value, most: most! });
		}
		quotas.set(field, limits);
	}
	return [...quotas].map(([field, limits]) => ({ field, limits }));
}

/** Ids from a file, one a line, or from the text itself, between commas. */
async function idsFrom(text: string | undefined): Promise<readonly string[]> {
	if (text === undefined) return [];
	const isFile = await stat(text).then(
		(stats) => stats.isFile(),
		() => false,
	);
	if (!isFile) {
		if (/[/\\]|\.(txt|csv|jsonl?)$/i.test(text)) usage(`${text}: there is no such file of ids`);
		return text
			.split(',')
			.map((id) => id.trim())
			.filter((id) => id !== '');
	}
	const content = await readFile(text, 'utf8').catch((error: unknown) => {
		throw ioError('read', text, error);
	});
	return content
		.replace(/^\ufeff/, '')
		.split(/\r?\n/)
		.filter((line) => line !== '');
}

/** Of values that have a quota and that no example has: slips that would go unnoticed. @param labels of the quotas' fields. */
export function absentNotes(quotas: readonly FieldQuota[], labels: readonly LabelColumn[]): readonly string[] {
	return quotas.flatMap(({ field, limits }, which) =>
		limits
			.filter(({ value }) => value !== anyOther && !labels[which]!.values.includes(value))
			.map(({ value }) => `No example has the ${field} "${value}" that --quota names.`),
	);
}

/** The fields of quotas, or others, as columns. */
export async function labelsOf(
	loaded: LoadedDataset,
	fields: readonly string[],
	signal: AbortSignal,
): Promise<readonly LabelColumn[]> {
	const paths: readonly FieldPath[] = fields.map((field) => parseFieldPath(field)!);
	const columns = await readFields(loaded, paths, signal);
	return fields.map((field, which) => {
		if (columns[which]!.every((value) => value === null)) usage(`no example has a text or a number in the field ${field}`);
		return labelColumn(field, columns[which]!);
	});
}
