/** A module of the benchmarks as the build would make it: with the WebAssembly that it reads by, which no loader of sources knows. */
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { watPlugin } from '../wat.mjs';

/** @param entry path of the module. @param outfile where its bundle goes. */
export async function importBundled(entry: string, outfile: string): Promise<unknown> {
	const banner = {
		js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
	};
	await build({
		entryPoints: [entry],
		outfile,
		bundle: true,
		platform: 'node',
		format: 'esm',
		mainFields: ['module', 'main'],
		banner,
		plugins: [watPlugin],
		logLevel: 'error',
	});
	return import(pathToFileURL(resolve(outfile)).href);
}
