/** The files that the setting for rollouts names. */
import { dirname, isAbsolute, join } from 'node:path';
import { inParallel } from '../../core/inParallel.ts';
import type { ByteSource } from '../../core/json/byteSource.ts';
import { inputFiles } from './inputFiles.ts';
import type { OpenSource } from './openSource.ts';

/** More at once do not go faster. */
const openedAtOnce = 8;

/**
 * @param dataset path of the training set, a file or a folder; `undefined` where it is neither.
 * @param folders that relative paths start from, after the dataset's own.
 * @returns `undefined` where the dataset is one of them itself.
 * @throws an error for people when there is nothing by a name.
 */
export async function openRollouts(
	dataset: string | undefined,
	paths: readonly string[],
	folders: readonly string[],
	openSource: OpenSource,
): Promise<readonly ByteSource[] | undefined> {
	const own = dataset === undefined ? [] : (await inputFiles([dataset])).files;
	// The settings of a folder lie in it, those of a file beside it.
	const starts = dataset === undefined ? folders : [own.includes(dataset) ? dirname(dataset) : dataset, ...folders];
	const found: string[] = [];
	for (const path of paths) found.push(...(await filesFrom(path, starts)));
	const { repeated } = await inputFiles([...found, ...own]);
	if (own.some((path) => repeated.includes(path))) return undefined;
	return inParallel([...new Set(found)], openedAtOnce, (path) => openSource(path));
}

/** What a path leads to from the first folder from which it leads anywhere. */
async function filesFrom(path: string, folders: readonly string[]): Promise<readonly string[]> {
	let trouble: unknown;
	for (const candidate of isAbsolute(path) ? [path] : folders.map((folder) => join(folder, path))) {
		try {
			return (await inputFiles([candidate])).files;
		} catch (error) {
			trouble ??= error;
		}
	}
	throw trouble ?? new Error(`Cannot read ${path}: it is not clear from which folder, as the dataset is not saved.`);
}
