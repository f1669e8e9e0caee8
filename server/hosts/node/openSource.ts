/** Opens files of every kind that holds records. */
import type { ByteSource } from '../../core/byteSource.ts';
import { batchLines, holdsBatches } from './batchLines.ts';
import { gunzip, unzstd } from './decompress.ts';
import { createFileSource } from './fileSource.ts';
import { createKeptFiles, type KeptFiles } from './keptFiles.ts';
import type { Unpacking } from './unpackedSource.ts';
import { createUnpackedSource } from './unpackedSource.ts';

/** Kinds of packed files, by the end of their names and by the bytes they start with, where that tells them. */
const unpackings: readonly (Unpacking & { readonly suffix: string; readonly magic: readonly number[] | undefined })[] = [
	{ name: 'gzip', suffix: '.gz', magic: [0x1f, 0x8b], isConverted: false, unpack: gunzip },
	{ name: 'Zstandard', suffix: '.zst', magic: [0x28, 0xb5, 0x2f, 0xfd], isConverted: false, unpack: unzstd },
	{
		name: 'Parquet',
		suffix: '.parquet',
		magic: [0x50, 0x41, 0x52, 0x31],
		isConverted: true,
		unpack: loaded(async () => (await import('./parquetRows.ts')).parquetRows),
	},
	{
		name: 'CSV',
		suffix: '.csv',
		magic: undefined,
		isConverted: true,
		unpack: loaded(async () => (await import('./csvRows.ts')).csvRows),
	},
	{
		name: 'Inspect log',
		suffix: '.eval',
		magic: [0x50, 0x4b, 0x03, 0x04],
		isConverted: true,
		unpack: loaded(async () => (await import('./inspectLog.ts')).inspectSamples),
	},
];

const batches: Unpacking = { name: 'batch log', isConverted: true, unpack: batchLines };

/** @throws an error for people when the file is not there, not readable, or not a regular file. */
export type OpenSource = (path: string, name?: string) => Promise<ByteSource>;

/**
 * Sources that share what keeps files open.
 *
 * @param signal ends work that nobody waits for any more.
 */
export function createSourceOpener(signal: AbortSignal, keptFiles: KeptFiles = createKeptFiles()): OpenSource {
	return async (path, name = path) => {
		const file = await createFileSource(path, name, keptFiles);
		const unpacking = unpackings.find(({ suffix }) => path.toLowerCase().endsWith(suffix));
		if (unpacking !== undefined) return createUnpackedSource(file, unpacking, keptFiles, signal);
		return (await holdsBatches(file, signal)) ? createUnpackedSource(file, batches, keptFiles, signal) : file;
	};
}

/** A source without a name that tells its kind: unpacked if its first bytes are those of a packed file. */
export async function unpackUnnamed(source: ByteSource, signal: AbortSignal): Promise<ByteSource> {
	const head = await source.readRange(0, Math.min(4, source.size ?? 0));
	const unpacking = unpackings.find(({ magic }) => magic?.every((byte, at) => head[at] === byte));
	return unpacking === undefined ? source : createUnpackedSource(source, unpacking, createKeptFiles(), signal);
}

/** Code that is loaded when the first file needs it. */
function loaded(load: () => Promise<Unpacking['unpack']>): Unpacking['unpack'] {
	return async function* (file, signal) {
		const unpack = await load();
		yield* unpack(file, signal);
	};
}
