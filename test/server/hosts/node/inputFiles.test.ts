import { chmod, mkdir, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inputFiles } from '../../../../server/hosts/node/inputFiles.ts';
import { type TestFolder, testFolder } from '../../../support/folder.ts';

/** A folder with empty files of these names. */
async function folderOf(names: readonly string[]): Promise<TestFolder> {
	const folder = await testFolder();
	for (const name of names) {
		await mkdir(dirname(join(folder.path, name)), { recursive: true });
		await folder.file(name, '');
	}
	return folder;
}

/** What is found in a folder, or by a pattern in it, by the names there. */
async function found(folder: TestFolder, pattern = '.') {
	const { files, passedOver } = await inputFiles([join(folder.path, pattern)]);
	const named = (paths: readonly string[]): readonly string[] => paths.map((path) => path.slice(folder.path.length + 1));
	return { files: named(files), passedOver: named(passedOver) };
}

describe('the datasets of a folder', () => {
	it('are found at any depth, in the order of their steps', async () => {
		const folder = await folderOf([
			'rollouts/step_10/train/all/traces.jsonl',
			'rollouts/step_2/train/all/traces.jsonl',
			'rollouts/step_2/train/effective/traces.jsonl',
			'10.jsonl',
			'9.jsonl',
			'readme.md',
			'.cache/old.jsonl',
		]);
		expect(await found(folder)).toEqual({
			files: ['9.jsonl', '10.jsonl', 'rollouts/step_2/train/all/traces.jsonl', 'rollouts/step_10/train/all/traces.jsonl'],
			passedOver: ['rollouts/step_2/train/effective'],
		});
	});

	it('do not include what only repeats or describes them', async () => {
		const folder = await folderOf([
			'a_rollouts.jsonl',
			'a_rollouts_failures.jsonl',
			'a_rollouts_materialized_inputs.jsonl',
			'a_rollouts_reward_profiling.jsonl',
			'aggregated_results.jsonl',
			'b.jsonl',
			'b.jsonl.gz',
			'c.jsonl.zst',
			'metadata.json',
			'metrics.jsonl',
			'subset.jsonl.insight.json',
			'train_logtree.json',
			'x.eval',
			'y.parquet',
		]);
		expect(await found(folder)).toEqual({
			files: ['a_rollouts.jsonl', 'b.jsonl', 'c.jsonl.zst', 'x.eval', 'y.parquet'],
			passedOver: [
				'a_rollouts_failures.jsonl',
				'a_rollouts_materialized_inputs.jsonl',
				'a_rollouts_reward_profiling.jsonl',
				'aggregated_results.jsonl',
				'b.jsonl.gz',
				'metadata.json',
				'metrics.jsonl',
				'subset.jsonl.insight.json',
				'train_logtree.json',
			],
		});
	});

	it('end where links lead in a circle, and are found once by whatever links', async () => {
		const folder = await folderOf(['runs/1.jsonl']);
		await symlink(join(folder.path, 'runs'), join(folder.path, 'runs', 'again'));
		await symlink(join(folder.path, 'runs'), join(folder.path, 'same'));
		await symlink(join(folder.path, 'self'), join(folder.path, 'self'));
		await symlink(join(folder.path, 'nowhere.jsonl'), join(folder.path, 'dangling.jsonl'));
		await symlink(join(folder.path, 'runs', '1.jsonl'), join(folder.path, '2.jsonl'));
		const { files, repeated } = await inputFiles([folder.path]);
		expect(files).toEqual([join(folder.path, '2.jsonl')]);
		expect(repeated).toEqual([join(folder.path, 'runs/1.jsonl')]);
	});

	it('may be none, which is an error', async () => {
		const folder = await folderOf(['notes.txt']);
		await expect(inputFiles([folder.path])).rejects.toThrow(/^Cannot read .+: the folder holds no dataset/);
	});

	it.skipIf(process.getuid?.() === 0)('must be readable', async () => {
		const folder = await folderOf(['locked/1.jsonl']);
		await chmod(join(folder.path, 'locked'), 0);
		await expect(inputFiles([folder.path])).rejects.toThrow(/locked: permission is denied/);
		await chmod(join(folder.path, 'locked'), 0o700);
	});
});

describe('a pattern', () => {
	it('names the files that match, in natural order', async () => {
		const folder = await folderOf(['output-rs10.jsonl', 'output-rs2.jsonl', 'other.jsonl', 'deep/output-rs3.jsonl']);
		expect((await found(folder, 'output-rs*.jsonl')).files).toEqual(['output-rs2.jsonl', 'output-rs10.jsonl']);
		expect((await found(folder, '**/output-rs{2,3}.jsonl')).files).toEqual(['deep/output-rs3.jsonl', 'output-rs2.jsonl']);
	});

	it('that a file is named like is that file', async () => {
		const folder = await folderOf(['a[1].jsonl', 'a1.jsonl']);
		expect((await found(folder, 'a[1].jsonl')).files).toEqual(['a[1].jsonl']);
	});

	it('that nothing matches is an error', async () => {
		const folder = await folderOf(['a.jsonl']);
		await expect(inputFiles([join(folder.path, 'b*.jsonl')])).rejects.toThrow(/b\*\.jsonl: no dataset has such a name/);
	});
});
