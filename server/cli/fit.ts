/** `insight fit`: the prior and the discount that a pool's own data speak for. */
import { setImmediate } from 'node:timers/promises';
import { type Command, Option } from 'commander';
import { inTurns } from '../core/slices.ts';
import { fitBeliefs } from '../selection/fit/fitBeliefs.ts';
import { isRefusal } from '../selection/fit/refusal.ts';
import { CommandError, type CommandIo, ExitCode } from './commandIo.ts';
import { settingsFor } from './config.ts';
import { fitReport } from './fitReport.ts';
import { helpEnd } from './helpEnd.ts';
import { loadReadable, withSources } from './load.ts';
import { addCommonOptions, type CommonOptions, datasetFiles } from './options.ts';
import { createPalette } from './terminal.ts';
import { writeAll } from './writeAll.ts';

interface FitOptions extends CommonOptions {
	readonly output: string;
}

export function addFitCommand(program: Command, io: CommandIo): void {
	const command = program
		.command('fit')
		.description('Fit the prior to the pool and, where there is a history, the discount λ to how beliefs predict it.')
		.argument('<files...>', datasetFiles)
		.addOption(new Option('--output <form>', 'how it is written').choices(['text', 'json']).default('text'))
		.addHelpText(
			'after',
			helpEnd(io, {
				paragraphs: [
					'The prior is the beta-binomial one of maximum likelihood; λ (InSight eq. 6) is that which best predicts each visit of a ' +
						'prompt from those before, under the prior that is told with it. Intervals are of 95 %, for prompts that are independent ' +
						'of each other; visits of a prompt need not be. Of both only what the data show to be better than what is in use is to be ' +
						'used; else it says what to keep, and why.',
				],
				examples: ['insight fit rollouts.jsonl', 'insight fit runs/ --output json'],
			}),
		);
	addCommonOptions(command).action((files: readonly string[], options: FitOptions) => fitFiles(files, options, io));
}

async function fitFiles(paths: readonly string[], options: FitOptions, io: CommandIo): Promise<void> {
	const given = await settingsFor(paths, options, io);
	const isQuiet = options.quiet === true;
	await withSources(paths, given, io, isQuiet, async (sources, rollouts) => {
		const { loaded, settings } = await loadReadable(sources, given, io, { isQuiet, cache: options.cache, rollouts });
		const result = await inTurns(fitBeliefs(loaded.dataset, settings.prior, settings.discount), setImmediate, io.signal);
		if (options.output === 'json') await writeAll(io, [`${JSON.stringify(result, null, 2)}\n`]);
		else {
			const lines = fitReport(result, createPalette(io.stdout, io.env), io.stdout.columns);
			await writeAll(
				io,
				lines.map((line) => `${line}\n`),
			);
		}
		if (isRefusal(result.prior) && isRefusal(result.discount)) {
			throw new CommandError('Neither a prior nor a discount can be fitted to these data.', ExitCode.unreadable);
		}
	});
}
