/** Opening a file for the second time, from its index, against reading it: in one process, so that no start-up is in either time. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadDataset } from '../server/core/dataset/loadDataset.ts';
import { createCachingPool } from '../server/core/scan/partCache.ts';
import type { ScanPool } from '../server/core/scan/scanPool.ts';
import { scanToPart } from '../server/core/scan/scanToPart.ts';
import { detectFormat } from '../server/formats/detect.ts';
import { sampleSource } from '../server/formats/sampleSource.ts';
import { createCacheFolder } from '../server/hosts/node/cacheFolder.ts';
import { createSourceOpener } from '../server/hosts/node/openSource.ts';
import { createScorer } from '../shared/score.ts';
import { defaultSettings } from '../shared/settings.ts';
import { median } from './process.ts';

/** A second open should take this share of the first scan at most. */
const target = 1 / 50;

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
				const start = performance.now();
				const { dataset } = await loadDataset([{ source, container: sample.container, format }], options);
				// Which is made when it is asked for, and is what a person sees first.
				if (dataset.ranking.length === 0) throw new Error(`There are no examples in ${path}.`);
				if (round > 0) times[way].push(performance.now() - start);
			}
		}
	} finally {
		rmSync(folder, { recursive: true });
	}
	const ratio = median(times.open) / median(times.scan);
	const verdict = ratio <= target ? 'reached' : 'NOT reached';
	const size = `${Math.round(source.size! / 1e6)} MB`;
	return `${(1 / ratio).toFixed(1).padStart(7)} ×  second open from the index, against one thread's scan of ${size}  target ${1 / target} ×: ${verdict}`;
}
