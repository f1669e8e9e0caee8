/** The test files as one CommonJS module, which every extension host can load. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { testFolder } from './commandLine.ts';

/** Bundles every `*.test.ts` directly in `suiteFolder` into `outfile`, a `.cjs` whose `run` runs them in the order of their names. */
export async function bundleSuite(suiteFolder: string, outfile: string): Promise<void> {
	const files = (await readdir(suiteFolder)).filter((name) => name.endsWith('.test.ts')).sort();
	if (files.length === 0) throw new Error(`No *.test.ts in ${suiteFolder}.`);
	// Loaded one by one at run time, because a test file registers with the mocha that is being set up.
	const loaders = files.map((name) => `${JSON.stringify(name)}: () => import(${JSON.stringify(join(suiteFolder, name))})`);
	const entry = `
		import { runSuites } from ${JSON.stringify(join(testFolder, 'suite', 'runSuites.ts'))};
		export const run = () => runSuites({ ${loaders.join(', ')} });
	`;
	await build({
		stdin: { contents: entry, resolveDir: testFolder, sourcefile: 'suite' },
		bundle: true,
		platform: 'node',
		format: 'cjs',
		target: 'node20',
		external: ['vscode'],
		inject: [join(testFolder, 'suite', 'console.ts')],
		sourcemap: 'linked',
		outfile,
		logLevel: 'warning',
		// mocha's parallel mode, which is not used, finds its worker that way.
		logOverride: { 'require-resolve-not-external': 'silent' },
	});
}
