/** `insight check`: the findings of the editor, for CI. */
import { type Command, Option } from 'commander';
import { documentationUrl, type Severity, severities } from '../../shared/findingCodes.ts';
import { formatQuantity } from '../../shared/format.ts';
import type { Settings } from '../../shared/settings.ts';
import { type Finding, findingsOf } from '../core/finding.ts';
import { type LoadedDataset, placeOf } from '../core/loadDataset.ts';
import { columnsOf } from '../core/location.ts';
import { lineRange } from '../core/scanPart.ts';
import { type CommandIo, ExitCode, say } from './commandIo.ts';
import { settingsFor } from './config.ts';
import { loadSources, withSources } from './load.ts';
import { addCommonOptions, type CommonOptions, datasetFiles, fitRequestOf, inOptions } from './options.ts';
import type { PlacedFinding } from './placedFinding.ts';
import { printable } from './printable.ts';
import { readSources } from './readSources.ts';
import { sarifOf } from './sarif.ts';
import { createPalette } from './terminal.ts';
import { writeAll } from './writeAll.ts';

interface CheckOptions extends CommonOptions {
	readonly failOn: Severity | 'never';
	readonly output: string;
}

export function addCheckCommand(program: Command, io: CommandIo, setExitCode: (code: number) => void): void {
	const command = program
		.command('check')
		.description('List what is wrong with datasets, as the editor shows it.')
		.argument('<files...>', datasetFiles)
		.addOption(
			new Option('--fail-on <severity>', 'exit with 1 at this severity or above')
				.choices([...severities.slice(0, -1), 'never'])
				.default('error'),
		)
		.addOption(new Option('--output <form>', 'how findings are written').choices(['text', 'json', 'sarif']).default('text'))
		.addHelpText(
			'after',
			'\nExamples:\n  insight check data.jsonl --fail-on warning\n  insight check data/ --output sarif > findings.sarif',
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
			fit: fitRequestOf(options),
		});
		const sourceOf = await readSources(loaded, io.signal);
		const findings = await placeAll(findingsOf(loaded.dataset, settings, sourceOf), loaded, settings);
		const empty = sources.filter(({ isEmpty }) => isEmpty);
		for (const { source } of isQuiet ? [] : empty) await say(io, `${source.name} is empty.`);
		const unknown = sources.filter(({ isEmpty, format }) => !isEmpty && format === undefined);
		for (const { source, reason } of isQuiet ? [] : unknown) await say(io, `${source.name} is not recognised: ${reason}.`);
		if (options.output === 'text') await writeText(findings, io);
		else await writeAll(io, [`${JSON.stringify(options.output === 'sarif' ? sarifOf(findings) : findings, null, 2)}\n`]);
		const limit = options.failOn === 'never' ? -1 : severities.indexOf(options.failOn);
		return findings.some(({ severity }) => severities.indexOf(severity) <= limit) ? ExitCode.findings : ExitCode.ok;
	});
}

async function placeAll(
	findings: readonly Finding[],
	loaded: LoadedDataset,
	settings: Settings,
): Promise<readonly PlacedFinding[]> {
	const placed: PlacedFinding[] = [];
	const textOf = lineTexts(loaded);
	for (const { code, message, lineNumber, span, field, related } of findings) {
		const { source, fileLine } = placeOf(loaded, lineNumber);
		const place = { ...(span && { span }), ...(field && { field }) };
		const text = span === undefined && field === undefined ? undefined : await textOf(lineNumber);
		const { start, end } = text === undefined ? { start: 0, end: undefined } : columnsOf(text, place);
		const other = related === undefined ? undefined : placeOf(loaded, related.lineNumber);
		placed.push({
			file: source.source.name,
			line: fileLine + 1,
			column: start + 1,
			endColumn: end === undefined ? null : end + 1,
			severity: settings.diagnostics.severity[code],
			code,
			message: inOptions(message),
			help: documentationUrl(code),
			...(other && related
				? { related: { file: other.source.source.name, line: other.fileLine + 1, message: related.message } }
				: {}),
		});
	}
	return placed;
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

async function writeText(findings: readonly PlacedFinding[], io: CommandIo): Promise<void> {
	const palette = createPalette(io.stdout, io.env);
	const styled = (severity: Severity): string =>
		severity === 'error' ? palette.red(severity) : severity === 'warning' ? palette.yellow(severity) : palette.dim(severity);
	const counts = severities
		.map((severity) => ({ severity, count: findings.filter((finding) => finding.severity === severity).length }))
		.filter(({ count }) => count > 0)
		.map(({ severity, count }) => formatQuantity(count, severity, severity === 'information' ? severity : `${severity}s`));
	await writeAll(io, [
		...findings.map(
			({ file, line, column, severity, message, code }) =>
				`${palette.bold(printable(`${file}:${line}:${column}`))}: ${styled(severity)}: ${printable(message)} ${palette.dim(`[${code}]`)}\n`,
		),
		counts.length === 0 ? 'No findings.\n' : `${counts.join(', ')}.\n`,
	]);
}
