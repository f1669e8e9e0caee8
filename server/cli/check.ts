/** `insight check`: the findings of the editor, for CI. */
import { type Command, Option } from 'commander';
import { documentationUrl, type Severity, severities } from '../../shared/findingCodes.ts';
import { formatQuantity } from '../../shared/format.ts';
import type { Settings } from '../../shared/settings.ts';
import { type Finding, findingsOf } from '../core/finding.ts';
import { type LoadedDataset, type LoadedSource, placeOf } from '../core/loadDataset.ts';
import { columnsOf } from '../core/location.ts';
import { CommandError, type CommandIo, ExitCode } from './commandIo.ts';
import { loadSources, withSources } from './load.ts';
import { addCommonOptions, type CommonOptions, settingsOf } from './options.ts';
import type { PlacedFinding } from './placedFinding.ts';
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
		.argument('<files...>', 'JSONL files, folders of them, or - for standard input')
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
	const settings = settingsOf(options);
	return withSources(files, settings, io, async (sources) => {
		const isQuiet = options.quiet === true;
		const { loaded } = await loadSources(sources, settings, io, { isQuiet });
		const findings: PlacedFinding[] = [];
		for (const finding of findingsOf(loaded.dataset, settings)) findings.push(await placed(finding, loaded, settings));
		const empty = sources.filter(({ source }) => source.size === 0);
		if (!isQuiet) for (const { source } of empty) await io.stderr.write(`insight: ${source.name} is empty.\n`);
		if (options.output === 'text') await writeText(findings, io);
		else await writeAll(io, [`${JSON.stringify(options.output === 'sarif' ? sarifOf(findings) : findings, null, 2)}\n`]);
		const limit = options.failOn === 'never' ? -1 : severities.indexOf(options.failOn);
		return findings.some(({ severity }) => severities.indexOf(severity) <= limit) ? ExitCode.findings : ExitCode.ok;
	});
}

async function placed(finding: Finding, loaded: LoadedDataset, settings: Settings): Promise<PlacedFinding> {
	const { code, message, related, lineNumber } = finding;
	if (loaded.sources.length === 0) throw new CommandError('There is nothing to check.', ExitCode.unreadable);
	const { source, index, fileLine } = placeOf(loaded, lineNumber);
	const { start, end } = columnsOf(await lineText(source, index, finding), finding);
	const other = related === undefined ? undefined : placeOf(loaded, related.lineNumber);
	return {
		file: source.source.name,
		line: fileLine + 1,
		column: start + 1,
		endColumn: end + 1,
		severity: settings.diagnostics.severity[code],
		code,
		message,
		help: documentationUrl(code),
		...(other === undefined || related === undefined
			? {}
			: { related: { file: other.source.source.name, line: other.fileLine + 1, message: related.message } }),
	};
}

/** A longer line is not read again just to say in which column something stands. */
const longestLocated = 2 ** 24;

async function lineText({ source, starts, ends }: LoadedSource, index: number, { span, field }: Finding): Promise<string> {
	const start = starts[index];
	const end = ends[index];
	if (start === undefined || end === undefined || end - start > longestLocated || (span === undefined && field === undefined))
		return '';
	return new TextDecoder().decode(await source.readRange(start, end)).replace(/\r?\n$/, '');
}

async function writeText(findings: readonly PlacedFinding[], io: CommandIo): Promise<void> {
	const palette = createPalette(io.stdout, io.env);
	const styled = (severity: Severity): string =>
		severity === 'error' ? palette.red(severity) : severity === 'warning' ? palette.yellow(severity) : palette.dim(severity);
	const counts = new Map<Severity, number>();
	for (const { severity } of findings) counts.set(severity, (counts.get(severity) ?? 0) + 1);
	const sum = [...counts].map(([severity, count]) =>
		formatQuantity(count, severity, severity === 'information' ? severity : `${severity}s`),
	);
	await writeAll(io, [
		...findings.map(
			({ file, line, column, severity, message, code }) =>
				`${palette.bold(`${file}:${line}:${column}`)}: ${styled(severity)}: ${message} ${palette.dim(`[${code}]`)}\n`,
		),
		sum.length === 0 ? 'No findings.\n' : `${sum.join(', ')}.\n`,
	]);
}
