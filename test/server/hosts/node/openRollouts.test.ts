import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openRollouts } from '../../../../server/hosts/node/openRollouts.ts';
import { createSourceOpener } from '../../../../server/hosts/node/openSource.ts';
import { testFolder } from '../../../support/folder.ts';

/** A training set with rollouts in a folder beside it. */
async function project() {
	const folder = await testFolder();
	await mkdir(join(folder.path, 'rollouts'));
	for (const name of ['train.jsonl', 'rollouts/1.jsonl', 'rollouts/2.jsonl']) await folder.file(name, '{"id":1}\n');
	const open = createSourceOpener(new AbortController().signal);
	/** Names of the files that are opened. */
	return async (dataset: string | undefined, paths: readonly string[], folders: readonly string[] = []) => {
		const path = dataset === undefined ? undefined : join(folder.path, dataset);
		const sources = await openRollouts(
			path,
			paths,
			folders.map((name) => join(folder.path, name)),
			open,
		);
		return sources?.map(({ name }) => basename(name));
	};
}

describe('rollouts that a setting names', () => {
	it('are found from the folder of the file, or from the folder that is the dataset', async () => {
		const open = await project();
		expect(await open('train.jsonl', ['rollouts/*.jsonl'])).toEqual(['1.jsonl', '2.jsonl']);
		expect(await open('rollouts', ['../train.jsonl'])).toEqual(['train.jsonl']);
		expect(await open(undefined, ['1.jsonl'], ['rollouts'])).toEqual(['1.jsonl']);
		await expect(open('train.jsonl', ['1.jsonl'])).rejects.toThrow('1.jsonl');
	});

	it('are none for one of them, or for a folder of them', async () => {
		const open = await project();
		expect(await open('rollouts/1.jsonl', ['2.jsonl', '1.jsonl'])).toBeUndefined();
		expect(await open('rollouts', ['../rollouts/2.jsonl'])).toBeUndefined();
	});
});
