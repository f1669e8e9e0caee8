/**
 * Opening a file for the second time, from its index, against reading it, both up to the first screen of a table by rank: in one process, so that
 * no start-up is in either time.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { loadDataset } from '../server/core/dataset/loadDataset.ts';
import { createCachingPool } from '../server/core/scan/partCache.ts';
import type { ScanPool } from '../server/core/scan/scanPool.ts';
import { scanToPart } from '../server/core/scan/scanToPart.ts';
import { detectFormat } from '../server/formats/detect.ts';
import { sampleSource } from '../server/formats/sampleSource.ts';
import { createCacheFolder } from '../server/hosts/node/cacheFolder.ts';
import { createSourceOpener } from '../server/hosts/node/openSource.ts';
import { readRows } from '../server/table/readRows.ts';
import { createScorer } from '../shared/score.ts';
import { defaultSettings } from '../shared/settings.ts';
import { median } from './process.ts';

/** A second open should take this share of the first scan at most. */
const target = 1 / 50;

/** Rows that are looked at once a file is open: the best, with their beginnings. */
const screenful = 50;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** @param rounds that count; in each both take turns. One more warms up. */
export async function secondOpenOf(path: string, rounds: number): Promise<string> {
	const { signal } = new AbortController();
	const settings = defaultSettings();
	const folder = mkdtempSync(join(tmpdir(), 'insight-bench-'));
	const store = createCacheFolder(folder, (message) => {
		throw new Error(message);
	});
	const thisThread: ScanPool = { scan: scanToPart };
	const pools = { scan: thisThread, open: createCachingPool(thisThread, store) };
	const times = { scan: [] as number[], open: [] as number[] };
	const source = await createSourceOpener(signal)(path);
	try {
		const { sample } = await sampleSource(source, settings.reading, signal);
		const { format } = detectFormat(sample, settings.reading);
		for (let round = 0; round <= rounds; round++) {
			for (const way of ['scan', 'open'] as const) {
				const options = {
					scorer: createScorer(settings),
					seed: settings.seed,
					signal,
					pool: pools[way],
					withIds: true,
				};
				// A program that opens a file has nothing to clear away that others left.
				collectGarbage();
				const start = performance.now();
				const loaded = await loadDataset([{ source, container: sample.container, format }], options);
				// What a person sees first: nothing that it takes is left out of the times by being put off.
				const rows = await readRows(loaded, loaded.dataset.ranking.subarray(0, screenful), () => null, true);
				if (rows.length < screenful) throw new Error(`There are only ${rows.length} examples in ${path}.`);
				if (round > 0) times[way].push(performance.now() - start);
			}
		}
	} finally {
		rmSync(folder, { recursive: true });
	}
	const [open, scan] = [median(times.open), median(times.scan)];
	const ratio = open / scan;
	const verdict = ratio <= target ? 'reached' : 'NOT reached';
	const size = `${Math.round(source.size! / 1e6)} MB`;
	const figures = `${open.toFixed(1)} ms, against ${scan.toFixed(0)} of one thread's scan of ${size}`;
	return `${(1 / ratio).toFixed(1).padStart(7)} ×  second open from the index: ${figures}  target ${1 / target} ×: ${verdict}`;
}
