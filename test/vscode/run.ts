/** `npm run test:vscode`: the tests that need a real VS Code, in the best one to be had here. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { exitOnSignals } from './host/background.ts';
import { prepareBrowser } from './host/browserTests.ts';
import { cacheFolder, type HostChoice, outFolder, parseHost, repositoryRoot, runCommand, testFolder } from './host/commandLine.ts';
import { prepareDesktop, whyNoDesktop } from './host/desktop.ts';
import { bundleSuite } from './host/suiteBundle.ts';
import { createScratch, type TestHost } from './host/testRun.ts';
import { quietSettings, writeUserSettings } from './host/userSettings.ts';
import { runWindowTests } from './host/windowTests.ts';
import { type Sum, variables } from './suite/environment.ts';

const { values } = parseArgs({
	options: {
		/** `desktop` or `browser`; without it, desktop where one can be had. */
		host: { type: 'string' },
		/** The folder of the extension under test. */
		extension: { type: 'string', default: repositoryRoot },
		/** The folder of the `*.test.ts`. */
		suite: { type: 'string', default: join(testFolder, 'suite') },
		/** The folder to open a copy of. */
		workspace: { type: 'string', default: join(testFolder, 'workspace') },
		/** Runs only the tests with this in their name. */
		grep: { type: 'string' },
		/** Seconds for everything but the installation. */
		timeout: { type: 'string', default: '300' },
	},
});
const sharedData = resolve(repositoryRoot, '../shared/data');

await runCommand(async () => {
	const host = await prepareHost(parseHost(values.host));
	exitOnSignals();
	const inside = await runTests(host.run);
	const outside = host.hasWindows ? await runWindowTests(values.grep) : { passed: 0, failed: 0, skipped: 0 };
	if (!host.hasWindows) console.log('Left out: the tests of whole windows, which a browser is needed for (--host browser).');
	const passed = inside.passed + outside.passed;
	const failed = inside.failed + outside.failed;
	const skipped = inside.skipped + outside.skipped;
	console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
	if (passed === 0) throw new Error('No test passed.');
	if (failed > 0) process.exitCode = 1;
});

interface Host {
	readonly run: TestHost;
	/** Whether windows can be looked at from outside as well. */
	readonly hasWindows: boolean;
}

async function prepareHost(choice: HostChoice): Promise<Host> {
	const noDesktop = choice === 'browser' ? 'asked for' : await whyNoDesktop({ virtualDisplay: true });
	if (noDesktop === undefined) {
		console.log('Testing in VS Code on the desktop.');
		return { run: await prepareDesktop(cacheFolder), hasWindows: false };
	}
	if (choice === 'desktop') throw new Error(`No desktop VS Code here: ${noDesktop}.`);
	console.log(`Testing in code-server's VS Code, with Chromium (${noDesktop}).`);
	return { run: await prepareBrowser(cacheFolder), hasWindows: true };
}

async function runTests(runIn: TestHost): Promise<Sum> {
	const scratch = await createScratch(resolve(values.workspace));
	const suite = join(scratch.root, 'suite.cjs');
	const time = new AbortController();
	const tooLong = new Error(`The tests took longer than ${values.timeout} s: stopped.`);
	const timer = setTimeout(() => time.abort(tooLong), Number(values.timeout) * 1_000);
	const env = {
		[variables.sum]: scratch.sumFile,
		...(existsSync(sharedData) ? { [variables.data]: sharedData } : {}),
		...(values.grep === undefined ? {} : { [variables.grep]: values.grep }),
	};
	try {
		await bundleSuite(resolve(values.suite), suite);
		await writeUserSettings(scratch.userData, quietSettings);
		return await runIn({ extension: resolve(values.extension), suite, scratch, outFolder, env, signal: time.signal });
	} finally {
		clearTimeout(timer);
	}
}
