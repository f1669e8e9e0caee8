/** From what a user names to files: paths, folders and patterns. */
import { statSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { datasetFolder, type FolderFiles } from './datasetFolder.ts';
import { codeOf, ioError } from './ioError.ts';
import { stdinName } from './stdinSource.ts';
import { createTurns } from './turns.ts';

export interface InputFiles extends FolderFiles {
	/** Paths, or `-` for standard input, each file once. */
	readonly files: readonly string[];
	/** Paths of files that were named before: reading them again would count their rollouts twice. */
	readonly repeated: readonly string[];
}

/**
 * The files that arguments name: files as they are, of a folder the datasets in it and in its folders, of a pattern such as `runs/*.jsonl`
 * that no file is named like, the files that match. Folders and patterns in natural order (2.jsonl before 10.jsonl).
 *
 * @throws an error for people when a path is not there, or a folder or a pattern holds no dataset.
 */
export async function inputFiles(paths: readonly string[]): Promise<InputFiles> {
	const files: string[] = [];
	const repeated: string[] = [];
	const passedOver: string[] = [];
	const seen = new Set<string>();
	const takeTurns = createTurns();
	for (const argument of paths) {
		const found = argument === stdinName ? only(argument) : await filesAt(argument);
		passedOver.push(...found.passedOver);
		for (const path of found.files) {
			await takeTurns();
			const identity = path === stdinName ? path : identityOf(path);
			(seen.has(identity) ? repeated : files).push(path);
			seen.add(identity);
		}
	}
	return { files, repeated, passedOver };
}

async function filesAt(path: string): Promise<FolderFiles> {
	const stats = await stat(path).catch(async (error: unknown) => {
		if (codeOf(error) === 'ENOENT' && (await loadPicomatch()).scan(path).isGlob) return undefined;
		throw ioError('read', path, error);
	});
	if (stats === undefined) return filesLike(path);
	if (!stats.isDirectory()) return only(path);
	const found = await datasetFolder(path);
	if (found.files.length > 0) return found;
	const others = found.passedOver.length > 0 ? `, but for ${found.passedOver[0]}` : '';
	throw new Error(
		`Cannot read ${path}: the folder holds no dataset (.jsonl, .ndjson, .json, .parquet, .eval, .gz or .zst)${others}.`,
	);
}

/** Files that a pattern names are all meant, but for what only describes others. */
async function filesLike(pattern: string): Promise<FolderFiles> {
	const picomatch = await loadPicomatch();
	const { base, glob } = picomatch.scan(pattern);
	const root = base === '' ? '.' : base;
	const isMatch = picomatch(glob);
	const { files, passedOver } = await datasetFolder(root);
	const matching = (found: readonly string[]): readonly string[] => found.filter((path) => isMatch(relativeTo(root, path)));
	const found = { files: matching(files), passedOver: matching(passedOver) };
	if (found.files.length === 0) throw new Error(`Cannot read ${pattern}: no dataset has such a name.`);
	return found;
}

/** For patterns alone: most commands name files. */
async function loadPicomatch() {
	return (await import('picomatch')).default;
}

/** With slashes, as patterns have them. */
function relativeTo(root: string, path: string): string {
	return path.slice(join(root, '/').replace(/^\.\/$/, '').length).replaceAll('\\', '/');
}

function only(path: string): FolderFiles {
	return { files: [path], passedOver: [] };
}

/** Equal for equal files under whatever names. By a call that blocks, for there may be very many. */
function identityOf(path: string): string {
	try {
		const { dev, ino } = statSync(path, { bigint: true });
		return `${dev}:${ino}`;
	} catch (error) {
		throw ioError('read', path, error);
	}
}
