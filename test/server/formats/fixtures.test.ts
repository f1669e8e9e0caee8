/**
 * Files of ours in the exact layout of each framework, against counts by a script that shares nothing with the code under test
 * (test/fixtures/formats/count.py). The folder is the test list.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { adapters, refusedFormats } from '../../../server/formats/adapters.ts';
import { createSourceOpener } from '../../../server/hosts/node/openSource.ts';
import { type LoadedForTest, load } from '../../support/dataset.ts';

const fixtures = new URL('../../fixtures/formats/', import.meta.url);

interface Expected {
	readonly format: string | null;
	readonly counts: Readonly<Record<string, unknown>>;
	readonly findings: Readonly<Record<string, number>>;
}

const folders = readdirSync(fixtures, { withFileTypes: true })
	.filter((entry) => entry.isDirectory())
	.map(({ name }) => name);

function filesOf(folder: string): readonly string[] {
	const names = readdirSync(new URL(folder, fixtures), { recursive: true, encoding: 'utf8' });
	return names.filter((name) => /\.(jsonl|json)$/.test(name) && name !== 'expected.json').sort();
}

function expectedOf(folder: string): Expected {
	return JSON.parse(readFileSync(new URL(`${folder}/expected.json`, fixtures), 'utf8')) as Expected;
}

async function loadFixture(folder: string): Promise<LoadedForTest> {
	const openSource = createSourceOpener(new AbortController().signal);
	return load(
		await Promise.all(filesOf(folder).map((name) => openSource(fileURLToPath(new URL(`${folder}/${name}`, fixtures)), name))),
	);
}

function countsOf({ dataset: { examples, totals } }: LoadedForTest) {
	const perPrompt: Record<string, number> = {};
	for (const { group } of examples) perPrompt[group.trials] = (perPrompt[group.trials] ?? 0) + 1;
	return {
		prompts: examples.length,
		rollouts: totals.rollouts,
		successes: totals.successes,
		unscored: totals.unscored,
		all_pass: totals.allPass,
		all_fail: totals.allFail,
		mixed: totals.mixed,
		rollouts_per_prompt: perPrompt,
	};
}

/** Findings that are about the data and not about what is worth training on. */
function findingsOf({ findings }: LoadedForTest): Readonly<Record<string, number>> {
	const about = findings.filter(({ code }) => !['mastered', 'intractable', 'unexplored', 'drifted'].includes(code));
	const counts: Record<string, number> = {};
	for (const { code } of about) counts[code] = (counts[code] ?? 0) + 1;
	return counts;
}

describe('files in the layout of', () => {
	it.each(folders)('%s are recognised, and counted exactly', async (folder) => {
		const expected = expectedOf(folder);
		const loaded = await loadFixture(folder);
		expect([...new Set(loaded.detections.map(({ format }) => format?.name ?? null))]).toEqual([expected.format]);
		expect(countsOf(loaded)).toEqual(expected.counts);
		expect(findingsOf(loaded)).toEqual(expected.findings);
	});

	it('every adapter are there', () => {
		const covered = new Set([...folders.map((folder) => expectedOf(folder).format ?? folder)]);
		expect([...adapters, ...refusedFormats].map(({ name }) => name).filter((name) => !covered.has(name))).toEqual([]);
	});
});
