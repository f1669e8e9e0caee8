/** Who takes part in the benchmark of reading, and what has to be fetched for it. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';
import type { Shape } from './shapes.ts';

export interface Program {
	readonly name: string;
	command(path: string, shape: Shape): readonly [string, ...string[]];
	/** How many times our speed this program has to be behind; nothing is asked where there is none. */
	target?(shape: Shape): number | undefined;
	/** Does another job, and is there to compare with. */
	readonly isYardstick?: true;
}

const duckdb = '@duckdb/node-api@1.5.6-r.1';

/** Targets against readline + JSON.parse, by shape. */
const readlineTargets: Readonly<Record<Shape['name'], number | undefined>> = { S1: 8, S2: 25, S3: 8, S4: 15, S5: undefined };

/**
 * @param folder ignored by git: for packages and built scripts.
 * @param nodeVersion what runs the contestants in JavaScript, ours among them; else what runs this.
 */
export async function gatherContestants(folder: string, nodeVersion?: string): Promise<readonly Program[]> {
	const node = nodeVersion === undefined ? process.execPath : fetchNode(`${folder}/node-${nodeVersion}`, nodeVersion);
	const hasDuckdb = fetchDuckdb(folder);
	await build({
		entryPoints: ['bench/peers/readline.ts', ...(hasDuckdb ? ['bench/peers/duckdb.ts'] : [])],
		outdir: folder,
		outExtension: { '.js': '.mjs' },
		bundle: true,
		platform: 'node',
		format: 'esm',
		target: 'node20.19',
		banner: { js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);" },
		logLevel: 'warning',
	});
	const library = pythonLibrary();
	return [
		{
			name: 'insight select',
			// The others do not look for prompts that are there twice, and generated ones are.
			command: (path) => [node, 'dist/cli.cjs', 'select', path, '--fraction', '0.1', '--keep-duplicates', '--no-cache'],
		},
		{
			name: 'readline + JSON.parse, twice',
			command: (path, { layout }) => [node, `${folder}/readline.mjs`, path, layout],
			target: ({ name }) => readlineTargets[name],
		},
		...(hasDuckdb
			? [
					{
						name: 'DuckDB, 2 threads, scores in JS',
						command: (path: string, { layout }: Shape) => [node, `${folder}/duckdb.mjs`, path, layout] as const,
						target: () => 1.5,
					},
				]
			: []),
		...(library === undefined
			? []
			: [
					{
						name: library === 'scipy' ? 'Python json + scipy' : 'Python json + own scores (no scipy here)',
						command: (path: string, { layout }: Shape) => ['python3', 'bench/peers/bestTenth.py', path, layout, library] as const,
						target: () => 4,
					},
				]),
		{ name: 'wc -l', command: (path) => ['wc', '-l', path], isYardstick: true },
	];
}

function fetchDuckdb(folder: string): boolean {
	try {
		fetchPackage(folder, '@duckdb/node-api', duckdb);
		return true;
	} catch (error) {
		console.warn(`DuckDB does not take part, it cannot be fetched: ${error instanceof Error ? error.message : error}`);
		return false;
	}
}

/** @returns the path of the program. @throws what npm says where there is no such version. */
function fetchNode(folder: string, version: string): string {
	fetchPackage(folder, 'node', `node@${version}`);
	return `${folder}/node_modules/.bin/node`;
}

/** Into a folder of its own: it is no dependency of the package. */
function fetchPackage(folder: string, name: string, version: string): void {
	if (existsSync(`${folder}/node_modules/${name}`)) return;
	mkdirSync(folder, { recursive: true });
	writeFileSync(`${folder}/package.json`, '{ "private": true }\n');
	execFileSync('npm', ['install', '--no-audit', '--no-fund', '--save-exact', version], { cwd: folder, stdio: 'inherit' });
}

function pythonLibrary(): 'scipy' | 'math' | undefined {
	const imports = (name: string): boolean => {
		try {
			execFileSync('python3', ['-c', `import ${name}`], { stdio: 'ignore' });
			return true;
		} catch {
			return false;
		}
	};
	if (imports('scipy.special')) return 'scipy';
	if (imports('json')) return 'math';
	console.warn('Python does not take part: there is no python3 here.');
	return undefined;
}
