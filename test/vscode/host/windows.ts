/** Windows of VS Code as people have them: pages of one server, with no test in their extension hosts, so that they can be reloaded. */
import { spawnSync } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { findFreePort } from './background.ts';
import { ensureBrowser, startWorkbench } from './browser.ts';
import { cacheFolder, outFolder, repositoryRoot } from './commandLine.ts';
import { perform, type Step } from './gestures.ts';
import { ensureServer } from './serverInstall.ts';
import { createTemporaryFolder } from './temporary.ts';
import { pictureSettings, writeUserSettings } from './userSettings.ts';

/** A server for several windows, which have settings and the extension's storage in common. */
export interface Windows {
	/** Where the extension keeps its indexes. */
	readonly indexFolder: string;
	/** A new folder for files. */
	createFolder(): Promise<string>;
	/** Opens a folder, and waits until the window can be used. */
	open(folder: string): Promise<Page>;
	stop(): Promise<void>;
}

export async function startWindows(): Promise<Windows> {
	const [root, userData] = await Promise.all([createTemporaryFolder(), createTemporaryFolder()]);
	await writeUserSettings(userData, pictureSettings);
	const install = await ensureServer(cacheFolder);
	const logFile = join(outFolder, 'vscode-windows.log');
	const { server, newPage, stop } = await startWorkbench(ensureBrowser(), {
		install,
		port: await findFreePort(),
		userData,
		logFile,
	});
	return {
		indexFolder: join(userData, 'User/globalStorage/insight-rlvr.insight-rlvr/indexes'),
		createFolder: () => mkdtemp(join(root, 'case-')),
		open: async (folder) => {
			const page = await newPage();
			await page.goto(server.urlOf({ folder, extension: repositoryRoot }));
			await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor();
			return page;
		},
		stop,
	};
}

/** Does one step after the other; a picture of the window is left where one fails. */
export async function performAll(page: Page, steps: readonly Step[]): Promise<void> {
	for (const step of steps) {
		try {
			await perform(page, step);
		} catch (error) {
			const picture = join(outFolder, 'vscode-failure.png');
			await page.screenshot({ path: picture });
			throw new Error(`${JSON.stringify(step)}: see ${picture}.`, { cause: error });
		}
	}
}

/** The extension's servers, stopped where they are, so that a test has all the time to act in the middle of their work. */
export interface SuspendedServers {
	/**
	 * Lets them run for a moment again and again until something is so, and looks only while they stand still: as it was seen it stays.
	 *
	 * @param slice how long the moment is, in milliseconds: on a busy machine they do little in a short one.
	 * @throws an error that names it where it does not come to be.
	 */
	runUntil(what: string, isSo: () => Promise<boolean>, slice?: number): Promise<void>;
	/** Lets them go on. */
	resume(): void;
}

/** In milliseconds: less than a test may take, so that no server is left standing behind it. */
const longestRun = 40_000;

/** Stops them. @throws where none runs. */
export function suspendServers(): SuspendedServers {
	const signal = signalServers();
	signal('SIGSTOP');
	return {
		runUntil: async (what, isSo, slice = 2) => {
			const end = performance.now() + longestRun;
			while (!(await isSo())) {
				if (performance.now() > end) throw new Error(`The servers ran again and again, and it did not come to be that ${what}.`);
				signal('SIGCONT');
				await new Promise((resolve) => setTimeout(resolve, slice));
				signal('SIGSTOP');
			}
		},
		resume: () => signal('SIGCONT'),
	};
}

function signalServers(): (name: 'SIGSTOP' | 'SIGCONT') => void {
	const servers = processesBelow(process.pid).filter(({ command }) => command.includes('/dist/server.cjs'));
	if (servers.length === 0) throw new Error('The language server does not run.');
	return (name) => {
		for (const { id } of servers) process.kill(id, name);
	};
}

interface Process {
	readonly id: number;
	readonly parent: number;
	readonly command: string;
}

function processesBelow(ancestor: number): readonly Process[] {
	const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' });
	const all = stdout.split('\n').flatMap((line): readonly Process[] => {
		const [, id, parent, command] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
		return id === undefined ? [] : [{ id: Number(id), parent: Number(parent), command: command ?? '' }];
	});
	const below = (id: number): readonly Process[] =>
		all.filter(({ parent }) => parent === id).flatMap((child) => [child, ...below(child.id)]);
	return below(ancestor);
}
