/** Opens files of every kind that holds records. */
import type { ByteSource } from '../../core/json/byteSource.ts';
import { batchLines, holdsBatches } from './batchLines.ts';
import { createFileSource } from './fileSource.ts';
import { createKeptFiles, type KeptFiles } from './keptFiles.ts';
import { createTurns } from './turns.ts';
import type { Unpacking } from './unpackedSource.ts';
import { createUnpackedSource } from './unpackedSource.ts';

/** Kinds of packed files, by the end of their names and else by the bytes they start with, where these tell them. */
const unpackings: readonly (Unpacking & { readonly suffix: string; readonly magic: readonly number[] | undefined })[] = [
	{
		name: 'gzip',
		suffix: '.gz',
		magic: [0x1f, 0x8b],
		isConverted: false,
		unpack: loaded(async () => (await import('./decompress.ts')).gunzip),
	},
	{
		name: 'Zstandard',
		suffix: '.zst',
		magic: [0x28, 0xb5, 0x2f, 0xfd],
		isConverted: false,
		unpack: loaded(async () => (await import('./decompress.ts')).unzstd),
	},
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
	const takeTurns = createTurns();
	return async (path, name = path) => {
		const file = await createFileSource(path, name, keptFiles, takeTurns);
		const unpacking = unpackings.find(({ suffix }) => path.toLowerCase().endsWith(suffix));
		const kind = unpacking ?? (await kindOf(file, signal));
		return kind === undefined ? file : createUnpackedSource(file, kind, keptFiles, signal);
	};
}

/** A source whose name does not tell its kind: unpacked if its first bytes are those of a packed file, or of a batch. */
export async function unpackUnnamed(source: ByteSource, signal: AbortSignal): Promise<ByteSource> {
	const kind = await kindOf(source, signal);
	return kind === undefined ? source : createUnpackedSource(source, kind, createKeptFiles(), signal);
}

/** Bytes in which a source shows what it is. */
const peekBytes = 2 ** 14;

async function kindOf(source: ByteSource, signal: AbortSignal): Promise<Unpacking | undefined> {
	const peek = await source.readRange(0, Math.min(peekBytes, source.size ?? 0));
	const packed = unpackings.find(({ magic }) => magic?.every((byte, at) => peek[at] === byte));
	return packed ?? ((await holdsBatches(source, peek, signal)) ? batches : undefined);
}

/** Code that is loaded when the first file needs it. */
function loaded(load: () => Promise<Unpacking['unpack']>): Unpacking['unpack'] {
	return async function* (file, signal) {
		const unpack = await load();
		yield* unpack(file, signal);
	};
}
