/** An edit of one line in a large document, against the first scan of it: in one process, up to the ranking that lenses and heat go by. */
import { readFileSync } from 'node:fs';
import { OpenDocument } from '../server/openDocument.ts';
import { defaultSettings } from '../shared/settings.ts';
import { median } from './process.ts';

/** An edit should take this share of the first scan at most. */
const target = 1 / 100;

/** Edits of a round, all over the document. */
const edits = 40;

/** @param path of lines with a list of rewards each. @param rounds that count; one more warms up. */
export async function editOf(path: string, rounds: number): Promise<string> {
	const { signal } = new AbortController();
	const settings = defaultSettings();
	// 20 MB, up to a whole line.
	const bytes = readFileSync(path).subarray(0, 20e6);
	const text = bytes.subarray(0, bytes.lastIndexOf('\n') + 1).toString();
	const lines = text.split('\n');
	const times = { scan: [] as number[], edit: [] as number[] };
	for (let round = 0; round <= rounds; round++) {
		const document = new OpenDocument('file:///pool.jsonl', 1, text, settings);
		const score = async (): Promise<number> => {
			const start = performance.now();
			const { dataset } = await document.score(signal, async () => undefined);
			if (dataset.ranking.length < lines.length - 1) throw new Error('Not every line is an example.');
			return performance.now() - start;
		};
		const scan = await score();
		if (round > 0) times.scan.push(scan);
		for (let edit = 0; edit < edits; edit++) {
			const line = Math.floor(((edit + 0.5) / edits) * (lines.length - 1));
			const character = lines[line]!.lastIndexOf(']');
			const start = performance.now();
			document.apply(edit + 2, [{ range: { start: { line, character }, end: { line, character } }, text: ',1' }]);
			const applied = performance.now() - start;
			const whole = applied + (await score());
			if (round > 0) times.edit.push(whole);
		}
	}
	const ratio = median(times.edit) / median(times.scan);
	const verdict = ratio <= target ? 'reached' : 'NOT reached';
	return `${(1 / ratio).toFixed(0).padStart(7)} ×  one line's edit, against the first scan of 20 MB  target ${1 / target} ×: ${verdict}`;
}
