import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { manifestSuffix } from '../../export/manifest.ts';
import { ioError } from './ioError.ts';
import { stdinName } from './stdinSource.ts';

const datasetNames = /\.(jsonl|ndjson|json)$/i;

export interface InputFiles {
	/** Paths, or `-` for standard input, each file once. */
	readonly files: readonly string[];
	/** Paths of files that were named before: reading them again would count their rollouts twice. */
	readonly repeated: readonly string[];
}

/**
 * The files that arguments name: files as they are, of a folder the datasets directly in it in natural order (2.jsonl before 10.jsonl).
 *
 * @throws an error for people when a path is not there, or a folder holds no dataset.
 */
export async function inputFiles(paths: readonly string[]): Promise<InputFiles> {
	const files: string[] = [];
	const repeated: string[] = [];
	const seen = new Set<string>();
	for (const argument of paths) {
		for (const path of argument === stdinName ? [argument] : await filesAt(argument)) {
			const identity = path === stdinName ? path : await identityOf(path);
			(seen.has(identity) ? repeated : files).push(path);
			seen.add(identity);
		}
	}
	return { files, repeated };
}

async function filesAt(path: string): Promise<readonly string[]> {
	const failed = (error: unknown): never => {
		throw ioError('read', path, error);
	};
	if (!(await stat(path).catch(failed)).isDirectory()) return [path];
	const names = (await readdir(path).catch(failed)).filter((name) => datasetNames.test(name) && !name.endsWith(manifestSuffix));
	if (names.length === 0) throw new Error(`Cannot read ${path}: the folder holds no .jsonl, .ndjson or .json file.`);
	const { compare } = new Intl.Collator('en', { numeric: true });
	return names.sort(compare).map((name) => join(path, name));
}

/** Equal for equal files under whatever names. */
async function identityOf(path: string): Promise<string> {
	const { dev, ino } = await stat(path, { bigint: true }).catch((error: unknown) => {
		throw ioError('read', path, error);
	});
	return `${dev}:${ino}`;
}
