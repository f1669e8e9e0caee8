/** What a file unpacks to, as a source of its own. */
import { type ByteSource, DamagedSourceError } from '../../core/json/byteSource.ts';
import { readRange } from './descriptorSource.ts';
import type { KeptFiles } from './keptFiles.ts';
import { readPieces } from './readPieces.ts';
import { storeTemporarily } from './temporaryFile.ts';

/** One way to pack records into a file. */
export interface Unpacking {
	/** What such a file is called, for people. */
	readonly name: string;
	/** Whether the file does not hold JSON, so that its records are written as such. */
	readonly isConverted: boolean;
	/** @throws DamagedSourceError behind what can be unpacked; an error for people where nothing can. */
	unpack(file: ByteSource, signal: AbortSignal): AsyncIterable<Uint8Array>;
}

/** In milliseconds: unpacking anew costs more than a file that stays open. */
const idleTime = 120_000;

/**
 * Read from end to end it unpacks on the way, without storing anything. Reads by range go to a temporary file, into which everything is
 * unpacked when the first of them comes.
 *
 * @param signal ends that unpacking.
 */
export function createUnpackedSource(
	file: ByteSource,
	{ name, isConverted, unpack }: Unpacking,
	keptFiles: KeptFiles,
	signal: AbortSignal,
): ByteSource {
	const whole = (): AsyncIterable<Uint8Array> => withoutDamage(unpack(file, signal));
	const withFile = keptFiles.keep(() => storeTemporarily(whole(), `what ${file.name} unpacks to`), idleTime);
	return {
		name: file.name,
		size: undefined,
		packing: { name, isConverted, file },
		read: (readSignal) => unpack(file, readSignal),
		readRange: (start, end) => withFile(({ fd }) => readRange(fd, file.name, start, end)),
		readPieces: (pieces, target, readSignal) => withFile(({ fd }) => readPieces(fd, file.name, pieces, target, readSignal)),
		fingerprint: () => file.fingerprint(),
	};
}

/** Whoever reads by range knows from reading it all that the file is damaged. */
async function* withoutDamage(chunks: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
	try {
		yield* chunks;
	} catch (error) {
		if (!(error instanceof DamagedSourceError)) throw error;
	}
}
