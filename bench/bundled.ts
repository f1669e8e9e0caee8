/** A module of the benchmarks as the build would make it: with the WebAssembly that it reads by, which no loader of sources knows. */
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'rolldown';
import { watPlugin } from '../wat.mjs';

/** @param entry path of the module. @param outfile where its bundle goes. */
export async function importBundled(entry: string, outfile: string): Promise<unknown> {
	await build({
		input: entry,
		platform: 'node',
		resolve: { mainFields: ['module', 'main'] },
		plugins: [watPlugin],
		logLevel: 'warn',
		output: { file: outfile, format: 'esm', codeSplitting: false },
	});
	return import(pathToFileURL(resolve(outfile)).href);
}
