/** The command line from arguments to an exit code. */
import { Command, CommanderError } from 'commander';
import { version } from '../../shared/version.ts';
import { codeOf, ioError } from '../hosts/node/ioError.ts';
import { CommandError, type CommandIo, ExitCode, say } from './commandIo.ts';
import { helpEnd } from './helpEnd.ts';

/** Adds a command to the program. @param exit tells an exit code other than 0 that is no error. */
type AddCommand = (program: Command, io: CommandIo, exit: (code: number) => void) => void;

/** In the order in which help lists them. */
const commands: readonly { readonly name: string; readonly load: () => Promise<AddCommand> }[] = [
	{ name: 'score', load: async () => (await import('./score.ts')).addScoreCommand },
	{ name: 'select', load: async () => (await import('./select.ts')).addSelectCommand },
	{ name: 'compare', load: async () => (await import('./compare.ts')).addCompareCommand },
	{ name: 'check', load: async () => (await import('./check.ts')).addCheckCommand },
	{ name: 'plan', load: async () => (await import('./plan.ts')).addPlanCommand },
	{ name: 'next', load: async () => (await import('./next.ts')).addNextCommand },
	{ name: 'report', load: async () => (await import('./report.ts')).addReportCommand },
	{ name: 'fit', load: async () => (await import('./fit.ts')).addFitCommand },
	{ name: 'formats', load: async () => (await import('./formats.ts')).addFormatsCommand },
];

/**
 * Runs one command.
 *
 * @param args as behind the program's name.
 * @param serve takes over for `lsp`; resolves when the client has gone.
 */
export async function run(args: readonly string[], world: CommandIo, serve: () => Promise<void>): Promise<number> {
	const io: CommandIo = { ...world, stdout: { ...world.stdout, write: (data) => world.stdout.write(data).catch(rethrowWriting) } };
	let exitCode: number = ExitCode.ok;
	let help = '';
	const program = new Command('insight')
		.description('How much would the next rollouts of each prompt teach? Scores, checks and selects RLVR datasets.')
		.version(version)
		.exitOverride()
		.configureOutput({
			writeOut: (text) => {
				help += text;
			},
			writeErr: () => undefined, // The error itself is reported below.
			getOutHelpWidth: () => io.stdout.columns,
		})
		.addHelpText(
			'after',
			helpEnd(io, {
				paragraphs: ['Exit codes: 0 fine, 1 findings, 2 usage, 3 a file that cannot be read, written or used, 130 interrupted.'],
			}),
		);
	const exit = (code: number): void => {
		exitCode = code;
	};
	// Loading all commands takes longer than scoring ten thousand lines: others than the one that is meant only where they are to be listed.
	const [name = ''] = args;
	const meant = commands.filter((command) => command.name === name);
	const areListed = meant.length === 0 && !['-V', '--version'].includes(name);
	for (const { load } of areListed ? commands : meant) (await load())(program, io, exit);
	program
		.command('lsp')
		.description('Serve the Language Server Protocol, for any editor.')
		.option('--stdio', 'over standard input and output')
		.action(async ({ stdio }: { readonly stdio?: boolean }) => {
			if (stdio !== true && io.stdin().isTTY === true) {
				await say(io, 'This waits for an editor, which starts it and speaks to it on standard input. Ctrl+C ends it.');
			}
			await serve();
		});
	for (const command of program.commands) command.exitOverride().copyInheritedSettings(program);
	// Of a topic that is none "help" would say no more than that a command is to be named.
	const [, topic] = args;
	const isUnknownTopic = name === 'help' && topic !== undefined && program.commands.every((command) => command.name() !== topic);
	try {
		await program
			.parseAsync(args.slice(isUnknownTopic ? 1 : 0), { from: 'user' })
			.finally(() => (help === '' ? undefined : io.stdout.write(help)));
		return exitCode;
	} catch (error) {
		return await report(error, name, io);
	}
}

/** Says why the command ended early. @returns the exit code. */
async function report(error: unknown, command: string, io: CommandIo): Promise<number> {
	if (io.signal.aborted) return ExitCode.interrupted;
	// The reader of a pipe has gone, as `head` does: nothing is wrong.
	if (codeOf(error) === 'EPIPE') return ExitCode.ok;
	if (error instanceof CommanderError) {
		if (error.exitCode === 0) return ExitCode.ok;
		await say(io, usageProblem(error, command));
		return ExitCode.usage;
	}
	await say(io, error instanceof Error ? error.message : String(error));
	return error instanceof CommandError ? error.exitCode : ExitCode.unreadable;
}

function usageProblem({ code, message }: CommanderError, command: string): string {
	if (code === 'commander.help') return 'name a command; "insight --help" lists them';
	const isIncomplete = code === 'commander.missingArgument' || code === 'commander.missingMandatoryOptionValue';
	return `${message.replace(/^error: /, '')}${isIncomplete ? `; "insight ${command} --help" says what is needed` : ''}`;
}

function rethrowWriting(error: unknown): never {
	throw codeOf(error) === 'EPIPE' ? error : ioError('write', 'standard output', error);
}
