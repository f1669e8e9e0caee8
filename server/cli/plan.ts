/** `insight plan`: a training run simulated before it is paid for (Algorithm 1 of InSight). */
import { type Command, Option } from 'commander';
import { checkParameters, type StrategyName, strategyNames } from '../../shared/strategies.ts';
import type { Example, Examples } from '../core/dataset/dataset.ts';
import { parametersOf } from '../selection/choosing.ts';
import { datasetNotes } from '../selection/notes.ts';
import { assumptionsText, type RewardOrigin } from '../selection/plan/assumptions.ts';
import { groupsOfStep, planNotes } from '../selection/plan/planNotes.ts';
import { repeatedPrompts } from '../selection/plan/repeatedPrompts.ts';
import { createBelievedWorld, createKnownWorld } from '../selection/plan/world.ts';
import { poolOf } from '../selection/pool.ts';
import { strategyOf } from '../selection/strategyList.ts';
import { CommandError, type CommandIo, ExitCode, say } from './commandIo.ts';
import { settingsFor } from './config.ts';
import { helpEnd } from './helpEnd.ts';
import { loadReadable, withSources } from './load.ts';
import { addChoosingOptions, addCommonOptions, type CommonOptions, datasetFiles, inOptions } from './options.ts';
import { planReport } from './planReport.ts';
import { planStrategies, type StrategyPlan } from './planStrategies.ts';
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
	readonly keepDuplicates?: boolean;
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
		.option('--keep-duplicates', 'a batch may have several records of one prompt')
		.addOption(new Option('--output <form>', 'how it is written').choices(['text', 'json']).default('text'))
		.addHelpText(
			'after',
			helpEnd(io, {
				paragraphs: [
					'Strategies have the same budget, and stand in the order of the useful groups that come of it. Rewards come from the ' +
						'posterior predictive distribution, so a plan is as good as the prior: see "insight fit". JSON has the chosen ids of the ' +
						'first run of each strategy, under "firstRun"; all else is over all runs.',
				],
				examples: ['insight plan rollouts.jsonl --steps 100 --batch 256', 'insight plan rollouts.jsonl --strategy all --seeds 5'],
			}),
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
		const parameters = parametersOf(settings);
		const problem = checkParameters(
			parameters,
			strategies.flatMap((name) => strategyOf(name).parameters),
		);
		if (problem !== undefined) throw new CommandError(problem, ExitCode.usage);
		const { dataset } = loaded;
		const { examples } = dataset;
		if (examples.length === 0) throw new CommandError('There is no example to plan with.', ExitCode.unreadable);
		const pool = poolOf(dataset);
		const prompts = options.keepDuplicates === true ? undefined : repeatedPrompts(dataset);
		const rules = { parameters, prior, discount, batch, candidates, unseenShare: settings.choosing.unseenQuota, prompts };
		const groups = groupsOfStep(rules, pool);
		const once = Array.from(examples).filter(({ index }) => prompts === undefined || prompts[index] === index);
		const before = preflightOf(dataset, once, settings, groups);
		const rates = options.truth === undefined ? undefined : await readTruth(loaded, options.truth, io.signal);
		const total = runs * strategies.length;
		const progress = createProgress(io.stderr, isQuiet, { what: 'simulating', total, unit: 'runs', perUnit: 1 });
		const plans = await planStrategies(pool, {
			strategies,
			rules,
			steps,
			runs,
			seed,
			createWorld: () => (rates === undefined ? createBelievedWorld() : createKnownWorld(rates)),
			signal: io.signal,
			onRun: progress.update,
		}).finally(progress.clear);
		// Of the strategies that batches are chosen by, whatever the settings say of single sets.
		const ranking = strategies.includes('insight') ? 'insight' : strategies[0]!;
		const notes = [
			...datasetNotes(dataset, { ...settings, choosing: { ...settings.choosing, strategy: ranking } }),
			...planNotes(pool, rules, plans),
		].map(inOptions);
		if (!isQuiet) for (const note of notes) await say(io, note);
		const rewards: RewardOrigin = options.truth === undefined ? { from: 'beliefs' } : { from: 'truth', field: options.truth };
		const budget = { groups: steps * groups, rollouts: steps * groups * k };
		if (options.output === 'json') {
			const { prompts: _, ...shown } = rules;
			const duplicates = options.keepDuplicates === true ? 'all' : 'once';
			const assumed = { k, ...shown, duplicates, seed, rewards };
			await writeAll(io, [
				`${JSON.stringify({ ...assumed, budget, notes, preflight: before, plans: plans.map((each) => plainPlan(each, examples)) })}\n`,
			]);
			return;
		}
		const assumptions = assumptionsText({ rules, strategies, rewards, seed, size: pool.size });
		const facts = { groups, k, budget, assumptions, before };
		const lines = planReport(plans, facts, createPalette(io.stdout, io.env), io.stdout.columns);
		await writeAll(
			io,
			lines.map((line) => `${line}\n`),
		);
	});
}

/** A strategy's plan as JSON has it: over all runs, and the first of them with the ids that it chose. */
function plainPlan({ strategy, timeline, firstRun }: StrategyPlan, examples: Examples): object {
	const chosenIds = (chosen: Int32Array): readonly string[] => Array.from(chosen, (index) => nameOf(examples.at(index)));
	return {
		strategy,
		...timeline,
		firstRun: firstRun.map(({ chosen, ...record }) => ({ ...record, chosen: chosenIds(chosen) })),
	};
}

function nameOf({ group, firstLine }: Example): string {
	return group.id ?? `line ${firstLine + 1}`;
}

function strategiesOf(text: string): readonly StrategyName[] {
	if (text === 'all') return strategyNames;
	return [...new Set(text.split(',').map((name) => name.trim()))].map((name) => {
		const known = strategyNames.find((candidate) => candidate === name);
		if (known !== undefined) return known;
		throw new CommandError(`--strategy ${name}: must be all, or some of ${strategyNames.join(', ')}`, ExitCode.usage);
	});
}
