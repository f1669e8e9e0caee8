/** Bundles every host into dist/. `--watch` rebuilds on change; `--minify` is for the package. */
import { chmod, rm } from 'node:fs/promises';
import { argv } from 'node:process';
import { build, context } from 'esbuild';
import { watPlugin } from './wat.mjs';

const minify = argv.includes('--minify');
/**
 * Of hyparquet-compressors only what is imported: it does not say that its modules have no side effects, and carries along a dictionary of
 * 80 KB for what Node does itself.
 */
const prunedCompressors = {
	name: 'pruned-compressors',
	setup({ onResolve, resolve }) {
		onResolve({ filter: /^hyparquet-compressors$|^\./ }, async ({ path, pluginData, ...args }) => {
			const isMeant = path === 'hyparquet-compressors' || args.importer.replaceAll('\\', '/').includes('/hyparquet-compressors/');
			if (!isMeant || pluginData === prunedCompressors) return undefined;
			const { importer, resolveDir, kind } = args;
			const resolved = await resolve(path, { importer, resolveDir, kind, pluginData: prunedCompressors });
			return { ...resolved, sideEffects: false };
		});
	},
};

/** KaTeX is packed once: the command line takes that of the pages, whose module needs no page. */
const katexOfPages = {
	name: 'katex-of-pages',
	setup({ onResolve }) {
		onResolve({ filter: /^katex$/ }, () => ({ path: './webview/katex.js', external: true }));
	},
};

/**
 * Libraries of one function that are slow to start: one compiles the pattern of all emoji (23 ms with the rest of it), the other a hundred
 * small modules (6 ms). Who imports them waits for that when it first calls them, which few runs do.
 */
const startedWhenCalled = {
	name: 'started-when-called',
	setup({ onResolve, onLoad }) {
		const filter = /^(?:string-width|@stdlib\/stats-base-dists-beta-quantile)$/;
		onResolve({ filter }, ({ kind, path, resolveDir }) =>
			kind === 'import-statement' ? { path, namespace: 'started-when-called', pluginData: resolveDir } : undefined,
		);
		onLoad({ filter, namespace: 'started-when-called' }, ({ path, pluginData }) => ({
			contents: `let start = () => { const library = require('${path}'); const call = library.default ?? library; start = () => call; return call; };
				export default (...values) => start()(...values);`,
			resolveDir: pluginData,
		}));
	},
};

const common = {
	bundle: true,
	platform: 'node',
	target: 'node20.19',
	// jsonc-parser's main is UMD, whose requires no bundler can follow.
	mainFields: ['module', 'main'],
	outdir: 'dist',
	sourcemap: minify ? false : 'linked',
	minify,
	legalComments: 'none',
	// Whoever watches is to see when a build ends; of others nothing is to be said but what is wrong with them.
	logLevel: argv.includes('--watch') ? 'info' : 'warning',
	plugins: [watPlugin, prunedCompressors],
};
/** ES modules that bundle CommonJS libraries need a `require`. */
const banner = { js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);" };

const bundles = [
	// VS Code loads extensions as CommonJS.
	{
		...common,
		entryPoints: { client: 'client/extension.ts' },
		format: 'cjs',
		outExtension: { '.js': '.cjs' },
		external: ['vscode'],
	},
	// The language server and the command line. They share most of their code, and load some of it only when it is asked for.
	{
		...common,
		entryPoints: { server: 'server/hosts/node/main.ts', cli: 'server/cli/main.ts' },
		format: 'esm',
		splitting: true,
		chunkNames: '[name]-[hash]',
		plugins: [...common.plugins, katexOfPages, startedWhenCalled],
		banner,
	},
	// Threads of either, in one file of CommonJS, which they start with in half the time. In the same folder: the pool of threads looks for its
	// worker beside itself, in whatever chunk it is.
	{
		...common,
		entryPoints: { scanWorker: 'server/hosts/node/scanWorker.ts' },
		format: 'cjs',
		outExtension: { '.js': '.cjs' },
	},
	// The pages of editors: modules, so that what is seldom needed (formulas) is loaded when it is.
	{
		...common,
		entryPoints: { table: 'client/webview/main.ts', 'table-style': 'client/webview/table.css', katex: 'katex' },
		outdir: 'dist/webview',
		platform: 'browser',
		target: 'chrome114',
		format: 'esm',
		splitting: true,
		chunkNames: '[name]-[hash]',
		assetNames: 'fonts/[name]',
		// Every Chromium reads woff2.
		loader: { '.woff2': 'file', '.woff': 'empty', '.ttf': 'empty' },
	},
];

if (argv.includes('--watch')) {
	for (const options of bundles) await (await context(options)).watch();
} else {
	// Chunks of other builds would be packed too.
	await rm('dist', { recursive: true, force: true });
	await Promise.all(bundles.map((options) => build(options)));
	await chmod('dist/cli.js', 0o755);
}
