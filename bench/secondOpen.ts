/**
 * Opening a file for the second time, from its index, against reading it, both up to a look at the best examples: in one process, so that no
 * start-up is in either time.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { bestExamples, type Dataset } from '../server/core/dataset/dataset.ts';
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

/** Examples that are looked at once a file is open. */
const screenful = 50;

/** In a round: one scan takes as long as they do. */
const turns = ['scan', 'open', 'open', 'open'] as const;

setFlagsFromString('--expose-gc');
// Else each collection throws code away that is not needed for a moment, and what is timed is mostly its compilation.
setFlagsFromString('--no-flush-bytecode');
const collectGarbage = runInNewContext('gc') as () => void;

/** In milliseconds. What is cleared away is cleared away in other threads for a while. */
const pause = 30;

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
			for (const way of turns) {
				// As the dataset editor reads.
				const reading = { withIds: true, withPromptHashes: false };
				const options = { ...reading, scorer: createScorer(settings), seed: settings.seed, signal, pool: pools[way] };
				// Who opens a file does not have to clear away what others have read before.
				collectGarbage();
				await setTimeout(pause);
				const start = performance.now();
				const { dataset } = await loadDataset([{ source, container: sample.container, format }], options);
				look(dataset);
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

/** What a person sees first: the best, each with all that the index tells of it. Nothing that it takes is left out of the times by being put off. */
function look(dataset: Dataset): void {
	const best = bestExamples(dataset, screenful);
	const isShown = best.every(({ index, group: { id, successes, trials, score } }, place) => {
		return id !== '' && successes <= trials && score.score >= 0 && dataset.rankOf(index) === place + 1;
	});
	if (!isShown || best.length < screenful) throw new Error('There is less to see than there should be.');
}
