/** The house's rules on who may import whom, and on what no file may hold (design: "Rules, enforced … not by habit"). */
import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = new URL('..', import.meta.url);

/** What a folder's files may import: other folders, and packages. A folder may always import its own files. */
interface Room {
	readonly rooms?: readonly string[];
	readonly packages?: readonly string[];
	/** Whether it runs in Node and nowhere else. */
	readonly node?: true;
}

/** The core's rooms, each of which may use those before it. */
const coreRooms = ['json', 'record', 'scan', 'dataset', 'finding', 'document'] as const;

/** What a room of the core may import. @param last the one before it. */
function coreUpTo(last: (typeof coreRooms)[number]): readonly string[] {
	return ['shared', 'server/core', ...coreRooms.slice(0, coreRooms.indexOf(last) + 1).map((room) => `server/core/${room}`)];
}

const core = coreUpTo('document').slice(1);

const belowFeatures = ['server/selection/fit', 'server/selection/plan', 'server/selection', 'server/formats', ...core, 'shared'];

/** Every folder with code, from the bottom up. A folder that is not here has no business to be there. */
const rooms: Readonly<Record<string, Room>> = {
	'shared/math': { packages: ['@stdlib/stats-base-dists-beta-quantile'] },
	shared: { rooms: ['shared/math', 'shared/filter'] },
	'shared/filter': { rooms: ['shared'] },
	'shared/pictures': { rooms: ['shared', 'shared/math'], packages: ['d3-array', 'd3-contour', 'd3-scale', 'd3-shape'] },
	'server/core': {},
	'server/core/json': { rooms: ['shared', 'server/core'], packages: ['jsonc-parser'] },
	'server/core/record': { rooms: coreUpTo('json') },
	'server/core/scan': { rooms: coreUpTo('record') },
	'server/core/dataset': { rooms: [...coreUpTo('scan'), 'shared/math'] },
	'server/core/finding': { rooms: coreUpTo('dataset') },
	'server/core/document': { rooms: coreUpTo('finding'), packages: ['jsonc-parser'] },
	'server/config': { rooms: ['shared'], packages: ['jsonc-parser', 'vscode-json-languageservice'] },
	'server/formats/adapters': { rooms: ['server/formats', ...core, 'shared'] },
	'server/formats': { rooms: ['server/formats/adapters', ...core, 'shared'] },
	'server/selection': {
		rooms: ['server/selection/strategies', 'server/selection/fit', ...core, 'shared', 'shared/math'],
	},
	'server/selection/strategies': { rooms: ['server/selection', 'shared', 'shared/math'] },
	'server/selection/plan': { rooms: ['server/selection', 'server/selection/strategies', ...core, 'shared', 'shared/math'] },
	'server/selection/fit': { rooms: [...core, 'shared', 'shared/math'] },
	'server/export': { rooms: ['server/export/forms', 'server/selection', ...core, 'shared'] },
	'server/export/forms': { rooms: ['server/export', ...core, 'shared'], packages: ['hyparquet-writer'] },
	'server/table': { rooms: ['server/export', ...belowFeatures, 'shared/filter'] },
	// KaTeX, where it sets prompts, is imported by the command line alone: the editor's server does without.
	'server/report': {
		rooms: [
			'server/selection',
			'server/selection/fit',
			'server/selection/plan',
			...core,
			'shared',
			'shared/pictures',
			'shared/math',
		],
		packages: ['katex'],
	},
	'server/features': {
		rooms: ['server/config', 'server/report', ...belowFeatures, 'shared/pictures'],
		packages: ['vscode-languageserver-types'],
	},
	server: {
		rooms: ['server/features', 'server/table', 'server/export', 'server/config', ...belowFeatures],
		packages: ['vscode-languageserver', 'vscode-languageserver-types', 'vscode-json-languageservice'],
	},
	'server/hosts/node': {
		rooms: ['server', 'server/export', ...core],
		packages: ['vscode-languageserver', 'csv-parse', 'fzstd', 'hyparquet', 'hyparquet-compressors', 'picomatch', 'yauzl'],
		node: true,
	},
	'server/cli': {
		rooms: ['server/hosts/node', 'server/config', 'server/report', 'server/export', ...belowFeatures],
		packages: ['commander', 'string-width'],
		node: true,
	},
	client: { rooms: ['client/commands', 'shared', 'shared/pictures'], packages: ['vscode', 'vscode-languageclient'], node: true },
	'client/webview': {
		rooms: ['shared', 'shared/filter'],
		packages: ['markdown-it', '@mdit/plugin-tex', 'dompurify', 'katex'],
	},
	'client/commands': { rooms: ['client', 'shared'], packages: ['vscode', 'vscode-languageclient', 'jsonc-parser'], node: true },
};

