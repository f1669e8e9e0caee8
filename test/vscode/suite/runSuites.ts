/** Runs the test files inside the extension host. */
import { writeFile } from 'node:fs/promises';
import { variables } from './environment.ts';
import { readableStack } from './readableStack.ts';
import { runMocha } from './runMocha.ts';

/** Loads the test files, runs what they register and writes the sum, also when tests failed. */
export async function runSuites(files: Readonly<Record<string, () => Promise<unknown>>>): Promise<void> {
	const { [variables.grep]: grep, [variables.sum]: sumFile } = process.env;
	if (sumFile === undefined) throw new Error(`${variables.sum} is not set: these tests are started by test/vscode/run.ts.`);
	const sum = await runMocha(files, { grep, timeoutMs: 90_000, toReadable: (stack) => readableStack(stack, __filename) });
	await writeFile(sumFile, JSON.stringify(sum));
}
