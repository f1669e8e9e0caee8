import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * To be called last in a process or thread, for a process on its `exit`: collects garbage, in 5 ms. At its end Node waits for V8's compiling threads. One that needs room
 * in a heap which has reached its limit waits for the process' own thread to collect garbage; as that waits for it, neither ever ends
 * (nodejs/node#54918, in all versions of Node until now), which about one in a hundred of our runs did. After a collection the limit is far
 * off.
 */
export function leaveRoomInHeap(): void {
	setFlagsFromString('--expose-gc');
	const collectGarbage = runInNewContext('gc') as () => void;
	collectGarbage();
}
