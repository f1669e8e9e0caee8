import { expect, it } from 'vitest';
import { createMemorySource } from '../../../server/core/json/byteSource.ts';
import { createPlaceNamer } from '../../../server/table/places.ts';
import { utf8 } from '../../support/bytes.ts';
import { jsonl, load } from '../../support/dataset.ts';

/** Where the first line of each file stands. */
async function placesIn(...names: readonly string[]): Promise<readonly (string | null)[]> {
	const text = utf8(
		jsonl([
			{ id: 'a', rewards: [1] },
			{ id: 'b', rewards: [0] },
		]),
	);
	const namePlace = createPlaceNamer(await load(names.map((name) => createMemorySource(name, text))));
	return names.map((_, index) => namePlace(2 * index));
}

it('a line is named by what tells its file from the others', async () => {
	expect(await placesIn('/run/1.jsonl', '/run/12.jsonl')).toEqual(['1:1', '12:1']);
	expect(await placesIn('/run/step_1/all/traces.jsonl', '/run/step_2/all/traces.jsonl')).toEqual(['step_1:1', 'step_2:1']);
	expect(await placesIn('/run/a.jsonl', '/run/b.ndjson', '/run/below/a.jsonl')).toEqual([
		'a.jsonl:1',
		'b.ndjson:1',
		'below/a.jsonl:1',
	]);
	expect(await placesIn('/run/1.jsonl')).toEqual([null]);
});

it('a file is named whole, though its path begins another or shares no folder with it', async () => {
	expect(await placesIn('/run/r.json', '/run/r.jsonl')).toEqual(['r.json:1', 'r.jsonl:1']);
	expect(await placesIn('/run/a', '/run/a/b')).toEqual(['a:1', 'a/b:1']);
	expect(await placesIn('/a.jsonl', 'b.jsonl')).toEqual(['/a:1', 'b:1']);
});
