/** From paths to sources whose format is known. */
import type { ReadingSettings } from '../../shared/settings.ts';
import type { DetectedSource } from '../core/dataset/loadDataset.ts';
import { inParallel } from '../core/inParallel.ts';
import type { ByteSource } from '../core/json/byteSource.ts';
import { Byte } from '../core/json/jsonTokens.ts';
import { createJointDetection, type SampleKey } from './detectTogether.ts';
import { type Sample, sampleBytes } from './sample.ts';
import { sampleSource } from './sampleSource.ts';
import { asSeries } from './series.ts';
import { detectTrainingSet } from './trainingSet.ts';

export interface SampledSource extends DetectedSource {
	/** Why there is no format, where there is none. */
	readonly reason: string;
	readonly isEmpty: boolean;
}

/** So many files are opened at once: more do not go faster. */
const openedAtOnce = 8;

/** So many samples are held in memory at once. */
const sampledAtOnce = 128;

/**
 * @param isSet whether the files are a training set, whose rollouts stand elsewhere.
 * @param onSample shown the sample of each file, in their order.
 */
export async function sampleFiles<File>(
	files: readonly File[],
	open: (file: File) => Promise<ByteSource>,
	reading: ReadingSettings,
	signal: AbortSignal,
	isSet: boolean,
	onSample: (sample: Sample) => void = () => undefined,
): Promise<readonly SampledSource[]> {
	const detection = isSet ? createJointDetection(reading, detectTrainingSet) : createJointDetection(reading);
	const samples: (Omit<SampledSource, 'format' | 'reason'> & { damage: string | undefined; key: SampleKey })[] = [];
	for (let at = 0; at < files.length; at += sampledAtOnce) {
		const some = await inParallel(files.slice(at, at + sampledAtOnce), openedAtOnce, async (file) =>
			sampleOf(await open(file), reading, signal),
		);
		// In the order of the files, whichever came first: detection must not depend on that.
		for (const { source, sample, damage, isEmpty } of some) {
			onSample(sample);
			samples.push({ source, container: sample.container, isEmpty, damage, key: detection.add(sample) });
		}
	}
	const detections = samples.map(({ key }) => detection.detectionOf(key));
	const formats = detections.map(({ format }) => format);
	const names = samples.map(({ source }) => source.name);
	const series = isSet ? formats.map((format) => ({ format, step: null })) : asSeries(names, formats);
	// Written out, as objects that are spread have a hidden class each, and there can be a hundred thousand.
	return samples.map(({ source, container, isEmpty, damage }, index): SampledSource => {
		const { format, step } = series[index]!;
		return { source, container, format, step, isEmpty, reason: damage ?? detections[index]!.reason };
	});
}

async function sampleOf(source: ByteSource, reading: ReadingSettings, signal: AbortSignal) {
	const { sample, head, damage } = await sampleSource(source, reading, signal);
	return { source, sample, damage, isEmpty: isBlank(head) && head.length < sampleBytes && damage === undefined };
}

/** No byte but white space. */
function isBlank(bytes: Uint8Array): boolean {
	return bytes.every((byte) => byte <= Byte.space);
}
