import { describe, expect, it } from 'vitest';
import { askInTurn, type Question, type Reply } from '../../client/askInTurn.ts';

interface Answers {
	readonly name: string;
	readonly size: number;
}

/** Questions that get these replies in turn, whichever of them is asked. */
async function asked(replies: readonly Reply<Answers>[], given: Partial<Answers> = {}) {
	const steps: string[] = [];
	let next = 0;
	const question =
		(name: string): Question<Answers> =>
		async (answers, { step, of }) => {
			steps.push(`${name} ${step}/${of} ${JSON.stringify(answers)}`);
			return replies[next++];
		};
	return { answers: await askInTurn([question('a'), question('b')], given), steps };
}

describe('questions', () => {
	it('are asked one after another, each seeing the answers before', async () => {
		const { answers, steps } = await asked([{ name: 'x' }, { size: 2 }]);
		expect(answers).toEqual({ name: 'x', size: 2 });
		expect(steps).toEqual(['a 1/2 {}', 'b 2/2 {"name":"x"}']);
	});

	it('can be gone back to, and what was answered is there still', async () => {
		const { answers, steps } = await asked([{ name: 'x' }, 'back', { name: 'y' }, { size: 1 }]);
		expect(answers).toEqual({ name: 'y', size: 1 });
		expect(steps[2]).toBe('a 1/2 {"name":"x"}');
	});

	it('have no way back from the first', async () => {
		expect((await asked(['back', { name: 'x' }, { size: 1 }])).answers).toEqual({ name: 'x', size: 1 });
	});

	it('come to nothing where one is turned down', async () => {
		const { answers, steps } = await asked([{ name: 'x' }, undefined]);
		expect([answers, steps.length]).toEqual([undefined, 2]);
	});

	it('that are none leave what was given', async () => {
		expect(await askInTurn<Answers>([], { size: 3 })).toEqual({ size: 3 });
	});
});
