import { expect, it } from 'vitest';
import { coalesce } from '../../client/coalesce.ts';

/** A task that ends when told to, and what it did. */
function createTask() {
	const runs: string[] = [];
	const ends: ((error?: Error) => void)[] = [];
	const run = (key: string): Promise<void> => {
		runs.push(key);
		return new Promise((resolve, reject) => {
			ends.push((error) => (error === undefined ? resolve() : reject(error)));
		});
	};
	/** Ends the oldest run, and lets what waits for it go on. */
	const end = async (error?: Error): Promise<void> => {
		ends.shift()!(error);
		await new Promise(setImmediate);
	};
	return { runs, run, end };
}

it('answers a burst by one run, and one more after it', async () => {
	const { runs, run, end } = createTask();
	const call = coalesce(run, (error) => expect.unreachable(String(error)));
	for (let count = 0; count < 5; count++) call('a');
	expect(runs).toEqual(['a']);
	await end();
	expect(runs).toEqual(['a', 'a']);
	await end();
	expect(runs).toEqual(['a', 'a']);
	call('a');
	expect(runs).toEqual(['a', 'a', 'a']);
});

it('keeps keys apart', async () => {
	const { runs, run, end } = createTask();
	const call = coalesce(run, (error) => expect.unreachable(String(error)));
	call('a');
	call('b');
	expect(runs).toEqual(['a', 'b']);
	call('b');
	await end();
	await end();
	expect(runs).toEqual(['a', 'b', 'b']);
});

it('goes on after a failure', async () => {
	const { runs, run, end } = createTask();
	const failures: unknown[] = [];
	const call = coalesce(run, (error) => failures.push(error));
	call('a');
	call('a');
	const failure = new Error('no answer');
	await end(failure);
	expect(failures).toEqual([failure]);
	expect(runs).toEqual(['a', 'a']);
	await end();
	call('a');
	expect(runs).toHaveLength(3);
});
