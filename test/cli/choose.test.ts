/** `insight select` beyond the plain Top-K: strategies, quotas, lists, control sets, forms, manifests. */
import { readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { strategyNames } from '../../shared/strategies.ts';
import { insight } from '../support/commandLine.ts';
import { jsonLines, missingShared, sharedData } from '../support/documents.ts';
import { testFolder } from '../support/folder.ts';

/** Forty prompts of two sources: eight unseen, the others with 0 … 8 of 8 solved; the last two share a prompt. */
const records = Array.from({ length: 40 }, (_, index) => ({
	id: `p${index}`,
	source: index % 4 === 0 ? 'aime' : 'gsm8k',
	prompt: index >= 38 ? 'the same' : `prompt ${index}`,
	rewards: index < 8 ? [] : Array.from({ length: 8 }, (_, at) => (at < index % 9 ? 1 : 0)),
}));
const pool = jsonLines(records);

const idsIn = (text: string): readonly string[] =>
	text
		.split('\n')
		.filter((line) => line !== '')
		.map((line) => (JSON.parse(line) as { id: string }).id);
const isUnseen = (id: string): boolean => Number(id.slice(1)) < 8;

async function selected(
	...args: readonly string[]
): Promise<{ readonly ids: readonly string[]; readonly stderr: string; readonly exitCode: number }> {
	const { stdout, ...rest } = await insight(['select', '-', ...args], { stdin: pool });
	return { ...rest, ids: args.includes('--as') ? stdout.trim().split('\n') : idsIn(stdout) };
}

describe('a set that is written as a line for POLARIS', () => {
	it('leaves out prompts without rollouts, which is said on the terminal and in the manifest', async () => {
		const folder = await testFolder();
		const [source, target] = [await folder.file('pool.jsonl', pool), join(folder.path, 'step.jsonl')];
		const note =
			'Of the 12 chosen examples 3 have no rollouts, so no mean reward that POLARIS could log: the line leaves them out.';
		for (const to of [[], ['-o', target], ['-o', target, '--control', join(folder.path, 'control.jsonl')]]) {
			const { exitCode, stderr } = await insight(['select', source, '--top', '12', '--as', 'polaris', ...to]);
			expect([exitCode, stderr], stderr).toEqual([0, expect.stringContaining(`insight: ${note}\n`)]);
			const ofControl = /As many at random.*\ninsight: Of the 12 chosen examples \d ha(?:s|ve) no rollouts/;
			expect(ofControl.test(stderr)).toBe(to.includes('--control'));
		}
		expect(JSON.parse(await readFile(`${target}.insight.json`, 'utf8')).notes[0]).toBe(note);
		expect(JSON.parse(await readFile(target, 'utf8')).index).toHaveLength(9);
		const unseen = await selected('--top', '6', '--unseen-quota', '1', '--as', 'polaris');
		expect([unseen.exitCode, unseen.ids, unseen.stderr]).toEqual([3, [''], expect.stringContaining('Nothing was written.')]);
	});
});

describe('a set that is smaller than was asked for', () => {
	it('says why: repeated prompts, or a strategy that takes no others', async () => {
		expect((await selected('--top', '50')).stderr).toContain(
			'50 examples asked for, but there are 40, of which 1 repeats a prompt',
		);
		expect((await selected('--top', '50', '--keep-duplicates')).stderr).toContain('but there are 40: all are taken.');
		for (const asked of [
			['--top', '36'],
			['--top', '90%'],
			['--fraction', '0.9'],
		]) {
			const { ids, stderr } = await selected(...asked, '--strategy', 'band');
			// Of 8 with 2 … 6 of 8 solved: index mod 9.
			const inBand = records.filter(({ rewards }, index) => rewards.length > 0 && index % 9 >= 2 && index % 9 <= 6).length;
			expect(stderr).toContain(`36 examples asked for, but of 40 only ${inBand} are eligible`);
			expect(ids.length).toBeLessThanOrEqual(inBand);
		}
	});
});

describe('unseen prompts', () => {
	it('are a quarter of a set at most, and it is said that they stand back', async () => {
		const { ids, stderr } = await selected('--top', '12');
		expect([ids.length, ids.filter(isUnseen).length]).toEqual([12, 3]);
		expect(stderr).toContain(
			'5 unseen prompts with a better score stand back, as at most 25 % of the set may be unseen: --unseen-quota.',
		);
	});

	it('are taken before all others where they may be', async () => {
		const { ids, stderr } = await selected('--top', '6', '--unseen-quota', '1');
		expect(ids.every(isUnseen)).toBe(true);
		expect(stderr).toContain('Every chosen prompt is unseen');
	});

	it('fill up a set that has nothing else, unless the share was asked for', async () => {
		const all = await selected('--top', '100%');
		expect(all.ids).toHaveLength(39);
		const stdin = jsonLines([
			{ id: 'a', rewards: [1, 0] },
			{ id: 'b', rewards: [1] },
			{ id: 'c', rewards: [] },
			{ id: 'd', rewards: [] },
		]);
		const { stderr } = await insight(['select', '-', '--top', '3'], { stdin });
		expect(stderr).toContain('33 % of the set is unseen, more than the 25 % of --unseen-quota: nothing else was left.');
		const list = await (await testFolder()).file('named.txt', 'b\nc\n');
		const named = await insight(['select', '-', '--top', '2', '--include', list], { stdin });
		expect(named.stderr).toContain(
			'50 % of the set is unseen, more than the 25 % of --unseen-quota: they were included by their ids.',
		);
		const scored = await insight(['select', '-', '--min-score', '0.1'], { stdin });
		expect(scored.stderr).toContain('that is a share of a size asked for, and a set by score alone has none.');
		const refused = await selected('--top', '36', '--unseen-quota', '0.1');
		expect(refused.exitCode).toBe(2);
		expect(refused.stderr).toContain(
			'at most 10 % of it unseen, the set has only 34 of 36: there are 31 prompts with rollouts. Raise --unseen-quota',
		);
	});
});

describe('strategies', () => {
	it('can all be chosen by', async () => {
		for (const name of strategyNames) {
			const { exitCode, ids } = await selected('--top', '5', '--strategy', name);
			expect([name, exitCode, ids.length]).toEqual([name, 0, 5]);
		}
	});

	it('that draw at random draw the same under the same seed', async () => {
		const [one, again] = [await selected('--top', '9', '--strategy', 'mopps'), await selected('--top', '9', '--strategy', 'mopps')];
		expect(again.ids).toEqual(one.ids);
		expect((await selected('--top', '9', '--strategy', 'mopps', '--seed', '1')).ids).not.toEqual(one.ids);
	});

	it('take their parameters', async () => {
		const { ids } = await selected('--top', '3', '--strategy', 'expected-difficulty', '--target', '0.9');
		expect(ids.every((id) => Number(id.slice(1)) % 9 === 8)).toBe(true);
		const band = await selected('--top', '3', '--strategy', 'band', '--low', '1', '--high', '1');
		expect(band.ids.every((id) => Number(id.slice(1)) % 9 === 8)).toBe(true);
		expect(band.stderr).toContain('insight: The strategy band does not tell the chosen examples apart');
		const low = await selected('--min-score', '0.89', '--strategy', 'easy-to-hard');
		expect(low.ids.every((id) => Number(id.slice(1)) % 9 === 8)).toBe(true);
	});

	it('are refused with what is wrong', async () => {
		for (const [args, message] of [
			[['--strategy', 'magic'], /--strategy magic: must be one of insight, /],
			[['--strategy', 'mopps', '--target', '2'], /--target 2: must be a number from 0 to 1/],
			[['--strategy', 'mopps', '--target', 'NaN'], /--target NaN: must be a number from 0 to 1/],
			[['--strategy', 'band', '--low', '0.9', '--high', '0.1'], /The band from 0.9 to 0.1 holds nothing/],
			[['--unseen-quota', '2'], /--unseen-quota 2: must be a number from 0 to 1/],
			[['--eta', 'NaN'], /--eta NaN: must be/],
			[['--as', 'excel'], /--as excel: must be jsonl, /],
			[['--control', 'x'], /--control is for a set that is written to a file/],
			[['--quota', 'aime'], /--quota aime: must be such as source=aime:30%/],
			[['--quota', 'source=aime:-1'], /must be such as source=aime:30%/],
			[['--quota', 'nothing=aime:1'], /no example has a text or a number in the field nothing/],
		] as const) {
			const { exitCode, stderr } = await selected('--top', '3', ...args);
			expect(stderr).toMatch(message);
			expect(exitCode).toBe(2);
		}
		expect((await selected('--min-score', '0', '--unseen-quota', '0.5')).stderr).toContain('--unseen-quota is a share of --top');
	});

	it('say so where no example is for them', async () => {
		const stdin = jsonLines([{ id: 'a', rewards: [1, 1] }]);
		const { exitCode, stderr } = await insight(['select', '-', '--top', '1', '--strategy', 'dynamic-sampling'], { stdin });
		expect([exitCode, stderr]).toEqual([3, expect.stringContaining('No example can be chosen by dynamic-sampling')]);
	});

	it('are told of parameters that undo them', async () => {
		expect((await selected('--top', '3', '--eta', '0')).stderr).toContain('η = 0 switches off the pull');
		expect((await selected('--top', '3', '--mu', '3')).stderr).toContain('μ = 3 is outside [0, 1]');
		expect((await selected('--top', '3', '--k', '1')).stderr).toContain('K = 1: a group of one rollout');
	});
});

describe('rules', () => {
	it('limit the values of a field', async () => {
		const aime = (ids: readonly string[]): number => ids.filter((id) => Number(id.slice(1)) % 4 === 0).length;
		const { ids, stderr } = await selected('--top', '10', '--quota', 'source=gsm8k:50%');
		expect([ids.length, aime(ids)]).toEqual([10, 5]);
		expect(stderr).toMatch(/better examples? stands? back for the quota/);
		const slip = await selected('--top', '10', '--quota', 'source=AIME:2,gsm8k:50%');
		expect([slip.exitCode, slip.stderr]).toEqual([
			0,
			expect.stringContaining('No example has the source "AIME" that --quota names.'),
		]);
		const both = await selected('--top', '10', '--quota', 'source=aime:2,*:3');
		expect([both.exitCode, both.stderr]).toEqual([2, expect.stringContaining('The quota on source leaves only 5 of 10.')]);
	});

	it('take and leave out what is listed', async () => {
		const folder = await testFolder();
		const list = await folder.file('ids.txt', 'p9\r\np8\n');
		const { ids } = await selected('--top', '4', '--include', list, '--exclude', 'p12,p13');
		expect(ids).toHaveLength(4);
		expect(ids).toEqual(expect.arrayContaining(['p8', 'p9']));
		for (const [args, message] of [
			[['--include', 'p9,p10', '--exclude', list], /^insight: "p9" cannot be both included and excluded/],
			[
				['--include', 'p9,q1,q2,q3,q4,q5,q6'],
				/"q1", "q2", "q3", "q4", "q5" and 1 more id, to be included, are not the id of any example/,
			],
			[['--exclude', 'nowhere.txt'], /nowhere.txt: there is no such file of ids/],
			[['--include', 'p1,p2,p3,p4,p5'], /5 examples are to be included, but only 4 chosen/],
		] as const) {
			const { exitCode, stderr } = await selected('--top', '4', ...args);
			expect(stderr).toMatch(message);
			expect(exitCode).toBe(2);
		}
	});

	it('take a prompt once, unless told otherwise', async () => {
		const every = await selected('--top', '100%');
		expect(every.ids.filter((id) => id === 'p38' || id === 'p39')).toHaveLength(1);
		expect(every.stderr).toContain('1 example with a prompt that was chosen already was left out.');
		expect((await selected('--top', '100%', '--keep-duplicates')).ids).toHaveLength(40);
		const more = await selected('--top', '40');
		expect(more.ids).toHaveLength(39);
		expect(more.stderr).toContain(
			'40 examples asked for, but there are 40, of which 1 repeats a prompt: --keep-duplicates takes it, too.',
		);
	});
});

describe('a control set', () => {
	it('is as large, of the others, under the same rules, and chosen anew from its own manifest', async () => {
		const folder = await testFolder();
		const source = await folder.file('pool.jsonl', pool);
		const [target, control] = [join(folder.path, 'top.jsonl'), join(folder.path, 'control.jsonl')];
		const { exitCode } = await insight([
			'select',
			source,
			'--top',
			'12',
			'-o',
			target,
			'--control',
			control,
			'--quota',
			'source=gsm8k:9',
		]);
		expect(exitCode).toBe(0);
		const [chosen, others] = await Promise.all([target, control].map(async (path) => idsIn(await readFile(path, 'utf8'))));
		expect([chosen!.length, others!.length]).toEqual([12, 12]);
		expect(others!.filter((id) => chosen!.includes(id))).toEqual([]);
		expect(others!.filter(isUnseen).length).toBeLessThanOrEqual(3);
		expect(others!.filter((id) => Number(id.slice(1)) % 4 !== 0).length).toBeLessThanOrEqual(9);
		const again = await insight(['select', '--from-manifest', `${control}.insight.json`]);
		expect(again.stdout).toBe(await readFile(control, 'utf8'));
		expect(again.stderr).toContain('12 examples of 40 (12 lines) · drawn at random · about ');
	});

	it('that is not to be had leaves nothing behind', async () => {
		const folder = await testFolder();
		const source = await folder.file('pool.jsonl', pool);
		const args = [
			'select',
			source,
			'--top',
			'30',
			'-o',
			join(folder.path, 'top.jsonl'),
			'--control',
			join(folder.path, 'control.jsonl'),
		];
		const { exitCode, stderr } = await insight(args);
		expect([exitCode, stderr]).toEqual([
			2,
			expect.stringContaining('A control set of 30 is not to be had: beside the chosen ones, the rules leave 9'),
		]);
		expect(await readdir(folder.path)).toEqual(['pool.jsonl']);
	});
});

describe('a manifest', () => {
	it.each([
		[['--top', '30%']],
		[['--top', '7', '--strategy', 'mopps', '--target', '0.3', '--seed', '9', '--order', 'file']],
		[['--top', '7', '--strategy', 'band', '--low', '0.1', '--include', 'p8', '--exclude', 'p20', '--as', 'annotated']],
		[['--min-score', '0.02', '--prior', 'jeffreys', '--k', '4', '--keep-duplicates', '--as', 'csv']],
		[['--fraction', '0.2', '--unseen-quota', '0.5', '--quota', 'source=aime:1', '--as', 'parquet']],
	])('of %j chooses the same again, to the byte', async (args) => {
		const folder = await testFolder();
		const source = await folder.file('pool.jsonl', pool);
		const [target, again] = [join(folder.path, 'top'), join(folder.path, 'again')];
		expect((await insight(['select', source, ...args, '-o', target])).exitCode).toBe(0);
		const replayed = await insight(['select', '--from-manifest', `${target}.insight.json`, '-o', again]);
		expect([replayed.exitCode, replayed.stderr.includes('changed')]).toEqual([0, false]);
		expect(await readFile(again)).toEqual(await readFile(target));
		const [first, second] = await Promise.all(
			[target, again].map(async (path) => JSON.parse(await readFile(`${path}.insight.json`, 'utf8'))),
		);
		expect({ ...second, date: first.date }).toEqual(first);
	});

	it('says what changed, and writes nothing', async () => {
		const folder = await testFolder();
		const source = await folder.file('pool.jsonl', pool);
		const target = join(folder.path, 'top.jsonl');
		await insight(['select', source, '--top', '5', '-o', target]);
		const manifest = `${target}.insight.json`;
		const recorded = await readFile(manifest, 'utf8');
		const again = async (text: string) => {
			await writeFile(manifest, text);
			return insight(['select', '--from-manifest', manifest, '-o', join(folder.path, 'again.jsonl')]);
		};
		for (const [text, message] of [
			[
				recorded.replace('"k": 8,\n    "eta": 3', '"k": 8,\n    "eta": 30'),
				/would have the SHA-256 [0-9a-f]{64}, but the manifest says [0-9a-f]{64}/,
			],
			[
				recorded.replace('"k": 8,\n    "eta": 3', '"k": 8,\n    "eta": 30').replace(/"version": "[^"]*"/, '"version": "0.0.9"'),
				/It is of version 0\.0\.9, and this is .* Nothing was written\./,
			],
			[recorded.slice(0, 100), /is not JSON: is it cut off\?/],
			['{}', /is not the manifest of an export/],
			[recorded.replace('"strategy": "insight"', '"strategy": "magic"'), /insight.strategy is "magic", but must be one of/],
			[recorded.replace('"form": "jsonl"', '"form": "excel"'), /lacks what it takes to choose again/],
			[recorded.replace('"strategy": "insight",', '"filter": "",'), /picked by hand, which cannot be chosen again/],
		] as const) {
			const { exitCode, stderr } = await again(text);
			expect(stderr).toMatch(message);
			expect(exitCode).toBe(3);
		}
		await writeFile(source, `${pool}\n{"id":"new","rewards":[]}\n`);
		expect((await again(recorded)).stderr).toContain(
			'pool.jsonl changed since the manifest was written: its SHA-256 is another. Nothing was written.',
		);
		expect(await readdir(folder.path)).toEqual(['pool.jsonl', 'top.jsonl', 'top.jsonl.insight.json']);
		expect((await insight(['select', '--from-manifest', join(folder.path, 'none')])).exitCode).toBe(3);
	});

	it('refuses options that it decides itself, and takes those that it does not', async () => {
		const folder = await testFolder();
		const source = await folder.file('pool.jsonl', pool);
		const target = join(folder.path, 'top.jsonl');
		await insight(['select', source, '--top', '5', '-o', target]);
		const again = (...args: readonly string[]) => insight(['select', '--from-manifest', `${target}.insight.json`, ...args]);
		const refused = await again('--as', 'ids', '--top', '3', '--k', '64', '--strategy', 'random', '-o', join(folder.path, 'x'));
		expect([refused.exitCode, refused.stdout]).toEqual([2, '']);
		expect(refused.stderr).toContain('--top, --strategy, --as, --k are decided by the manifest of --from-manifest: leave them out');
		for (const option of [
			['--control', 'c.jsonl'],
			['--order', 'rank'],
			['--config', 'c.jsonc'],
			['--soft'],
			['--keep-duplicates'],
		])
			expect(await again(...option)).toMatchObject({ exitCode: 2, stderr: expect.stringContaining(`${option[0]} is decided by`) });
		await rename(source, join(folder.path, 'moved.jsonl'));
		const lost = await again();
		expect([lost.exitCode, lost.stdout]).toEqual([3, '']);
		expect(lost.stderr).toContain(
			`${source} is neither where the manifest has it, seen from this folder, nor beside the manifest.`,
		);
		expect(lost.stderr).toContain(`insight select FILE --from-manifest ${target}.insight.json`);
		const { exitCode, stdout, stderr } = await again(join(folder.path, 'moved.jsonl'), '--quiet', '--no-cache', '--no-config');
		expect([exitCode, stdout, stderr]).toEqual([0, await readFile(target, 'utf8'), '']);
		expect(await readdir(folder.path)).toEqual(['moved.jsonl', 'top.jsonl', 'top.jsonl.insight.json']);
	});

	it.skipIf(missingShared('one-shot-rlvr/dsr_sub_acc_history.jsonl'))('of real data, as Parquet, does so too', async () => {
		const folder = await testFolder();
		const target = join(folder.path, 'train.parquet');
		const args = ['--top', '20%', '--strategy', 'non-degenerate', '--as', 'parquet', '-o', target];
		expect((await insight(['select', sharedData('one-shot-rlvr/dsr_sub_acc_history.jsonl'), ...args])).exitCode).toBe(0);
		const again = join(folder.path, 'again.parquet');
		expect((await insight(['select', '--from-manifest', `${target}.insight.json`, '-o', again])).exitCode).toBe(0);
		expect(await readFile(again)).toEqual(await readFile(target));
	});
});
