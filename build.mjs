/** Bundles every host into dist/. `--watch` rebuilds on change; `--minify` is for the package. */
import { chmod, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { argv } from 'node:process';
import { build as buildPages, context } from 'esbuild';
import { build, watch } from 'rolldown';
import { watPlugin } from './wat.mjs';

const minify = argv.includes('--minify');
const isWatching = argv.includes('--watch');

/** KaTeX is packed once: the command line takes that of the pages, whose module needs no page. */
const katexOfPages = {
	name: 'katex-of-pages',
	resolveId: { filter: { id: /^katex$/ }, handler: () => ({ id: './webview/katex.js', external: true }) },
};

/**
 * Libraries of one function that are slow to start: one compiles the pattern of all emoji (23 ms with the rest of it), the other a hundred
 * small modules (6 ms), and reading it takes some more. Who imports them waits for that when it first calls them, which few runs do.
 */
const startedWhenCalled = { 'string-width': 'string-width', quantile: '@stdlib/stats-base-dists-beta-quantile' };
const calledLater = {
	name: 'called-later',
	resolveId: {
		filter: { id: Object.values(startedWhenCalled).map((path) => new RegExp(`^${path}$`)) },
		handler(path, _, { isEntry }) {
			if (isEntry) return null;
			const [name] = Object.entries(startedWhenCalled).find(([, library]) => library === path);
			return { id: `\0called-later:${name}`, moduleSideEffects: false };
		},
	},
	load: {
		filter: { id: /^\0called-later:/ },
		handler: (id) => `
			import { createRequire } from 'node:module';
			let call;
			export default (...values) => (call ??= start())(...values);
			function start() {
				const library = createRequire(import.meta.url)('./${id.split(':')[1]}.cjs');
				return library.default ?? library;
			}`,
	},
};

/** Programs that are CommonJS, as VS Code loads extensions, and as Node starts with in a fraction of the time. */
const commonJs = (input, { plugins = [], external = [], ...output } = {}) => ({
	input,
	platform: 'node',
	external: [/^node:/, ...external],
	plugins: [watPlugin, ...plugins],
	// jsonc-parser's main is UMD, whose requires no bundler can follow.
	resolve: { mainFields: ['module', 'main'] },
	transform: { target: 'node20.19' },
	// It does not say that its modules have none, and would carry along a dictionary of 80 KB for what Node does itself.
	treeshake: { moduleSideEffects: (id) => !/[\\/]hyparquet-compressors[\\/]/.test(id) },
	// Whoever watches is to see when a build ends; of others nothing is to be said but what is wrong with them.
	logLevel: isWatching ? 'info' : 'warn',
	output: {
		dir: 'dist',
		format: 'cjs',
		entryFileNames: '[name].cjs',
		chunkFileNames: '[name]-[hash].cjs',
		comments: false,
		// With a character beyond Latin-1 V8 takes twice the memory for a file's text, and longer to compile it.
		charset: 'ascii',
		sourcemap: !minify,
		minify,
		...output,
	},
});

/**
 * What `insight` needs to start a thread comes first, in a file of its own, then what it needs to tell commands apart. All else that `select`
 * needs is two files, and most of what the other commands do: one has what the language server needs, too. Chunks by who shares them would be
 * thirty, and Node takes a millisecond for each.
 */
function createGrouping() {
	/** What a module imports, and what that imports, but for what is loaded only when it is asked for. */
	const reachedFrom = (path, context) => {
		const root = join(import.meta.dirname, path);
		if (context.getModuleInfo(root) === null) throw new Error(`${path} is no module that is bundled.`);
		const reached = new Set();
		const visit = (id) => {
			const info = context.getModuleInfo(id);
			if (reached.has(id) || info === null || info.isExternal) return;
			reached.add(id);
			for (const imported of info.importedIds) visit(imported);
		};
		visit(root);
		return reached;
	};
	let reached;
	const nameOf = (id, context) => {
		reached ??= {
			start: reachedFrom('server/cli/main.ts', context),
			program: reachedFrom('server/cli/program.ts', context),
			select: reachedFrom('server/cli/select.ts', context),
			server: reachedFrom('server/hosts/node/main.ts', context),
		};
		if (context.getModuleInfo(id)?.isEntry) return null;
		const isShared = reached.server.has(id);
		if (reached.start.has(id)) return 'start';
		if (reached.program.has(id)) return isShared ? 'start' : 'program';
		if (!reached.select.has(id)) return null;
		return isShared ? 'engine' : 'commands';
	};
	return {
		group: { name: nameOf, debugName: 'files that are loaded together' },
		/** Imports may have changed since the last build. */
		plugin: {
			name: 'grouping',
			buildStart() {
				reached = undefined;
			},
		},
	};
}
const grouping = createGrouping();

const programs = [
	commonJs({ client: 'client/extension.ts' }, { external: ['vscode'] }),
	// The language server and the command line. They share most of their code, and load some of it only when it is asked for.
	{
		...commonJs(
			{ server: 'server/hosts/node/main.ts', cli: 'server/cli/main.ts', ...startedWhenCalled },
			{
				plugins: [katexOfPages, calledLater, grouping.plugin],
				codeSplitting: {
					groups: [grouping.group],
					includeDependenciesRecursively: false,
				},
			},
		),
		preserveEntrySignatures: 'allow-extension',
	},
	// Threads of either, in one file. In the same folder: the pool of threads looks for its worker beside itself, in whatever chunk it is.
	commonJs({ scanWorker: 'server/hosts/node/scanWorker.ts' }),
];

/** The pages of editors: modules, so that what is seldom needed (formulas) is loaded when it is. With styles and fonts, which esbuild bundles. */
const pages = {
	bundle: true,
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
	sourcemap: minify ? false : 'linked',
	minify,
	legalComments: 'none',
	logLevel: isWatching ? 'info' : 'warning',
};

if (isWatching) {
	watch(programs).on('event', async ({ code, error, result }) => {
		if (code === 'END') console.log('The programs are built.');
		if (code === 'ERROR') console.error(error.message);
		await result?.close();
	});
	await (await context(pages)).watch();
} else {
	// Chunks of other builds would be packed too.
	await rm('dist', { recursive: true, force: true });
	await Promise.all([...programs.map((program) => build(program)), buildPages(pages)]);
	await chmod('dist/cli.cjs', 0o755);
}
