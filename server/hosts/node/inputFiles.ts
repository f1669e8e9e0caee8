import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { manifestSuffix } from '../../export/manifest.ts';
import { ioError } from './ioError.ts';

const datasetNames = /\.(jsonl|ndjson|json)$/i;

/**
 * The files that arguments name: files as they are, of a folder the datasets directly in it in natural order (2.jsonl before 10.jsonl).
 *
 * @throws an error for people when a path is not there, or a folder holds no dataset.
 */
export async function inputFiles(paths: readonly string[]): Promise<readonly string[]> {
	const files: string[] = [];
	for (const path of paths) files.push(...(path === '-' ? [path] : await filesAt(path)));
	return files;
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
