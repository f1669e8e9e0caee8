/** `insight plan`: a training run simulated before it is paid for (Algorithm 1 of InSight). */
import { type Command, Option } from 'commander';
import { formatCount } from '../../shared/format.ts';
import { checkParameters, type StrategyName, strategyNames } from '../../shared/strategies.ts';
import type { Example } from '../core/dataset/dataset.ts';
import { parametersOf } from '../selection/choosing.ts';
import { createBelievedWorld, createKnownWorld } from '../selection/plan/world.ts';
import { poolOf } from '../selection/pool.ts';
import { strategyOf } from '../selection/strategyList.ts';
import { CommandError, type CommandIo, ExitCode, say } from './commandIo.ts';
import { settingsFor } from './config.ts';
import { loadReadable, withSources } from './load.ts';
import { addChoosingOptions, addCommonOptions, type CommonOptions, datasetFiles } from './options.ts';
import { planReport } from './planReport.ts';
import { planStrategies } from './planStrategies.ts';
import { preflightOf } from './preflightText.ts';
import { createProgress } from './progress.ts';
import { createPalette } from './terminal.ts';
import { readTruth } from './truth.ts';
import { wholeNumberOf } from './wholeNumber.ts';
import { writeAll } from './writeAll.ts';

interface PlanOptions extends CommonOptions {
	readonly steps: string;
	readonly batch: string;
	readonly candidates: string;
	readonly seeds: string;
	readonly strategy?: string;
	readonly truth?: string;
	readonly output: string;
}

export function addPlanCommand(program: Command, io: CommandIo): void {
	const command = program
		.command('plan')
		.description('Simulate a training run on the pool, many times: which prompts it would choose, and what it would see.')
		.argument('<files...>', datasetFiles)
		.option('--steps <number>', 'training steps', '100')
		.option('--batch <number>', 'prompts of a step', '256')
		.option('--candidates <number>', 'candidates for each place in a batch, drawn at random', '16')
		.option('--seeds <number>', 'simulated runs', '20')
		.option('--strategy <names>', 'by which batches are chosen: names separated by commas, or all (insight)')
		.option('--truth <field>', 'a field with the true success rate; rewards are drawn from the beliefs otherwise')
		.addOption(new Option('--output <form>', 'how it is written').choices(['text', 'json']).default('text'))
		.addHelpText(
			'after',
			'\nRewards come from the posterior predictive distribution, so a plan is as good as the prior: see "insight fit".\n\n' +
				'Examples:\n  insight plan rollouts.jsonl --steps 100 --batch 256\n  insight plan rollouts.jsonl --strategy all --seeds 5',
		);
	addCommonOptions(addChoosingOptions(command)).action((files: readonly string[], options: PlanOptions) =>
		plan(files, options, io),
	);
}

async function plan(paths: readonly string[], options: PlanOptions, io: CommandIo): Promise<void> {
	// Several strategies are no setting.
	const { strategy, ...common } = options;
	const given = await settingsFor(paths, common, io);
	const strategies = strategiesOf(strategy ?? given.choosing.strategy);
	const [steps, batch, candidates, runs] = [
		wholeNumberOf('steps', options.steps, 100_000),
		wholeNumberOf('batch', options.batch, 1_000_000),
		wholeNumberOf('candidates', options.candidates, 1_000_000),
		wholeNumberOf('seeds', options.seeds, 10_000),
	];
	const isQuiet = options.quiet === true;
	await withSources(paths, given, io, isQuiet, async (sources, rollouts) => {
		const { loaded, settings } = await loadReadable(sources, given, io, {
			isQuiet,
			cache: options.cache,
			rollouts,
			texts: { withIds: options.output === 'json' },
		});
		const { k, prior, discount, seed } = settings;
		const unseenShare = settings.choosing.unseenQuota;
		const parameters = parametersOf(settings);
		const problem = checkParameters(
			parameters,
			strategies.flatMap((name) => strategyOf(name).parameters),
		);
		if (problem !== undefined) throw new CommandError(problem, ExitCode.usage);
		const { examples } = loaded.dataset;
		if (examples.length === 0) throw new CommandError('There is no example to plan with.', ExitCode.unreadable);
		if (batch > examples.length && !isQuiet) {
			await say(
				io,
				`A batch of ${formatCount(batch)} is more than the pool of ${formatCount(examples.length)}: every step takes all of it.`,
			);
		}
		const before = preflightOf(loaded.dataset, Array.from(examples), settings, Math.min(batch, examples.length));
		const rates = options.truth === undefined ? undefined : await readTruth(loaded, options.truth, io.signal);
		const total = runs * strategies.length;
		const progress = createProgress(io.stderr, isQuiet, { what: 'simulating', total, unit: 'runs', perUnit: 1 });
		const plans = await planStrategies(poolOf(loaded.dataset), {
			strategies,
			rules: {
				parameters,
				prior,
				discount,
				batch,
				candidates,
				unseenShare,
			},
			steps,
			runs,
			seed,
			createWorld: () => (rates === undefined ? createBelievedWorld() : createKnownWorld(rates)),
			signal: io.signal,
			onRun: progress.update,
		}).finally(progress.clear);
		if (options.output === 'json') {
			const ids = plans.map(({ strategy, timeline, firstRun }) => ({
				strategy,
				...timeline,
				firstRun: firstRun.map(({ chosen, ...record }) => ({
					...record,
					chosen: Array.from(chosen, (index) => nameOf(examples.at(index))),
				})),
			}));
			await writeAll(io, [
				`${JSON.stringify({ k, prior, discount, batch, candidates, unseenShare, seed, preflight: before, plans: ids })}\n`,
			]);
			return;
		}
		const lines = planReport(plans, { batch, k, before }, createPalette(io.stdout, io.env), io.stdout.columns);
		await writeAll(
			io,
			lines.map((line) => `${line}\n`),
		);
	});
}

function nameOf({ group, firstLine }: Example): string {
	return group.id ?? `line ${firstLine + 1}`;
}

function strategiesOf(text: string): readonly StrategyName[] {
	if (text === 'all') return strategyNames;
	return text.split(',').map((name) => {
		const known = strategyNames.find((candidate) => candidate === name.trim());
		if (known !== undefined) return known;
		throw new CommandError(`--strategy ${name}: must be all, or some of ${strategyNames.join(', ')}`, ExitCode.usage);
	});
}
