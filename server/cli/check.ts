/** `insight check`: the findings of the editor, for CI. */
import { type Command, Option } from 'commander';
import { documentationUrl, type Severity, severities } from '../../shared/findingCodes.ts';
import { formatQuantity } from '../../shared/format.ts';
import type { Settings } from '../../shared/settings.ts';
import { type LoadedDataset, placeOf } from '../core/dataset/loadDataset.ts';
import { columnsOf } from '../core/document/location.ts';
import { eachFinding } from '../core/finding/finding.ts';
import { lineRange } from '../core/scan/scanPart.ts';
import { type CommandIo, ExitCode, say } from './commandIo.ts';
import { settingsFor } from './config.ts';
import { helpEnd } from './helpEnd.ts';
import { jsonPieces } from './jsonPieces.ts';
import { emptyNote, loadSources, refuseUnmatched, withSources } from './load.ts';
import { addCommonOptions, type CommonOptions, datasetFiles, inOptions } from './options.ts';
import type { PlacedFinding } from './placedFinding.ts';
import { printable } from './printable.ts';
import { sarifLog, sarifResult } from './sarif.ts';
import { createPalette, type Palette } from './terminal.ts';
import { writeAll } from './writeAll.ts';

interface CheckOptions extends CommonOptions {
	readonly least: Severity;
	readonly failOn: Severity | 'never';
	readonly output: string;
}

export function addCheckCommand(program: Command, io: CommandIo, setExitCode: (code: number) => void): void {
	const command = program
		.command('check')
		.description('List what is wrong with datasets, as the editor shows it.')
		.argument('<files...>', datasetFiles)
		.addOption(
			new Option('--least <severity>', 'list findings of this severity and above; those below are only counted')
				.choices(severities.slice(0, -1))
				.default('hint'),
		)
		.addOption(
			new Option('--fail-on <severity>', 'exit with 1 at this severity or above')
				.choices([...severities.slice(0, -1), 'never'])
				.default('error'),
		)
		.addOption(new Option('--output <form>', 'how findings are written').choices(['text', 'json', 'sarif']).default('text'))
		.addHelpText(
			'after',
			helpEnd(io, {
				examples: [
					'insight check data.jsonl --least warning --fail-on warning',
					'insight check data/ --output sarif > findings.sarif',
				],
			}),
		);
	addCommonOptions(command).action(async (files: readonly string[], options: CheckOptions) =>
		setExitCode(await check(files, options, io)),
	);
}

async function check(files: readonly string[], options: CheckOptions, io: CommandIo): Promise<number> {
	const given = await settingsFor(files, options, io);
	const isQuiet = options.quiet === true;
	return withSources(files, given, io, isQuiet, async (sources, rollouts) => {
		const { loaded, settings } = await loadSources(sources, given, io, {
			isQuiet,
			cache: options.cache,
			rollouts,
			listsBroken: true,
		});
		const empty = sources.filter(({ isEmpty }) => isEmpty);
		for (const { source } of isQuiet ? [] : empty) await say(io, emptyNote(source.name));
		const unknown = [...sources, ...rollouts].filter(({ isEmpty, format }) => !isEmpty && format === undefined);
		for (const { source, reason } of isQuiet ? [] : unknown) await say(io, `${source.name} is not recognised: ${reason}.`);
		refuseUnmatched(loaded);
		const counts = new Map<Severity, number>();
		await writeAll(io, textsOf({ loaded, settings }, options, counts, createPalette(io.stdout, io.env)));
		const limit = options.failOn === 'never' ? -1 : severities.indexOf(options.failOn);
		return [...counts.keys()].some((severity) => severities.indexOf(severity) <= limit) ? ExitCode.findings : ExitCode.ok;
	});
}

/** What there is to be checked. */
interface Checked {
	readonly loaded: LoadedDataset;
	readonly settings: Settings;
}

