/** The command line from arguments to an exit code. */
import { Command, CommanderError } from 'commander';
import { version } from '../../shared/version.ts';
import { addCheckCommand } from './check.ts';
import { CommandError, type CommandIo, ExitCode } from './commandIo.ts';
import { addFormatsCommand } from './formats.ts';
import { addScoreCommand } from './score.ts';
import { addSelectCommand } from './select.ts';

/**
 * Runs one command.
 *
 * @param args as behind the program's name.
 * @param serve takes over for `lsp`; resolves when the client has gone.
 */
export async function run(args: readonly string[], io: CommandIo, serve: () => Promise<void>): Promise<number> {
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
	addCheckCommand(program, io, (code) => {
		exitCode = code;
	});
	addFormatsCommand(program, io);
	program
		.command('lsp')
		.description('Serve the Language Server Protocol, for any editor.')
		.option('--stdio', 'over standard input and output')
		.action(serve);
	for (const command of program.commands) command.exitOverride().copyInheritedSettings(program);
	try {
		await program.parseAsync([...args], { from: 'user' });
		return exitCode;
	} catch (error) {
		if (help !== '') await io.stdout.write(help);
		return await report(error, io);
	}
}

async function report(error: unknown, io: CommandIo): Promise<number> {
	if (io.signal.aborted) return ExitCode.interrupted;
	if (error instanceof CommanderError) {
		if (error.exitCode === 0) return ExitCode.ok;
		const message =
			error.code === 'commander.help' ? 'name a command; "insight --help" lists them' : error.message.replace(/^error: /, '');
		await io.stderr.write(`insight: ${message}\n`);
		return ExitCode.usage;
	}
	const message = error instanceof Error ? error.message : String(error);
	await io.stderr.write(`insight: ${message.replaceAll('\n', '\ninsight: ')}\n`);
	return error instanceof CommandError ? error.exitCode : ExitCode.unreadable;
}
