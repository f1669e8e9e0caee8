/** Runs the tests in a VS Code server, driven by a browser without a window. */
import { EventEmitter, once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { format } from 'node:util';
import type { Page } from 'playwright-core';
import { failureSign, outputMark, type Sum } from '../suite/environment.ts';
import { findFreePort, tailOf } from './background.ts';
import { ensureBrowser, startWorkbench } from './browser.ts';
import type { CodeServer } from './codeServer.ts';
import { ensureServer, type ServerInstall } from './serverInstall.ts';
import { readSum, rejectOnAbort, type TestHost, type TestRun } from './testRun.ts';

/** Installs what is missing. The host leaves logs, and after a failure a picture of the workbench, in the out folder. */
export async function prepareBrowser(cacheFolder: string): Promise<TestHost> {
	const executable = ensureBrowser();
	const install = await ensureServer(cacheFolder);
	return (run) => runInBrowser(executable, install, run);
}

async function runInBrowser(executable: string, install: ServerInstall, run: TestRun): Promise<Sum> {
	const { scratch, env, outFolder } = run;
	const logFile = join(outFolder, 'vscode-server.log');
	const options = { install, port: await findFreePort(), userData: scratch.userData, logFile, env };
	const workbench = await startWorkbench(executable, options);
	try {
		return await runOnPage(await workbench.newPage(), workbench.server, run);
	} finally {
		await workbench.stop();
	}
}

async function runOnPage(page: Page, server: CodeServer, run: TestRun): Promise<Sum> {
	const { outFolder, scratch, extension, suite: tests, signal } = run;
	await mkdir(outFolder, { recursive: true });
	const log = createWriteStream(join(outFolder, 'vscode-console.log'));
	// VS Code calls these two, as in its own integration tests.
	let picture: Promise<string> | undefined;
	await page.exposeFunction('codeAutomationLog', (type: string, args: unknown[]) => {
		const line = format(...args);
		log.write(`${type}: ${line}\n`);
		if (!line.startsWith(outputMark)) return;
		const output = line.slice(outputMark.length);
		console.log(output);
		// Now, because the tests after it clear up.
		if (output.trimStart().startsWith(failureSign)) picture ??= photograph(page, outFolder);
	});
	const events = new EventEmitter();
	const exited = once(events, 'exit');
	await page.exposeFunction('codeAutomationExit', () => events.emit('exit'));
	const failed = [
		server.ended.then(({ reason }) => Promise.reject(new Error(`The VS Code server ended with ${reason}.`))),
		page.waitForEvent('crash', { timeout: 0 }).then(() => Promise.reject(new Error('The page of the workbench crashed.'))),
		rejectOnAbort(signal),
	];
	// Outside the race too they may reject, such as while everything is taken down.
	for (const promise of failed) promise.catch(() => undefined);
	try {
		await page.goto(server.urlOf({ folder: scratch.workspace, extension, tests }));
		await Promise.race([exited, ...failed]);
		const sum = await readSum(run);
		if (picture !== undefined) console.error(`\nPicture of the first failure: ${await picture}`);
		return sum;
	} catch (error) {
		console.error(`\nPicture: ${await (picture ?? photograph(page, outFolder))}`);
		console.error(`Server log: ${server.logFile}, its end:\n${await tailOf(server.logFile, 10)}`);
		throw error;
	} finally {
		log.end();
	}
}

async function photograph(page: Page, outFolder: string): Promise<string> {
	const path = join(outFolder, 'vscode-failure.png');
	return page.screenshot({ path, timeout: 10_000 }).then(
		() => path,
		(error: unknown) => `none (${String(error)})`,
	);
}
