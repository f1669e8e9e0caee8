/** A thread that reads ranges of one file. */
import { isUtf8 } from 'node:buffer';
import { parentPort, workerData } from 'node:worker_threads';
import { createTextIndex } from '../../core/json/textIndex.ts';
import { buffersOf } from '../../core/scan/scanPart.ts';
import { finished } from '../../core/slices.ts';
import { openRangeReader } from './rangeReader.ts';
import type { ScanWorkerData, ScanWorkerQuestion, ScanWorkerReply } from './scanMessages.ts';

const { path, size, mapping, options, lineLimit } = workerData as ScanWorkerData;
const reader = openRangeReader({ path, name: path, size }, mapping, {
	...options,
	isUtf8,
	index: createTextIndex(),
	...(lineLimit === undefined ? {} : { lineLimit }),
});

parentPort?.on('message', ({ range, freeBuffers }: ScanWorkerQuestion) => {
	const reply: ScanWorkerReply = { part: finished(reader.read(range, freeBuffers)) };
	parentPort?.postMessage(reply, reply.part === undefined ? [] : buffersOf(reply.part).own);
});
