/** `insight next`: one step of Algorithm 1 for a trainer; rewards in, the next batch out. */
import { readFile } from 'node:fs/promises';
import { type Command, Option } from 'commander';
import { nothingToFit } from '../../shared/fitting.ts';
import { formatQuantity } from '../../shared/format.ts';
import type { Settings } from '../../shared/settings.ts';
import { checkParameters, strategyNames } from '../../shared/strategies.ts';
import { createNodeExportHost } from '../hosts/node/exportHost.ts';
import { codeOf, ioError } from '../hosts/node/ioError.ts';
import { parametersOf } from '../selection/choosing.ts';
import { datasetNotes, parameterNotes } from '../selection/notes.ts';
import { repeatedPrompts } from '../selection/plan/repeatedPrompts.ts';
import { parseRunFile, type RunFile, runFileText } from '../selection/plan/runFile.ts';
import { createRunState } from '../selection/plan/runState.ts';
import { handOutOnce } from '../selection/plan/trainerStep.ts';
import { poolOf } from '../selection/pool.ts';
import { strategyOf } from '../selection/strategyList.ts';
import { CommandError, type CommandIo, ExitCode, say } from './commandIo.ts';
import { settingsFor } from './config.ts';
import { helpEnd } from './helpEnd.ts';
import { type LoadedFiles, loadReadable, withSources } from './load.ts';
import { addChoosingOptions, addCommonOptions, type CommonOptions, inOptions } from './options.ts';
import { rewardRun } from './rewards.ts';
import { wholeNumberOf } from './wholeNumber.ts';
import { writeAll } from './writeAll.ts';

interface NextOptions extends CommonOptions {
	readonly state: string;
	readonly batch: string;
	readonly rewards?: string;
	readonly partial?: boolean;
	readonly step?: string;
	readonly candidates?: string;
	readonly keepDuplicates?: boolean;
	readonly output: string;
}

/** Options that are fixed when the state is made. */
const ruleOptions = [
	'k',
	'eta',
	'mu',
	'prior',
	'discount',
	'discountPer',
	'seed',
	'candidates',
	'keepDuplicates',
	'strategy',
	'unseenQuota',
	'target',
	'low',
	'high',
] as const;

export function addNextCommand(program: Command, io: CommandIo): void {
	const command = program
		.command('next')
		.description('Choose the next batch for a trainer: counts the rewards of the last one, prints the ids of the next.')
		.argument('[files...]', 'the dataset, with an id in each record; needed when the state is made, compared with it later')
		.requiredOption('--state <file>', 'the state of the run: made if it is not there, replaced as a whole after each step')
		.requiredOption('--batch <number>', 'prompts of the batch that is printed; needed each time')
		.option('--rewards <file>', 'rewards of the last batch, in any known format, or - for standard input')
		.option('--partial', 'rewards may be of a part of the batch: prompts without any count as not visited, instead of refusing all')
		.option('--step <number>', 'the step that the rewards are of; refused unless the run waits for it')
		.option('--candidates <number>', 'candidates for each place in a batch, drawn at random (16)')
		.option('--keep-duplicates', 'a batch may have several records of one prompt')
		.addOption(new Option('--strategy <name>', 'by which batches are chosen (insight)').choices(strategyNames))
		.addOption(new Option('--output <form>', 'how it is written').choices(['ids', 'json']).default('ids'))
		.addHelpText(
			'after',
			helpEnd(io, {
				paragraphs: [
					'Without --rewards the batch of the step is printed once more, if --batch is its size. Rewards that are refused, as all ' +
						'are of which a line cannot be read, change nothing. How batches are chosen is fixed when the state is made.',
				],
				examples: [
					'insight next pool.jsonl --state run.json --batch 256 > batch.txt',
					'insight next --state run.json --batch 256 --rewards rewards.jsonl > batch.txt',
				],
			}),
		);
	addCommonOptions(addChoosingOptions(command)).action((files: readonly string[], options: NextOptions) =>
		next(files, options, io),
	);
}

async function next(files: readonly string[], options: NextOptions, io: CommandIo): Promise<void> {
	const settings = await settingsFor(files, options, io);
	const batch = wholeNumberOf('batch', options.batch, 1_000_000);
	const step = options.step === undefined ? undefined : wholeNumberOf('step', options.step, Number.MAX_SAFE_INTEGER);
	const isQuiet = options.quiet === true;
	const before = await openRun(files, options, settings, io);
	const after = options.rewards === undefined ? before : await rewardRun(before, options.rewards, options, step, settings, io);
	const run = handOutOnce(after, batch);
	if ('problem' in run) throw new CommandError(run.problem, ExitCode.usage);
	if (run.rules.discount.lambda === 0 && !isQuiet) await say(io, 'λ = 0: beliefs are the prior and the last visit alone.');
	if (run.pending.length < batch && !isQuiet) {
		await say(
			io,
			`The batch has ${formatQuantity(run.pending.length, 'prompt')}: there are no more different ones that ${run.rules.strategy} would choose.`,
		);
	}
	// Before the batch is printed: one that was lost on the way is printed once more, one that was never written down could not be rewarded.
	const file = await createNodeExportHost().createFile(options.state, [
		...files,
		...(options.rewards === undefined ? [] : [options.rewards]),
	]);
	try {
		await file.write(new TextEncoder().encode(runFileText(run)));
		io.signal.throwIfAborted();
		await file.commit();
	} finally {
		await file.discard();
	}
	const lines = run.pending.map((id) => `${id}\n`);
	await writeAll(io, options.output === 'json' ? [`${JSON.stringify({ step: run.step, ids: run.pending })}\n`] : lines);
}

