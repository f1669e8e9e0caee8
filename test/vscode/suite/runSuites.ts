/** Runs the test files inside the extension host, with mocha. */
import { writeFile } from 'node:fs/promises';
import Mocha from 'mocha';
import { failureSign, type Sum, variables } from './environment.ts';
import { readableStack } from './readableStack.ts';

const testTimeoutMs = 90_000;

/** Loads the test files, runs what they register and writes the sum, also when tests failed. */
export async function runSuites(files: Readonly<Record<string, () => Promise<unknown>>>): Promise<void> {
	const mocha = new Mocha({ ui: 'bdd', timeout: testTimeoutMs, reporter: LineReporter, fullTrace: true });
	const { [variables.grep]: grep, [variables.sum]: sumFile } = process.env;
	if (sumFile === undefined) throw new Error(`${variables.sum} is not set: these tests are started by test/vscode/run.ts.`);
	if (grep !== undefined) mocha.fgrep(grep);
	for (const [file, load] of Object.entries(files)) {
		mocha.suite.emit('pre-require', globalThis as unknown as Mocha.MochaGlobals, file, mocha);
		await load().catch((error: unknown) => {
			console.error(`${file} does not load.\n${readableStack(String(error instanceof Error ? error.stack : error), __filename)}`);
			throw error;
		});
	}
	const { passes, failures, pending } = await new Promise<Mocha.Stats>((resolve) => {
		const runner = mocha.run(() => resolve(runner.stats!));
	});
	const sum: Sum = { passed: passes, failed: failures, skipped: pending };
	await writeFile(sumFile, JSON.stringify(sum));
}

/** One line a test as it ends, and why it failed below it. */
class LineReporter extends Mocha.reporters.Base {
	constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
		super(runner, options);
		runner.on('pass', (test) => console.log(`  ✓ ${test.titlePath().join(' › ')} (${test.duration} ms)`));
		runner.on('pending', (test) => console.log(`  - ${test.titlePath().join(' › ')} (skipped)`));
		runner.on('fail', (test, error) => {
			const detail = error instanceof Error ? readableStack(error.stack ?? error.message, __filename) : String(error);
			console.log(`  ${failureSign} ${test.titlePath().join(' › ')}\n${detail.replaceAll(/^/gm, '      ')}`);
		});
	}
}
