import { describe, expect, it } from 'vitest';
import { OpenDocument } from '../../server/openDocument.ts';
import { defaultSettings } from '../../shared/settings.ts';
import { exampleAt } from '../support/dataset.ts';
import { jsonLines, missingShared, readShared, scored, scoredText } from '../support/documents.ts';

const uri = 'file:///data.jsonl';
const at = (line: number, character: number) => ({ line, character });
const pool = (count: number) =>
	Array.from({ length: count }, (_, index) => ({
		id: `p${index}`,
		prompt: `Prompt ${index}`,
		rewards: [1, 0, index % 2, 0, 1, 1, 0, index % 3 ? 1 : 0],
	}));
const open = (text: string) => new OpenDocument(uri, 1, text, defaultSettings());

describe('OpenDocument', () => {
	it('reads and scores only what an edit touches', async () => {
		const document = open(jsonLines(pool(500)));
		await scored(document);
		expect(document.work).toEqual({ linesRead: 500, groupsScored: 500 });

		const column = jsonLines(pool(500)).split('\n')[250]!.indexOf('[1') + 1;
		document.apply(2, [{ range: { start: at(250, column), end: at(250, column + 1) }, text: '0' }]);
		const { dataset } = await scored(document);
		expect(document.work).toEqual({ linesRead: 501, groupsScored: 501 });
		expect(exampleAt(dataset, 250)?.group.successes).toBe(exampleAt(await reread(document), 250)!.group.successes);
	});

	it('comes to the same as reading the edited text anew', async () => {
		const edits = [
			{ range: { start: at(3, 0), end: at(5, 0) }, text: '' },
			{ range: { start: at(0, 0), end: at(0, 0) }, text: '{"id": "new", "rewards": [1, 1]}\n\nnot json\n' },
			{ range: { start: at(9, 2), end: at(12, 4) }, text: 'x\r\ny' },
			{ range: { start: at(7, 0), end: at(7, 0) }, text: '\n' },
		];
		const document = open(jsonLines(pool(30)));
		await scored(document);
		for (const [index, edit] of edits.entries()) {
			document.apply(index + 2, [edit]);
			const { dataset, lineText } = await scored(document);
			const text = Array.from({ length: dataset.lineCount }, (_, line) => lineText(line)).join('\n');
			const fresh = (await scoredText(text)).dataset;
			expect([...dataset.examples]).toEqual([...fresh.examples]);
			expect(dataset.problems).toEqual(fresh.problems);
			expect([...dataset.ranking]).toEqual([...fresh.ranking]);
		}
	});

	it('moves a rollout to another example when its id is edited', async () => {
		const document = open(
			jsonLines([
				{ task_id: 'a', reward: 1 },
				{ task_id: 'b', reward: 0 },
				{ task_id: 'a', reward: 0 },
			]),
		);
		expect([...(await scored(document)).dataset.examples].map(({ group }) => [group.id, group.trials])).toEqual([
			['a', 2],
			['b', 1],
		]);
		document.apply(2, [{ range: { start: at(2, 12), end: at(2, 13) }, text: 'b' }]);
		expect([...(await scored(document)).dataset.examples].map(({ group }) => [group.id, group.trials])).toEqual([
			['a', 1],
			['b', 2],
		]);
		expect(document.work.linesRead).toBe(4);
	});

	it('starts over when an edit at the start changes the format', async () => {
		const document = open(jsonLines([{ id: 'a', rewards: [1, 0] }]));
		expect((await scored(document)).dataset.format?.name).toBe('reward-list');
		document.apply(2, [{ text: jsonLines([{ id: 'a', num_correct: 3, num_rollouts: 8 }]) }]);
		const { dataset } = await scored(document);
		expect(dataset.format?.name).toBe('success-counts');
		expect(dataset.examples.at(0).group).toMatchObject({ successes: 3, trials: 8 });
	});

	it('tells a torn last line from a broken one, also after more is appended', async () => {
		const document = open('{"id": "a", "rewards": [1, 0]}\n{"id": "b", "rew');
		expect((await scored(document)).dataset.problems.map(({ code }) => code)).toEqual(['torn-last-line']);
		document.apply(2, [{ range: { start: at(1, 16), end: at(1, 16) }, text: '\n{"id": "c", "rewards": [1]}\n' }]);
		expect((await scored(document)).dataset.problems.map(({ code }) => code)).toEqual(['invalid-json']);
		document.apply(3, [{ range: { start: at(1, 16), end: at(3, 0) }, text: '' }]);
		expect((await scored(document)).dataset.problems.map(({ code }) => code)).toEqual(['torn-last-line']);
	});

	it('says of a JSON array what it is, once', async () => {
		const { dataset, detection } = await scoredText('[\n  {"rewards": [1]},\n  {"rewards": [0]}\n]\n');
		expect(dataset.problems.map(({ code, lineNumber }) => [code, lineNumber])).toEqual([['not-an-object', 0]]);
		expect(detection).toContain('JSON array');
	});

	it('stops when it is superseded, and keeps what it has read', async () => {
		const long = { id: 'x', prompt: 'p'.repeat(5_000_000), rewards: [1] };
		const document = open(jsonLines([long, long, long, long]));
		const abort = new AbortController();
		const superseded = document.score(abort.signal, async () => abort.abort());
		await expect(superseded).rejects.toThrow();
		const read = document.work.linesRead;
		expect(read).toBeLessThan(4);
		await scored(document);
		expect(document.work.linesRead).toBe(4);
	});

	it.skipIf(missingShared('one-shot-rlvr/math_cot_100.jsonl'))('counts real data exactly', async () => {
		const { dataset } = await scoredText(readShared('one-shot-rlvr/math_cot_100.jsonl'));
		expect(dataset.examples).toHaveLength(100);
		expect(dataset.totals).toMatchObject({ rollouts: 800, successes: 728, allPass: 86, allFail: 4, mixed: 10 });
	});
});

/** The same lines in a new document. */
async function reread(document: OpenDocument) {
	const { dataset, lineText } = await scored(document);
	return (await scoredText(Array.from({ length: dataset.lineCount }, (_, line) => lineText(line)).join('\n'))).dataset;
}
