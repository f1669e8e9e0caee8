import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { leaveRoomInHeap } from '../../../../server/hosts/node/leaveRoomInHeap.ts';

it('collects what nobody holds any more, so that the heap is far from its limit', async () => {
	const held = { name: 'held' };
	const refs = [new WeakRef(held), ...Array.from({ length: 10 }, (_, at) => new WeakRef({ name: `left ${at}` }))];
	// Until the end of its turn an object that is referred to weakly stays.
	await setImmediate();
	leaveRoomInHeap();
	expect(refs.map((ref) => ref.deref()?.name)).toEqual(['held', ...Array.from({ length: 10 })]);
	expect(held.name).toBe('held');
});
