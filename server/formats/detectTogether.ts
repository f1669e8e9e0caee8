/** Detection over many files: what one file has too few records to tell, others of the same layout do. */
import type { ReadingSettings } from '../../shared/settings.ts';
import { type Detection, detectFormat } from './detect.ts';
import type { JsonObject, Sample } from './sample.ts';

export interface JointDetection {
	/** Takes the sample of one file. @returns what to ask {@link detectionOf} with. */
	add(sample: Sample): SampleKey;
	/** How files of this kind are read. To be asked when all samples have been added. */
	detectionOf(key: SampleKey): Detection;
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
	const pools = new Map<SampleKey, JsonObject[]>();
	let detections: ReadonlyMap<SampleKey, Detection> | undefined;
	return {
		add({ container, records }) {
			const key = `${container} ${Object.keys(records[0] ?? {})
				.sort()
				.join(' ')}`;
			const pool = pools.get(key) ?? [];
			pools.set(key, pool);
			if (pool.length < pooledRecords) pool.push(...records);
			return key;
		},
		detectionOf(key) {
			detections ??= detectAll(pools, (records) => detect({ container: 'lines', records }, settings));
			return detections.get(key)!;
		},
	};
}

/** Layouts that come to one way of reading, such as with and without an optional field, share what a success is too. */
function detectAll(
	pools: ReadonlyMap<SampleKey, readonly JsonObject[]>,
	detect: (records: readonly JsonObject[]) => Detection,
): ReadonlyMap<SampleKey, Detection> {
	const detections = new Map([...pools].map(([key, records]) => [key, detect(records)]));
	const alike = new Map<string, SampleKey[]>();
	for (const [key, { format }] of detections) {
		if (format === undefined) continue;
		const { success, ...reading } = format.mapping;
		const shape = JSON.stringify([format.name, reading]);
		alike.set(shape, [...(alike.get(shape) ?? []), key]);
	}
	for (const keys of alike.values()) {
		if (keys.length === 1) continue;
		const { format } = detect(keys.flatMap((key) => pools.get(key)!));
		for (const key of keys) {
			const { format: own, reason } = detections.get(key)!;
			if (format === undefined || own === undefined) continue;
			detections.set(key, { reason, format: { ...own, mapping: { ...own.mapping, success: format.mapping.success } } });
		}
	}
	return detections;
}
