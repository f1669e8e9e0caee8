/** A thread that reads ranges of one file. */
import { isUtf8 } from 'node:buffer';
import { type MessagePort, parentPort } from 'node:worker_threads';
import { createTextIndex } from '../../core/json/textIndex.ts';
import { buffersOf } from '../../core/scan/scanPart.ts';
import { leaveRoomInHeap } from './leaveRoomInHeap.ts';
import { openRangeReader, type RangeReader } from './rangeReader.ts';
import type { ReadOrder, ScannedFile, ScanOrder, ScanReply } from './scanMessages.ts';

/** Bytes of a range that take longer to read than to be told of the next one. */
const nearly = 2 ** 22;

if (parentPort !== null) serve(parentPort);

function serve(port: MessagePort): void {
	// Before there is a file: the thread may have been started for one that is not known yet.
	const index = createTextIndex();
	let reader: RangeReader | undefined;

	const say = (reply: ScanReply, buffers: readonly ArrayBuffer[] = []): void => port.postMessage(reply, buffers);
	const open = ({ path, size, mapping, options, lineLimit }: ScannedFile): void => {
		const reading = { ...options, isUtf8, index, ...(lineLimit === undefined ? {} : { lineLimit }) };
		reader = openRangeReader({ path, name: path, size }, mapping, reading);
	};
	const read = ({ range, freeBuffers }: ReadOrder): void => {
		if (reader === undefined) throw new Error('no file was opened');
		const reading = reader.read(range, freeBuffers);
		let step = reading.next();
		for (; step.done !== true && step.value > nearly; step = reading.next());
		say({ kind: 'nearly' });
		while (step.done !== true) step = reading.next();
		const { value: part } = step;
		say({ kind: 'read', part }, part === undefined ? [] : buffersOf(part).own);
	};
	const end = (): void => {
		reader?.close();
		leaveRoomInHeap();
		port.close();
	};
	port.on('message', (order: ScanOrder) => {
		if (order.kind === 'open') open(order.file);
		else if (order.kind === 'read') read(order);
		else end();
	});
}
