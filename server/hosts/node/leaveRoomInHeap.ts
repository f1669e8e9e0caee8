import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * To be called last in a thread, and in a process on its `exit`: collects garbage, in 5 ms. At its end Node waits for V8's compiling threads.
 * One that needs room in a heap which has reached its limit waits for the heap's own thread to collect garbage; as that waits for it, neither
 * ever ends (nodejs/node#54918, in all versions of Node until now), which about one in a hundred of our runs did. After a collection the
 * limit is far off. Threads that a process ends while they work are not helped.
 */
export function leaveRoomInHeap(): void {
	setFlagsFromString('--expose-gc');
	runInNewContext('globalThis.gc?.()');
	// Contexts that other code makes are to be as they were.
	setFlagsFromString('--no-expose-gc');
}
