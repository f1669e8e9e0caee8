/** From a source to the records that detection looks at, which are at its start. */
import type { ReadingSettings } from '../../shared/settings.ts';
import { startsSpread } from '../core/json/arraySplitter.ts';
import type { ByteSource } from '../core/json/byteSource.ts';
import { readFirstRecord, readHead } from '../core/scan/scan.ts';
import { adapters } from './adapters.ts';
import { withKeyCounts } from './records.ts';
import { bytesBehind, type Sample, sampleBytes, takeSample } from './sample.ts';

export interface SampledHead {
	readonly sample: Sample;
	/** What was read. */
	readonly head: Uint8Array;
	/** What is wrong with a source that is cut off or damaged there. */
	readonly damage: string | undefined;
}

/**
 * Reads the first {@link sampleBytes}. Where the first record is longer and its start does not tell what stands in the rest, which holds
 * the reward in most formats, it is read to its end; so is what stands before the records of a file that is one JSON text, and as much
 * as usual behind the first.
 *
 * @throws what the source's I/O throws, and the signal's reason when aborted.
 */
export async function sampleSource(source: ByteSource, reading: ReadingSettings, signal: AbortSignal): Promise<SampledHead> {
	let damage: string | undefined;
	const onDamage = (message: string): void => {
		damage = message;
	};
	const head = await readHead(source, sampleBytes, signal, onDamage);
	const sample = takeSample(head);
	const isCut = sample.isCut === true;
	const isSpread = sample.records.length === 0 && startsSpread(head);
	if (!(isCut || isSpread) || head.length < sampleBytes || damage !== undefined) return { sample, head, damage };
	const told = isCut ? completed(sample, reading) : undefined;
	if (told !== undefined) return { sample: told, head, damage };
	const container = isSpread ? 'array' : sample.container;
	const longer = await readFirstRecord(source, container, signal, { behind: bytesBehind[container], onDamage });
	const whole = takeSample(longer);
	const lateRecord = whole.container === 'array' ? 'behind' : 'whole';
	return { sample: whole.records.length === 0 ? whole : { ...whole, lateRecord }, head: longer, damage };
}

/** A record that is cut in a long field behind which its framework writes nothing that is not known. What the user names can stand anywhere. */
function completed({ container, records: [start] }: Sample, reading: ReadingSettings): Sample | undefined {
	const { rewardField, group, fields, format } = reading;
	if (start === undefined || rewardField !== '' || group.length > 0 || Object.keys(fields).length > 0) return undefined;
	const last = Object.keys(start).at(-1);
	for (const { name, tail, recognise } of adapters) {
		if (tail === undefined || last === undefined || !tail.fields.includes(last)) continue;
		const records = [{ ...start, ...tail.behind }];
		if ((format === 'auto' || format === name) && recognise(withKeyCounts(records), reading) !== undefined)
			return { container, records, isCut: true, lateRecord: 'start' };
	}
	return undefined;
}
