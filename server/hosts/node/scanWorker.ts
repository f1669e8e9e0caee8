/** A thread that reads ranges of one file. */
import { isUtf8 } from 'node:buffer';
import { openSync, readSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { type ByteRange, createRangeScan } from '../../core/rangeScan.ts';
import { buffersOf } from '../../core/scanPart.ts';
import { createTextIndex } from '../../core/textIndex.ts';
import type { ScanWorkerData, ScanWorkerReply } from './scanMessages.ts';

const { path, size, mapping, options, lineLimit } = workerData as ScanWorkerData;
const index = createTextIndex();
const chunk = new Uint8Array(2 ** 20);
const file = openSync(path, 'r');

// The thread has nothing else to do while it waits for the disk.
parentPort?.on('message', (range: ByteRange) => {
	const scan = createRangeScan(range, mapping, { ...options, isUtf8, index, ...(lineLimit === undefined ? {} : { lineLimit }) });
	for (let next = scan.next(); next !== undefined; next = scan.next()) {
		const wanted = Math.min(Math.min(next.end, size) - next.start, chunk.length);
		const length = readSync(file, chunk, 0, Math.max(0, wanted), next.start);
		scan.take(chunk.subarray(0, length));
	}
	const reply: ScanWorkerReply = { part: scan.finish() };
	const buffers = reply.part === undefined ? [] : buffersOf(reply.part);
	parentPort?.postMessage(reply, buffers as ArrayBuffer[]);
});
