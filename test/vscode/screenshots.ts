/** `npm run screenshots`: photographs the extension in VS Code, picture by picture. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { exitOnSignals, findFreePort } from './host/background.ts';
import { ensureBrowser, startWorkbench, type Workbench } from './host/browser.ts';
import { cacheFolder, outFolder, repositoryRoot, runCommand } from './host/commandLine.ts';
import { perform } from './host/gestures.ts';
import { ensureServer } from './host/serverInstall.ts';
import { createTemporaryFolder } from './host/temporary.ts';
import { createScratch } from './host/testRun.ts';
import { pictureSettings, writeUserSettings } from './host/userSettings.ts';
import { type Picture, pictures } from './pictures.ts';

const { values, positionals } = parseArgs({
	options: {
		/** The folder to open a copy of. */
		folder: { type: 'string', default: join(repositoryRoot, 'examples') },
		/** The folder of the extension. */
		extension: { type: 'string', default: repositoryRoot },
		/** Where the pictures go; else those that README shows beside the examples, and the others where nobody keeps them. */
		out: { type: 'string' },
		/** The status bar item that says the extension is ready. */
		ready: { type: 'string', default: 'InSight' },
		/** Of the window, in pixels. */
		width: { type: 'string', default: '1120' },
		height: { type: 'string', default: '700' },
	},
	/** Names of pictures; without any, all. */
	allowPositionals: true,
});
/** What nobody wants to see, and VS Code has no setting for. */
const clutter = '.notifications-toasts, #status\\.host, #status\\.forwardedPorts, #status\\.workbench\\.keyboardLayout';
const settleTimeoutMs = 10_000;
const folders = {
	kept: values.out ?? join(repositoryRoot, 'examples/pictures'),
	others: values.out ?? join(outFolder, 'pictures'),
};

await runCommand(async () => {
	const unknown = positionals.filter((name) => !pictures.some((picture) => picture.name === name));
	const names = pictures.map(({ name }) => name).join(', ');
	if (unknown.length > 0) throw new Error(`No picture ${unknown.join(', ')}. There are: ${names}.`);
	const executable = ensureBrowser();
	const install = await ensureServer(cacheFolder);
	exitOnSignals();
	for (const folder of [folders.kept, folders.others]) await mkdir(folder, { recursive: true });
	// Each picture's folder has a listener that removes it.
	process.setMaxListeners(0);
	const userData = await createTemporaryFolder();
	const logFile = join(outFolder, 'vscode-server.log');
	const workbench = await startWorkbench(executable, { install, port: await findFreePort(), userData, logFile });
	try {
		const wanted = pictures.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
		for (const picture of wanted) await take(picture, workbench, userData);
	} finally {
		await workbench.stop();
	}
});

async function take(picture: Picture, { server, newPage }: Workbench, userData: string): Promise<void> {
	const path = join(picture.isKept === true ? folders.kept : folders.others, `${picture.name}.png`);
	await writeUserSettings(userData, { ...pictureSettings, 'workbench.colorTheme': picture.theme, ...picture.settings });
	// A folder of its own, so that what one picture changes is not in the next.
	const { workspace } = await createScratch(resolve(values.folder));
	const page = await newPage();
	try {
		const file = join(workspace, picture.file);
		await page.setViewportSize({ width: Number(values.width), height: Number(values.height) });
		await page.goto(server.urlOf({ folder: workspace, file, extension: resolve(values.extension) }));
		await page.locator('.statusbar-item', { hasText: values.ready }).first().waitFor();
		// Now, because what points at the status bar stays where it was put.
		await page.addStyleTag({ content: `${clutter} { display: none !important }` });
		await perform(page, { command: 'View: Close Primary Side Bar' });
		// Where there is nothing to point at.
		await page.mouse.move(Number(values.width) / 3, Number(values.height) - 2);
		for (const step of picture.steps ?? []) await perform(page, step);
		await writeFile(path, await screenshotAtRest(page));
		console.log(path);
	} catch (error) {
		const failure = join(outFolder, `${picture.name}-failed.png`);
		await page.screenshot({ path: failure });
		throw new Error(`${picture.name}: see ${failure}.`, { cause: error });
	} finally {
		await page.context().close();
	}
}

/** The first of two pictures in a row that are the same: whatever was still arriving has arrived. */
async function screenshotAtRest(page: Page): Promise<Buffer> {
	const deadline = Date.now() + settleTimeoutMs;
	let last = await page.screenshot();
	for (;;) {
		await page.waitForTimeout(300);
		const next = await page.screenshot();
		if (next.equals(last)) return next;
		if (Date.now() > deadline) throw new Error('The workbench does not come to rest.');
		last = next;
	}
}
