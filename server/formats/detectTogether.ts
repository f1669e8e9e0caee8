/** Detection over many files: what one file has too few records to tell, others of the same layout do. */
import type { ReadingSettings } from '../../shared/settings.ts';
import { adapters } from './adapters.ts';
import { type Detection, detectFormat } from './detect.ts';
import type { JsonObject, Sample } from './sample.ts';

export interface JointDetection {
	/** Takes the sample of one file. @returns what to ask {@link detectionOf} with. */
	add(sample: Sample): SampleKey;
	/** How files of this kind are read. To be asked when all samples have been added. */
	detectionOf(key: SampleKey): Detection;
}

/** Of files of one layout. */
interface PooledSample extends Sample {
	readonly records: JsonObject[];
}

/** Names samples of one layout. */
export type SampleKey = string;

/** Records of one layout that are looked at. */
const pooledRecords = 1000;

/**
 * Files whose first records have the same fields are understood as one: a hundred thousand small files are not detected one by one, and of a
 * scale of rewards the top is that of all files, not of each.
 *
 * @param detect makes a format of the records of one layout.
 */
export function createJointDetection(settings: ReadingSettings, detect: typeof detectFormat = detectFormat): JointDetection {
	const pools = new Map<SampleKey, PooledSample>();
	const variantsOf = adapters.map(({ variantOf }) => variantOf).filter((variantOf) => variantOf !== undefined);
	let detections: ReadonlyMap<SampleKey, Detection> | undefined;
	return {
		add({ records, ...others }) {
			const [first = {}] = records;
			const variants = variantsOf.map((variantOf) => variantOf(first));
			const key = [others.container, others.lateRecord, ...variants, ...Object.keys(first).sort()].join(' ');
			const pool = pools.get(key) ?? { ...others, records: [] };
			pools.set(key, pool);
			if (pool.records.length < pooledRecords) pool.records.push(...records);
			return key;
		},
		detectionOf(key) {
			detections ??= detectAll(pools, (sample) => detect(sample, settings));
			return detections.get(key)!;
		},
	};
}

/** Layouts that come to one way of reading, such as with and without an optional field, share what a success is too. */
function detectAll(
	pools: ReadonlyMap<SampleKey, Sample>,
	detect: (sample: Sample) => Detection,
): ReadonlyMap<SampleKey, Detection> {
	const detections = new Map([...pools].map(([key, sample]) => [key, detect(sample)]));
	const alike = new Map<string, SampleKey[]>();
	for (const [key, { format }] of detections) {
		if (format === undefined) continue;
		const { success, ...reading } = format.mapping;
		const shape = JSON.stringify([format.name, reading]);
		alike.set(shape, [...(alike.get(shape) ?? []), key]);
	}
	for (const keys of alike.values()) {
		if (keys.length === 1) continue;
		const samples = keys.map((key) => pools.get(key)!);
		const { format } = detect({ ...samples[0]!, records: samples.flatMap(({ records }) => records) });
		for (const key of keys) {
			const { format: own, reason } = detections.get(key)!;
			if (format === undefined || own === undefined) continue;
			detections.set(key, { reason, format: { ...own, mapping: { ...own.mapping, success: format.mapping.success } } });
		}
	}
	return detections;
}