/** What is written, piece by piece: of ten million findings no list is made. @param counts filled on the way. */
function textsOf(
	checked: Checked,
	{ output, least }: CheckOptions,
	counts: Map<Severity, number>,
	palette: Palette,
): AsyncIterable<string> {
	const { loaded, settings } = checked;
	const findings = eachPlaced(checked, least, counts);
	if (output === 'text') return textLines(findings, least, counts, palette);
	if (output === 'json') return jsonPieces([], findings);
	const codes = [...new Set(Array.from(eachFinding(loaded.dataset, settings), ({ code }) => code))];
	return jsonPieces(sarifLog(codes, settings.diagnostics.severity), findings, (finding) => sarifResult(finding, codes));
}

/** Those of a severity and above; all are counted. */
async function* eachPlaced(
	{ loaded, settings }: Checked,
	least: Severity,
	counts: Map<Severity, number>,
): AsyncGenerator<PlacedFinding, void> {
	const textOf = lineTexts(loaded);
	for (const { code, message, lineNumber, span, field, related } of eachFinding(loaded.dataset, settings)) {
		const severity = settings.diagnostics.severity[code];
		counts.set(severity, (counts.get(severity) ?? 0) + 1);
		if (isBelow(severity, least)) continue;
		const { source, fileLine } = placeOf(loaded, lineNumber);
		const place = { ...(span && { span }), ...(field && { field }) };
		const text = span === undefined && field === undefined ? undefined : await textOf(lineNumber);
		const { start, end } = text === undefined ? { start: 0, end: undefined } : columnsOf(text, place);
		const other = related === undefined ? undefined : placeOf(loaded, related.lineNumber);
		yield {
			file: source.source.name,
			line: fileLine + 1,
			column: start + 1,
			endColumn: end === undefined ? null : end + 1,
			severity,
			code,
			message: inOptions(message),
			help: documentationUrl(code),
			...(other && related
				? { related: { file: other.source.source.name, line: other.fileLine + 1, message: related.message } }
				: {}),
		};
	}
}

function isBelow(severity: Severity, least: Severity): boolean {
	return severities.indexOf(severity) > severities.indexOf(least);
}

/** A longer line is not read again just to say in which column something stands. */
const longestLocated = 2 ** 24;

/** Texts of lines, without their line breaks; several findings of one line read it once. `undefined` of lines that are too long. */
function lineTexts(loaded: LoadedDataset): (lineNumber: number) => Promise<string | undefined> {
	let known: { readonly lineNumber: number; readonly text: string } | undefined;
	return async (lineNumber) => {
		if (known?.lineNumber === lineNumber) return known.text;
		const { source, index } = placeOf(loaded, lineNumber);
		const { start, end } = lineRange(source.part, index);
		if (end - start > longestLocated) return undefined;
		const text = new TextDecoder().decode(await source.source.readRange(start, end)).replace(/\r?\n$/, '');
		known = { lineNumber, text };
		return text;
	};
}

async function* textLines(
	findings: AsyncIterable<PlacedFinding>,
	least: Severity,
	counts: ReadonlyMap<Severity, number>,
	palette: Palette,
): AsyncGenerator<string, void> {
	const styled = (severity: Severity): string =>
		severity === 'error' ? palette.red(severity) : severity === 'warning' ? palette.yellow(severity) : palette.dim(severity);
	for await (const { file, line, column, severity, message, code } of findings) {
		yield `${palette.bold(printable(`${file}:${line}:${column}`))}: ${styled(severity)}: ${printable(message)} ${palette.dim(`[${code}]`)}\n`;
	}
	const totals = severities.flatMap((severity) => {
		const count = counts.get(severity);
		if (count === undefined) return [];
		const quantity = formatQuantity(count, severity, severity === 'information' ? severity : `${severity}s`);
		return [isBelow(severity, least) ? `${quantity} not listed` : quantity];
	});
	yield totals.length === 0 ? 'No findings.\n' : `${totals.join(', ')}.\n`;
}
