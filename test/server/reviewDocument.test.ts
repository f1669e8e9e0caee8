import { describe, expect, it } from 'vitest';
import { createDocuments } from '../../server/documents.ts';
import { reviewDocument } from '../../server/reviewDocument.ts';
import { defaultSettings, parseSettings } from '../../shared/settings.ts';

const uri = 'file:///pool.jsonl';
const record = '{"id":"a","rewards":[1,0]}\n';

/** An open document, and a world in which something happens as often as others have their turn. */
function opened(onPause: (count: number) => void = () => undefined, text = record, settings = defaultSettings()) {
	let count = 0;
	const host = { pause: async () => onPause(++count), schedule: () => () => undefined };
	const documents = createDocuments(
		host,
		async () => undefined,
		() => undefined,
		(error) => expect.fail(String(error)),
	);
	documents.open(uri, 1, text, settings);
	const interrupt = new AbortController();
	const review = () => reviewDocument(documents, host, { uri, top: { count: 1 } }, false, interrupt.signal);
	return { documents, review, pauses: () => count, interrupt };
}

describe('the review of an open document', () => {
	it('lets others have their turn often', async () => {
		const { review, pauses } = opened();
		const result = await review();
		expect(result?.version).toBe(1);
		expect(result?.html).toContain('<section ');
		// Six strategies, fifteen pairs of them, five simulated runs and the variants of the set, each a slice.
		expect(pauses()).toBeGreaterThan(30);
	});

	it('ends where nobody wants it any more', async () => {
		const { review, interrupt } = opened((count) => {
			if (count === 4) interrupt.abort();
			expect(count).toBeLessThan(5);
		});
		await expect(review()).rejects.toThrow(/aborted/);
	});

	it('is of the newest version, where the document changes meanwhile', async () => {
		const { documents, review } = opened((count) => {
			if (count === 3) documents.change(uri, 2, [{ text: record + record.replace('"a"', '"b"') }]);
		});
		const result = await review();
		expect(result?.version).toBe(2);
		expect(result?.html).toContain('<dt>examples</dt><dd>2</dd>');
	});

	it('is of the set that an export would write', async () => {
		const pool = '{"id":"hard","rewards":[1,0,0,0]}\n{"id":"easy","rewards":[1,1,1,0]}\n{"id":"new","rewards":[]}\n';
		const bestIn = async (values: object): Promise<string | undefined> => {
			const { review } = opened(() => undefined, pool, parseSettings(values).settings);
			return /best-section.*?<tbody>.*?<code>(.*?)<\/code>/s.exec((await review())!.html)?.[1];
		};
		// One of three may not be unseen, under the default quota of a quarter.
		expect(await bestIn({})).toBe('hard');
		expect(await bestIn({ 'insight.unseenQuota': 1 })).toBe('new');
		expect(await bestIn({ 'insight.strategy': 'easy-to-hard' })).toBe('easy');
	});

	it('says why there is no set', async () => {
		const { review } = opened(
			() => undefined,
			record,
			parseSettings({ 'insight.strategy': 'band', 'insight.band.low': 0.9 }).settings,
		);
		expect((await review())!.html).toContain('low must not be above high');
	});

	it('is none where the document is closed, before or meanwhile', async () => {
		const { documents, review } = opened((count) => {
			if (count === 2) documents.close(uri);
		});
		expect(await review()).toBeNull();
		expect(await review()).toBeNull();
	});
});