/** The run as its state file has it, or a new one. */
async function openRun(files: readonly string[], options: NextOptions, settings: Settings, io: CommandIo): Promise<RunFile> {
	const text = await readFile(options.state, 'utf8').catch((error: unknown) => {
		if (codeOf(error) === 'ENOENT') return undefined;
		throw ioError('read', options.state, error);
	});
	if (text === undefined && files.length === 0) {
		throw new CommandError(`${options.state} is not there: name the dataset to make it from`, ExitCode.usage);
	}
	// The beliefs of a run that has begun are its own.
	const scoring = text === undefined ? settings : { ...settings, fit: nothingToFit };
	const dataset = files.length === 0 ? undefined : await loadIds(files, scoring, options, io);
	if (text === undefined) {
		const run = createRun(dataset!, options);
		if (options.quiet !== true) for (const note of startNotes(dataset!, run)) await say(io, inOptions(note));
		return run;
	}
	const run = parseRunFile(text);
	if ('problem' in run) throw new CommandError(`${options.state} cannot be used: ${run.problem}.`, ExitCode.unreadable);
	const fixed = ruleOptions.find((name) => options[name] !== undefined);
	if (fixed !== undefined) {
		const flag = fixed.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
		throw new CommandError(`--${flag} is fixed in ${options.state}: leave it out, or start another state`, ExitCode.usage);
	}
	if (dataset !== undefined && !isSameSet(dataset.ids, run.ids)) {
		throw new CommandError(
			`${options.state} is of another dataset: its ids differ from those of ${files.join(', ')}`,
			ExitCode.unreadable,
		);
	}
	return run;
}

/** What to know of the rules that a run begins with, and will keep. */
function startNotes({ files: { loaded, settings } }: IdentifiedFiles, { rules }: RunFile): readonly string[] {
	return [...datasetNotes(loaded.dataset, settings), ...parameterNotes([rules.strategy], rules.parameters)];
}

interface IdentifiedFiles {
	readonly files: LoadedFiles;
	readonly ids: readonly string[];
}

/** @throws CommandError unless every example has an id of its own. */
async function loadIds(
	paths: readonly string[],
	settings: Settings,
	options: NextOptions,
	io: CommandIo,
): Promise<IdentifiedFiles> {
	const isQuiet = options.quiet === true;
	return withSources(paths, settings, io, isQuiet, async (sources, rollouts) => {
		const files = await loadReadable(sources, settings, io, {
			isQuiet,
			cache: options.cache,
			rollouts,
			texts: { withIds: true },
		});
		const { examples, lineName } = files.loaded.dataset;
		if (examples.length === 0) throw new CommandError('There is no example to choose from.', ExitCode.unreadable);
		const seen = new Set<string>();
		for (const { firstLine, group } of examples) {
			const problem = group.id === null ? 'no id' : seen.has(group.id) ? `the id "${group.id}" of an earlier one` : undefined;
			if (problem === undefined) seen.add(group.id!);
			else
				throw new CommandError(
					`The example on ${lineName(firstLine)} has ${problem}: a trainer could not name it.`,
					ExitCode.unreadable,
				);
		}
		return { files, ids: [...seen] };
	});
}

/** @throws CommandError of usage for parameters that the strategy cannot use. */
function createRun({ files, ids }: IdentifiedFiles, options: NextOptions): RunFile {
	const { prior, discount, seed, choosing } = files.settings;
	const parameters = parametersOf(files.settings);
	const problem = checkParameters(parameters, strategyOf(choosing.strategy).parameters);
	if (problem !== undefined) throw new CommandError(problem, ExitCode.usage);
	return {
		step: 1,
		pending: null,
		lastRewards: null,
		rules: {
			strategy: choosing.strategy,
			parameters,
			prior,
			discount,
			candidates: options.candidates === undefined ? 16 : wholeNumberOf('candidates', options.candidates, 1_000_000),
			unseenShare: choosing.unseenQuota,
			seed,
		},
		ids,
		...(options.keepDuplicates === true ? {} : { prompts: repeatedPrompts(files.loaded.dataset) }),
		state: createRunState(poolOf(files.loaded.dataset), prior),
	};
}

function isSameSet(left: readonly string[], right: readonly string[]): boolean {
	const known = new Set(left);
	return left.length === right.length && right.every((id) => known.has(id));
}
