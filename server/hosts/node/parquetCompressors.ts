/** What Parquet pages are compressed with beside Snappy, which its reader knows; from the runtime where that has it, which is faster. */
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { Compressors } from 'hyparquet';
import { decompressLz4, decompressLz4Raw, decompressZstd } from 'hyparquet-compressors';

export const parquetCompressors: Compressors = {
	GZIP: (input) => gunzipSync(input),
	BROTLI: (input) => brotliDecompressSync(input),
	ZSTD: (input) => decompressZstd(input),
	LZ4: decompressLz4,
	LZ4_RAW: decompressLz4Raw,
};
