import { describe, expect, it } from 'vitest';
import { createRequester, type Handlers, type Port, serveRequests } from '../../shared/rpc.ts';

type Methods = { double: [number, number]; fail: [null, null]; wait: [null, string] };

/** Two ports, each of which hears what the other posts, as structured clones do it. */
function createPorts(): readonly [Port, Port] {
	const listeners: [Set<(message: unknown) => void>, Set<(message: unknown) => void>] = [new Set(), new Set()];
	const port = (own: 0 | 1): Port => ({
		post: (message) => {
			for (const listener of listeners[own === 0 ? 1 : 0]) listener(structuredClone(message));
		},
		listen: (listener) => {
			listeners[own].add(listener);
			return () => listeners[own].delete(listener);
		},
	});
	return [port(0), port(1)];
}

function connect(wait: Handlers<Methods>['wait'] = () => new Promise(() => undefined)) {
	const [near, far] = createPorts();
	const end = serveRequests<Methods>(far, {
		double: async (value) => 2 * value,
		fail: () => {
			throw new Error('It is broken.');
		},
		wait,
	});
	return { requester: createRequester<Methods>(near), end, near };
}

describe('requests over a port', () => {
	it('are answered, each its own', async () => {
		const { requester } = connect();
		expect(await Promise.all([1, 2, 3].map((value) => requester.request('double', value)))).toEqual([2, 4, 6]);
	});

	it('fail with the message of the other side', async () => {
		const { requester } = connect();
		await expect(requester.request('fail', null)).rejects.toThrow('It is broken.');
		await expect(requester.request('constructor' as 'fail', null)).rejects.toThrow('There is no method constructor.');
	});

	it('are cancelled on both sides', async () => {
		let other: AbortSignal | undefined;
		const { requester } = connect((_, signal) => {
			other = signal;
			return new Promise(() => undefined);
		});
		const controller = new AbortController();
		const answer = requester.request('wait', null, controller.signal);
		controller.abort();
		await expect(answer).rejects.toThrow('Cancelled.');
		expect(other?.aborted).toBe(true);
		await expect(requester.request('double', 1, controller.signal)).rejects.toThrow('Cancelled.');
	});

	it('are rejected when their side goes, and aborted when the other does', async () => {
		let other: AbortSignal | undefined;
		const { requester, end } = connect((_, signal) => {
			other = signal;
			return new Promise(() => undefined);
		});
		const answer = requester.request('wait', null);
		requester.dispose();
		await expect(answer).rejects.toThrow('The other side is gone.');
		end();
		expect(other?.aborted).toBe(true);
	});

	it('leave other messages on the port alone', async () => {
		const { requester, near } = connect();
		const answer = requester.request('double', 4);
		for (const message of [null, 'text', { kind: 'state' }, { rpc: 'result', id: 999, result: 1 }]) near.post(message);
		expect(await answer).toBe(8);
	});
});
