/** Histories from lines, and beliefs that fade. The expected numbers are worked out by InSight eq. 6 step by step, on exact fractions. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stepsOf } from '../../../../server/core/dataset/visitLog.ts';
import { discounted, uniformPrior } from '../../../../shared/belief.ts';
import { jsonl, load } from '../../../support/dataset.ts';
import { holds } from '../../../support/random.ts';
import { relativeError } from '../../../support/reference.ts';

interface Row {
	readonly task_id: string;
	readonly step?: number;
	readonly reward: number;
}

async function historyOf(rows: readonly Row[], settings: Readonly<Record<string, unknown>> = {}) {
	const { dataset } = await load(jsonl(rows), settings, { discount: discountOf(settings) });
	const { visits } = dataset;
	const log =
		visits &&
		Array.from(visits.examples, (example, row) => [
			dataset.examples.at(example).group.id,
			visits.steps[row],
			`${visits.successes[row]}/${visits.trials[row]}`,
		]);
	return { dataset, log };
}

function discountOf(settings: Readonly<Record<string, unknown>>) {
	return {
		lambda: Number(settings['insight.discount'] ?? 1),
		per: settings['insight.discountPer'] === 'step' ? 'step' : 'visit',
	} as const;
}

const rows: readonly Row[] = [
	{ task_id: 'a', step: 5, reward: 1 },
	{ task_id: 'b', step: 1, reward: 0 },
	{ task_id: 'a', step: 1, reward: 0 },
	{ task_id: 'a', step: 5, reward: 0 },
	{ task_id: 'a', step: 1, reward: 1 },
	{ task_id: 'a', step: 2, reward: 1 },
];

describe('a history', () => {
	it('is by example and step, whatever the order of the lines', async () => {
		const { log, dataset } = await historyOf(rows);
		expect(log).toEqual([
			['a', 1, '1/2'],
			['a', 2, '1/1'],
			['a', 5, '1/2'],
			['b', 1, '0/1'],
		]);
		expect([...dataset.examples].map(({ group }) => group.lastStep)).toEqual([5, 1]);
	});

	it('is absent where nothing tells a step, and has lines that tell none before all others', async () => {
		expect((await historyOf([{ task_id: 'a', reward: 1 }])).log).toBeUndefined();
		const some = [...rows, { task_id: 'b', reward: 1 }, { task_id: 'b', step: 1.5, reward: 1 }, { task_id: 'c', reward: 1 }];
		const { dataset, log } = await historyOf(some);
		expect(log?.slice(3)).toEqual([
			['b', 0, '2/2'],
			['b', 1, '0/1'],
			['c', 0, '1/1'],
		]);
		// Step 0 is nowhere told.
		expect([...stepsOf(dataset.visits!)].toSorted()).toEqual([1, 2, 5]);
		expect([...dataset.examples].map(({ group }) => group.lastStep)).toEqual([5, 1, null]);
	});

	it('fades by visit: λα + (1−λ)α₀ + S', async () => {
		const { dataset } = await historyOf(rows, { 'insight.discount': 0.5 });
		// a: (1,1) → (2,2) → (1.5+1, 1.5) → (1.75+1, 1.25+1). b: (1,2).
		expect([...dataset.examples].map(({ group: { score } }) => [score.alpha, score.beta])).toEqual([
			[2.75, 2.25],
			[1, 2],
		]);
	});

	it('fades by step: what was not visited ages too', async () => {
		const { dataset } = await historyOf(rows, { 'insight.discount': 0.5, 'insight.discountPer': 'step' });
		// a: 1/2 at 1, ½·(1,1)+(1,0) = (1.5,0.5) at 2, ⅛·(1.5,0.5)+(1,1) = (1.1875,1.0625) at 5. b: (0,1)·½⁴ = (0,0.0625) as of step 5.
		expect([...dataset.examples].map(({ group: { score } }) => [score.alpha, score.beta])).toEqual([
			[2.1875, 2.0625],
			[1, 1.0625],
		]);
	});

	it('is plain counting to the last bit at λ = 1, and InSight eq. 6 at any other', async () => {
		const row = fc.record({
			task_id: fc.constantFrom('a', 'b', 'c'),
			step: fc.nat({ max: 6 }),
			reward: fc.constantFrom(0, 1),
		});
		const cases = fc.array(row, { minLength: 1, maxLength: 40 });
		await holds(
			fc.asyncProperty(cases, fc.double({ min: 0, max: 1, noNaN: true }), async (history, lambda) => {
				const plain = await historyOf(history.map(({ step, ...others }) => others));
				const counted = await historyOf(history);
				const scores = ({ dataset }: typeof plain) => [...dataset.examples].map(({ group }) => group.score);
				expect(scores(counted)).toEqual(scores(plain));

				const { dataset } = await historyOf(history, { 'insight.discount': lambda });
				for (const { group } of dataset.examples) {
					let belief: { readonly alpha: number; readonly beta: number } = uniformPrior;
					for (let step = 0; step <= 6; step++) {
						const visit = history.filter((entry) => entry.task_id === group.id && entry.step === step);
						const successes = visit.filter(({ reward }) => reward === 1).length;
						if (visit.length > 0) belief = discounted(belief, uniformPrior, lambda, { successes, trials: visit.length });
					}
					expect(relativeError(group.score.alpha, belief.alpha)).toBeLessThan(1e-14);
					expect(relativeError(group.score.beta, belief.beta)).toBeLessThan(1e-14);
				}
			}),
			60,
		);
	});
});
