/** `npm start`: VS Code with the extension in it, for a person. Takes a folder or a file; without one, the examples. */
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { exitOnSignals, findFreePort, tailOf } from './host/background.ts';
import { startServer } from './host/codeServer.ts';
import { cacheFolder, parseHost, repositoryRoot, runCommand } from './host/commandLine.ts';
import { apartArguments, ensureDesktop, hasDisplay, startDesktop, whyNoDesktop } from './host/desktop.ts';
import { findExecutable } from './host/executables.ts';
import { ensureServer } from './host/serverInstall.ts';
import { quietSettings, writeUserSettings } from './host/userSettings.ts';

const userData = join(cacheFolder, 'user-data');

const { values, positionals } = parseArgs({
	options: {
		/** `desktop` or `browser`; without it, desktop where one can be had. */
		host: { type: 'string' },
		/** The folder of the extension. */
		extension: { type: 'string', default: repositoryRoot },
		/** For the browser; where it is taken, another. */
		port: { type: 'string', default: '8733' },
	},
	allowPositionals: true,
});
const target = resolve(positionals[0] ?? join(repositoryRoot, 'examples'));
const extension = resolve(values.extension);
const args = [`--extensionDevelopmentPath=${extension}`, target];

await runCommand(async () => {
	if (!existsSync(target)) throw new Error(`There is no ${target}.`);
	const choice = parseHost(values.host);
	const command = findExecutable('code', 'code-insiders');
	if (choice === undefined && command !== undefined && (hasDisplay() || inRemoteTerminal())) return startInstalled(command);
	const noDesktop = choice === 'browser' ? 'asked for' : await whyNoDesktop({ virtualDisplay: false });
	if (noDesktop === undefined) return startDownloaded();
	if (choice === 'desktop') throw new Error(`No desktop VS Code here: ${noDesktop}.`);
	return serve(noDesktop);
});

/** In the VS Code of this machine, with the settings and the other extensions its user has. */
function startInstalled(code: string): void {
	console.log(`Opening ${target} in ${code}.`);
	// VS Code insists on both for root.
	const forRoot = process.getuid?.() === 0 && !inRemoteTerminal() ? ['--no-sandbox', `--user-data-dir=${userData}`] : [];
	const { status, error } = spawnSync(code, [...forRoot, '--new-window', ...args], { stdio: 'inherit' });
	if (status !== 0) throw error ?? new Error(`${code} ended with exit code ${status}.`);
}

async function startDownloaded(): Promise<void> {
	const executable = await ensureDesktop(cacheFolder);
	await ensureUserSettings();
	console.log(`Opening ${target} in ${executable}. Closing its window ends this command.`);
	exitOnSignals();
	const ending = await startDesktop(executable, [...apartArguments(userData), ...args]).ended;
	if (ending.code !== 0) throw new Error(`VS Code ended with ${ending.reason}.`);
}

async function serve(whyNoDesktopHere: string): Promise<void> {
	const install = await ensureServer(cacheFolder);
	await ensureUserSettings();
	const port = await findFreePort(Number(values.port));
	const logFile = join(cacheFolder, 'server.log');
	const server = await startServer({ install, port, userData, logFile });
	const opening = statSync(target).isDirectory() ? { folder: target } : { folder: dirname(target), file: target };
	console.log(`VS Code in a browser (${whyNoDesktopHere}). Open, on this machine or through a tunnel from the same port:`);
	console.log(`\n  ${server.urlOf({ ...opening, extension })}\n\nCtrl+C ends it.`);
	const ending = await Promise.race([server.ended, once(process, 'SIGINT'), once(process, 'SIGTERM')]);
	await server.stop();
	if ('reason' in ending) throw new Error(`The VS Code server ended with ${ending.reason}.\n${await tailOf(logFile)}`);
}

/** Settings that were changed since are left alone. */
async function ensureUserSettings(): Promise<void> {
	if (!existsSync(join(userData, 'User', 'settings.json'))) await writeUserSettings(userData, quietSettings);
}

/** Whether `code` is the command of a VS Code whose window is on another machine, or in a browser. */
function inRemoteTerminal(): boolean {
	return process.env.VSCODE_IPC_HOOK_CLI !== undefined;
}