const longestFile = 250;

interface Source {
	readonly path: string;
	readonly room: string;
	readonly text: string;
	/** Without comments. */
	readonly code: string;
	readonly imports: readonly string[];
}

const sources: readonly Source[] = ['shared', 'server', 'client'].flatMap((folder) =>
	readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' })
		.map((name) => posix.join(folder, name.replaceAll('\\', '/')))
		.filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts'))
		.map((path) => {
			const text = readFileSync(new URL(path, root), 'utf8');
			const code = withoutComments(text);
			return { path, room: posix.dirname(path), text, code, imports: importsOf(code).map((name) => resolve(path, name)) };
		}),
);

function withoutComments(text: string): string {
	return text.replace(/("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`)|\/\*[\s\S]*?\*\/|\/\/.*/g, '$1');
}

/** What a module names in imports, re-exports, `import()` and `require()`. */
function importsOf(code: string): readonly string[] {
	const statements = /(?:^|[;}\n])\s*(?:import|export)\b(?:[^'"`;]*?\bfrom)?\s*['"]([^'"]+)['"]/g;
	const calls = /\b(?:import|require)\s*\(\s*['"]([^'"]+)['"]/g;
	return [...code.matchAll(statements), ...code.matchAll(calls)].map((match) => match[1]!);
}

/** A file of the project by its path from the root; anything else as it is written. */
function resolve(from: string, name: string): string {
	return name.startsWith('.') ? posix.join(posix.dirname(from), name) : name;
}

const isFile = (name: string): boolean => name.includes('/') && /\.(?:ts|wat)$/.test(name);

/** `@scope/name` or `name` of what may be a path into a package. */
function packageOf(name: string): string {
	return name
		.split('/')
		.slice(0, name.startsWith('@') ? 2 : 1)
		.join('/');
}

function isAllowed(name: string, imported: string): boolean {
	const room = rooms[name];
	if (room === undefined) return false;
	// The manifest is a file of the package, which hosts may read.
	if (imported === 'package.json') return room.node === true;
	if (isFile(imported)) {
		const target = posix.dirname(imported);
		return target === name || room.rooms?.includes(target) === true;
	}
	return imported.startsWith('node:') ? room.node === true : room.packages?.includes(packageOf(imported)) === true;
}

/** Files that hold something, each with its first line that does. */
function filesWith(pattern: RegExp, of: (source: Source) => string = ({ code }) => code): readonly string[] {
	return sources.flatMap((source) => {
		const found = pattern.exec(of(source));
		return found === null ? [] : [`${source.path}: ${found[0].trim()}`];
	});
}

describe('imports', () => {
	it('are found in every form', () => {
		const code = withoutComments(`/** import 'x'; */ import a from './a.ts'; // import 'y'
			import type { B,
				C } from "../b.ts";
			import 'side';
			export { D } from './d.ts';
			export * from './e.ts';
			const url = 'https://x'; const f = await import('./f.ts'), g = require('g');
			export const from = 'not';`);
		expect(importsOf(code).toSorted()).toEqual(['../b.ts', './a.ts', './d.ts', './e.ts', './f.ts', 'g', 'side']);
		expect(sources.filter(({ imports }) => imports.length > 0).length).toBeGreaterThan(sources.length / 2);
	});

	it.each(Object.keys(rooms))('of %s stay within its rule', (name) => {
		const inRoom = sources.filter(({ room }) => room === name);
		expect(inRoom).not.toEqual([]);
		const forbidden = inRoom.flatMap((source) =>
			source.imports.filter((imported) => !isAllowed(name, imported)).map((imported) => `${source.path} → ${imported}`),
		);
		expect(forbidden).toEqual([]);
	});

	it('are ruled in every folder', () => {
		expect([...new Set(sources.map(({ room }) => room))].filter((room) => rooms[room] === undefined)).toEqual([]);
	});

	it('name files that are there, with their extension', () => {
		const wasm = ['textIndex', 'lineWalk', 'lineRows', 'textHash'].map((name) => `server/core/json/${name}.wat`);
		const paths = new Set([...sources.map(({ path }) => path), ...wasm]);
		const missing = sources.flatMap(({ path, imports }) =>
			imports
				.filter((imported) => (/^(shared|server|client|test|bench|examples|\.)/.test(imported) ? !paths.has(imported) : false))
				.map((imported) => `${path} → ${imported}`),
		);
		expect(missing).toEqual([]);
	});

	it('never go in a circle', () => {
		const importsOfPath = new Map(sources.map(({ path, imports }) => [path, imports.filter(isFile)]));
		const done = new Set<string>();
		const circles: string[] = [];
		const visit = (path: string, trail: readonly string[]): void => {
			if (trail.includes(path)) circles.push([...trail.slice(trail.indexOf(path)), path].join(' → '));
			if (done.has(path) || trail.includes(path)) return;
			for (const imported of importsOfPath.get(path) ?? []) visit(imported, [...trail, path]);
			done.add(path);
		};
		for (const { path } of sources) visit(path, []);
		expect(circles).toEqual([]);
	});

	it('of packages are dependencies of the package, and every dependency is imported', () => {
		const manifest = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as { dependencies: Record<string, string> };
		const imported = new Set(
			sources.flatMap(({ imports }) =>
				imports.filter((name) => !isFile(name) && !name.startsWith('node:') && name !== 'package.json').map(packageOf),
			),
		);
		imported.delete('vscode'); // The editor brings it.
		expect([...imported].sort()).toEqual(Object.keys(manifest.dependencies).sort());
	});
});

describe('no file', () => {
	it(`is longer than ${longestFile} lines`, () => {
		const lengths = sources.map(({ path, text }) => ({ path, lines: text.trimEnd().split('\n').length }));
		expect(lengths.filter(({ lines }) => lines > longestFile)).toEqual([]);
	});

	it.each([
		['says any', /(?::|\bas|<|\||=>?)\s*any\b(?!\s*\()/],
		['silences the compiler', /@ts-(?:ignore|expect-error|nocheck)/],
		['silences the linter', /biome-ignore/],
		['leaves something to be done', /\b(?:TODO|FIXME|XXX|HACK)\b/],
	])('%s', (_, pattern) => {
		expect(filesWith(pattern, ({ text }) => (pattern.source.includes('any') ? withoutComments(text) : text))).toEqual([]);
	});

	it.each([
		['has a default export', /\bexport\s+default\b|\bas\s+default\b/],
		['has an enum', /^\s*(?:export\s+)?(?:const\s+)?enum\s/m],
		['has a Proxy', /\bnew\s+Proxy\b/],
		['has module-level state that changes', /^(?:export\s+)?(?:let|var)\s/m],
		['swallows errors', /\bcatch\s*(?:\([^)]*\))?\s*\{\s*\}/],
		['has a decorator', /^\s*@[a-zA-Z]/m],
	])('%s', (_, pattern) => {
		expect(filesWith(pattern)).toEqual([]);
	});

	it('only passes on what others export', () => {
		const barrels = sources.filter(({ code }) => {
			const statements = code.replace(/(?:import|export)\b[^'"`;]*?\bfrom\s*['"][^'"]+['"];?/g, '').trim();
			return statements === '' && /\bexport\b/.test(code);
		});
		expect(barrels.map(({ path }) => path)).toEqual([]);
	});
});
