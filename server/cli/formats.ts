/** `insight formats`: what is known, or what was made of a file and why. */
import { type Command, Option } from 'commander';
import type { Settings } from '../../shared/settings.ts';
import { describeRewards } from '../core/describeRewards.ts';
import { showFieldPath } from '../core/fieldPath.ts';
import { adapters } from '../formats/adapters.ts';
import { sampleBytes } from '../formats/sample.ts';
import { CommandError, type CommandIo, ExitCode } from './commandIo.ts';
import { loadSources, type SampledSource, withSources } from './load.ts';
import { addCommonOptions, type CommonOptions, settingsOf } from './options.ts';
import { createPalette } from './terminal.ts';
import { writeAll } from './writeAll.ts';

interface FormatsOptions extends CommonOptions {
	readonly output: string;
}

export function addFormatsCommand(program: Command, io: CommandIo): void {
	const command = program
		.command('formats')
		.description('List the known formats; or say what was detected in files, and why.')
		.argument('[files...]', 'JSONL files, folders of them, or - for standard input')
		.addOption(new Option('--output <form>', 'how it is written').choices(['text', 'json']).default('text'))
		.addHelpText('after', '\nExamples:\n  insight formats\n  insight formats rollouts.jsonl --reward extra.score');
	addCommonOptions(command).action((files: readonly string[], options: FormatsOptions) => formats(files, options, io));
}

async function formats(files: readonly string[], options: FormatsOptions, io: CommandIo): Promise<void> {
	const settings = settingsOf(options);
	const { bold } = createPalette(io.stdout, io.env);
	if (files.length === 0) {
		const known = adapters.map(({ name, title, looksLike }) => ({ name, title, looksLike }));
		const text = known.map(({ name, title, looksLike }) => `${bold(name)}: ${title}\n    ${looksLike}\n`);
		return writeAll(io, options.output === 'json' ? [`${JSON.stringify(known, null, 2)}\n`] : text);
	}
	await withSources(files, settings, io, async (sources) => {
		const reports = [];
		for (const source of sources) reports.push(await reportOf(source, settings, io));
		const text = reports.map((report) => `${bold(report.file)}\n${report.lines.map((line) => `    ${line}\n`).join('')}`);
		await writeAll(
			io,
			options.output === 'json'
				? [
						`${JSON.stringify(
							reports.map(({ lines: _, ...report }) => report),
							null,
							2,
						)}\n`,
					]
				: text,
		);
		if (sources.every(({ format }) => format === undefined))
			throw new CommandError('No format was recognised.', ExitCode.unreadable);
	});
}

async function reportOf(source: SampledSource, settings: Settings, io: CommandIo) {
	const { format, reason, container, sample } = source;
	const { name: file, size } = source.source;
	if (format === undefined) return { file, format: null, reason, lines: [`not recognised: ${reason}`] };
	const { mapping } = format;
	const { loaded } = await loadSources([source], settings, io, { isQuiet: true });
	const records = loaded.dataset.examples.slice(0, 3).map(({ firstLine, group }) => ({
		line: firstLine + 1,
		id: group.id,
		successes: group.successes,
		trials: group.trials,
		unscored: group.unscored,
	}));
	const fields = {
		reward: describeRewards(mapping.rewards),
		success: mapping.success.reason,
		id: mapping.id === undefined ? null : showFieldPath(mapping.id),
		group: mapping.group.map(showFieldPath),
		prompt: mapping.prompt === undefined ? null : showFieldPath(mapping.prompt),
		groundTruth: mapping.groundTruth === undefined ? null : showFieldPath(mapping.groundTruth),
	};
	const looked = `looked at ${sample.records.length} records in the first ${Math.min(size ?? sampleBytes, sampleBytes)} bytes`;
	const lines = [
		`${format.name}: ${format.title}${container === 'array' ? ', in one JSON array' : ''} (${looked})`,
		...format.evidence,
		...(format.runnerUp === undefined ? [] : [`also possible: ${format.runnerUp.name} (${format.runnerUp.evidence})`]),
		`reward ${fields.reward} · success by ${fields.success}`,
		`an example is ${fields.group.length === 0 ? 'one line' : `all lines of one ${fields.group.join(' and ')}`} · id ${fields.id ?? '–'} · prompt ${fields.prompt ?? '–'} · ground truth ${fields.groundTruth ?? '–'}`,
		...records.map(
			({ line, id, successes, trials, unscored }) =>
				`line ${line}: ${id ?? 'no id'}, ${successes} of ${trials} solved${unscored > 0 ? `, ${unscored} unscored` : ''}`,
		),
	];
	return {
		file,
		format: format.name,
		title: format.title,
		evidence: format.evidence,
		runnerUp: format.runnerUp ?? null,
		mapping: fields,
		records,
		lines,
	};
}
