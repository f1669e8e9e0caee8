/** From text to a scored dataset, by the way that hosts go: head, sample, detection, one pass over the bytes, findings. */
import { isUtf8 } from 'node:buffer';
import type { Dataset, Example } from '../../server/core/dataset/dataset.ts';
import { type DetectedSource, type LoadedDataset, type LoadOptions, loadDataset } from '../../server/core/dataset/loadDataset.ts';
import { type Finding, findingsOf } from '../../server/core/finding/finding.ts';
import type { ByteSource } from '../../server/core/json/byteSource.ts';
import { createMemorySource } from '../../server/core/json/byteSource.ts';
import { type Detection, detectFormat } from '../../server/formats/detect.ts';
import type { Sample } from '../../server/formats/sample.ts';
import { sampleSource } from '../../server/formats/sampleSource.ts';
import { createScorer } from '../../shared/score.ts';
import { parseSettings, type Settings } from '../../shared/settings.ts';
import { utf8 } from './bytes.ts';

/** A source as text, bytes, or ready-made. */
export type Content = string | Uint8Array | ByteSource;

export interface LoadedForTest extends LoadedDataset {
	readonly settings: Settings;
	readonly samples: readonly Sample[];
	readonly detections: readonly Detection[];
	readonly findings: readonly Finding[];
}

/** Loads sources together under settings by full key, such as `{ 'insight.k': 4 }`. */
export async function load(
	contents: Content | readonly Content[],
	values: Readonly<Record<string, unknown>> = {},
	options: Partial<LoadOptions> = {},
): Promise<LoadedForTest> {
	const settings = settingsOf(values);
	const { signal } = new AbortController();
	const samples: Sample[] = [];
	const detections: Detection[] = [];
	const detected: DetectedSource[] = [];
	for (const [index, content] of (Array.isArray(contents) ? (contents as readonly Content[]) : [contents as Content]).entries()) {
		const source = sourceOf(content, `${index}.jsonl`);
		const { sample } = await sampleSource(source, settings.reading, signal);
		const detection = detectFormat(sample, settings.reading);
		samples.push(sample);
		detections.push(detection);
		detected.push({ source, container: sample.container, format: detection.format });
	}
	const scorer = createScorer(settings);
	const loaded = await loadDataset(detected, { scorer, seed: settings.seed, signal, isUtf8, withIds: true, ...options });
	return { ...loaded, settings, samples, detections, findings: findingsOf(loaded.dataset, settings) };
}

/** Settings that must be valid, so that a misspelt one does not pass as the default. */
export function settingsOf(values: Readonly<Record<string, unknown>>): Settings {
	const { settings, problems } = parseSettings(values);
	if (problems.length > 0) throw new Error(problems.map(({ problem }) => problem).join(' '));
	return settings;
}

/** JSONL of records. */
export function jsonl(records: readonly unknown[]): string {
	return records.map((record) => `${JSON.stringify(record)}\n`).join('');
}

/** `successes/trials` of each example by its id, or by its first line where it has none. */
export function countsOf({ dataset }: LoadedDataset): Readonly<Record<string, string>> {
	return Object.fromEntries(
		[...dataset.examples].map(({ group, firstLine }) => [
			group.id ?? `line ${firstLine + 1}`,
			`${group.successes}/${group.trials}${group.unscored > 0 ? ` and ${group.unscored} unscored` : ''}`,
		]),
	);
}

/** Findings as `line 3: code: message`, as people read them. */
export function said(findings: readonly Finding[]): readonly string[] {
	return findings.map(({ code, lineNumber, message }) => `line ${lineNumber + 1}: ${code}: ${message}`);
}

function sourceOf(content: Content, name: string): ByteSource {
	if (typeof content === 'string') return createMemorySource(name, utf8(content));
	return content instanceof Uint8Array ? createMemorySource(name, content) : content;
}

/** The example that a line belongs to. */
export function exampleAt(dataset: Dataset, lineNumber: number): Example | undefined {
	const index = dataset.exampleOfLine[lineNumber] ?? -1;
	return index < 0 ? undefined : dataset.examples.at(index);
}
