/** The command line from arguments to an exit code. */
import { Command, CommanderError } from 'commander';
import { version } from '../../shared/version.ts';
import { codeOf, ioError } from '../hosts/node/ioError.ts';
import { addCheckCommand } from './check.ts';
import { CommandError, type CommandIo, ExitCode, say } from './commandIo.ts';
import { addCompareCommand } from './compare.ts';
import { addFitCommand } from './fit.ts';
import { addFormatsCommand } from './formats.ts';
import { addNextCommand } from './next.ts';
import { addPlanCommand } from './plan.ts';
import { addReportCommand } from './report.ts';
import { addScoreCommand } from './score.ts';
import { addSelectCommand } from './select.ts';

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
		.addHelpText('after', '\nExit codes: 0 fine, 1 findings, 2 usage, 3 a file that cannot be read, 130 interrupted.');
	addScoreCommand(program, io);
	addSelectCommand(program, io);
	addCompareCommand(program, io);
	addCheckCommand(program, io, (code) => {
		exitCode = code;
	});
	addPlanCommand(program, io);
	addNextCommand(program, io);
	addReportCommand(program, io);
	addFitCommand(program, io);
	addFormatsCommand(program, io);
	program
		.command('lsp')
		.description('Serve the Language Server Protocol, for any editor.')
		.option('--stdio', 'over standard input and output')
		.action(serve);
	for (const command of program.commands) command.exitOverride().copyInheritedSettings(program);
	try {
		await program.parseAsync([...args], { from: 'user' }).finally(() => (help === '' ? undefined : io.stdout.write(help)));
		return exitCode;
	} catch (error) {
		return await report(error, io);
	}
}

/** Says why a command ended early. @returns the exit code. */
async function report(error: unknown, io: CommandIo): Promise<number> {
	if (io.signal.aborted) return ExitCode.interrupted;
	// The reader of a pipe has gone, as `head` does: nothing is wrong.
	if (codeOf(error) === 'EPIPE') return ExitCode.ok;
	if (error instanceof CommanderError) {
		if (error.exitCode === 0) return ExitCode.ok;
		const isNoCommand = error.code === 'commander.help';
		await say(io, isNoCommand ? 'name a command; "insight --help" lists them' : error.message.replace(/^error: /, ''));
		return ExitCode.usage;
	}
	await say(io, error instanceof Error ? error.message : String(error));
	return error instanceof CommandError ? error.exitCode : ExitCode.unreadable;
}

function rethrowWriting(error: unknown): never {
	throw codeOf(error) === 'EPIPE' ? error : ioError('write', 'standard output', error);
}
