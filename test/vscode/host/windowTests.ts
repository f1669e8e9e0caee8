/** Runs the tests that look at whole windows of VS Code, from outside. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Sum } from '../suite/environment.ts';
import { runMocha } from '../suite/runMocha.ts';
import { testFolder } from './commandLine.ts';

export async function runWindowTests(grep: string | undefined): Promise<Sum> {
	const folder = join(testFolder, 'windows');
	const names = (await readdir(folder)).filter((name) => name.endsWith('.test.ts')).sort();
	const files = Object.fromEntries(names.map((name) => [name, () => import(pathToFileURL(join(folder, name)).href)]));
	// Each temporary folder has a listener that removes it.
	process.setMaxListeners(0);
	// Of several windows, each starts an extension host and a server of its own.
	return runMocha(files, { grep, timeoutMs: 300_000, toReadable: (stack) => stack });
}
