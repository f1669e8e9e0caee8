/** Reading a framework's layout against reading the same lines as a plain shape: what is understood of a file must not make it slow. */
import { readHead } from '../server/core/scan/scan.ts';
import { scanToPart } from '../server/core/scan/scanToPart.ts';
import { detectFormat } from '../server/formats/detect.ts';
import { sampleBytes, takeSample } from '../server/formats/sample.ts';
import { createSourceOpener } from '../server/hosts/node/openSource.ts';
import { parseSettings } from '../shared/settings.ts';
import { median } from './process.ts';

/** A framework's layout should be read at this share of the plain shape's speed at least. */
const target = 0.9;

/** @param path lines of verl. @param rounds that count; in each both take turns. One more warms up. */
export async function frameworkReadingOf(path: string, rounds: number): Promise<string> {
	const { signal } = new AbortController();
	const source = await createSourceOpener(signal)(path);
	const sample = takeSample(await readHead(source, sampleBytes, signal));
	const ways = ['verl', 'rollout-line'].map((name) => {
		const { settings } = parseSettings({ 'insight.format': name });
		const { format, reason } = detectFormat(sample, settings.reading);
		if (format === undefined) throw new Error(`${path} is not read as ${name}: ${reason}.`);
		return { mapping: format.mapping, times: [] as number[] };
	});
	for (let round = 0; round <= rounds; round++) {
		for (const { mapping, times } of ways) {
			const start = performance.now();
			await scanToPart(source, mapping, { container: sample.container, signal });
			if (round > 0) times.push(performance.now() - start);
		}
	}
	const [verl, plain] = ways.map(({ times }) => median(times)) as [number, number];
	const ratio = plain / verl;
	const verdict = ratio >= target ? 'reached' : 'NOT reached';
	return `${ratio.toFixed(2).padStart(7)} ×  verl's lines as such, against the same as rollouts a line  target ${target} ×: ${verdict}`;
}
