/** Histories on one line. Expected beliefs are worked out by InSight eq. 6 by hand, on exact fractions. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Pass, RecordLine } from '../../../../server/core/record/lineReading.ts';
import { concatLines, LineColumnsBuilder, sliceLines } from '../../../../server/core/scan/lineColumns.ts';
import type { Discount } from '../../../../shared/belief.ts';
import { jsonl, load } from '../../../support/dataset.ts';
import { holds } from '../../../support/random.ts';

/** Rates of two rollouts a pass; the third pass was not scored. */
const history = { id: 'a', acc_history: [0.5, 1, null, 0], n_samples: 2 };

async function beliefOf(discount: Discount) {
	const { dataset } = await load(jsonl([history]), {}, { discount });
	const { lastStep, score, successes, trials } = dataset.examples.at(0).group;
	return { lastStep, counts: `${successes}/${trials}`, alpha: score.alpha, beta: score.beta };
}

describe('a history on a line', () => {
	it('is a visit a pass, and a gap where a pass was not scored', async () => {
		const { visits } = (await load(jsonl([{ id: 'b', acc_history: [1], n_samples: 2 }, history]))).dataset;
		expect(visits).toEqual({
			examples: Int32Array.of(0, 1, 1, 1),
			steps: Float64Array.of(0, 0, 1, 3),
			successes: Float64Array.of(2, 1, 2, 0),
			trials: Float64Array.of(2, 2, 2, 2),
		});
	});

	it('is plain counts without discount, and fades with one', async () => {
		expect(await beliefOf({ lambda: 1, per: 'visit' })).toEqual({ lastStep: 3, counts: '3/6', alpha: 4, beta: 4 });
		// Successes 1 → ½·1+2 → ½·2.5; failures 1 → ½ → ½·½+2.
		expect(await beliefOf({ lambda: 0.5, per: 'visit' })).toEqual({ lastStep: 3, counts: '3/6', alpha: 2.25, beta: 3.25 });
		// The pass without a score is a step: ¼·2.5, and ¼·½+2.
		expect(await beliefOf({ lambda: 0.5, per: 'step' })).toEqual({ lastStep: 3, counts: '3/6', alpha: 1.625, beta: 3.125 });
	});
});

describe('columns with passes', () => {
	const pass = fc.record({ successes: fc.nat({ max: 2 }), trials: fc.constantFrom(0, 2) });
	const lines = fc.array(fc.option(fc.array(pass, { maxLength: 4 }), { nil: undefined }), { maxLength: 12 });

	function columnsOf(passesOfLines: readonly (readonly Pass[] | undefined)[]) {
		const builder = new LineColumnsBuilder([]);
		for (const passes of passesOfLines) builder.add({ ...record, passes });
		return builder.finish();
	}

	it('cut anywhere and put together again are what they were', () => {
		return holds(
			fc.property(lines, fc.nat(), (passesOfLines, cut) => {
				const whole = columnsOf(passesOfLines);
				const at = cut % (passesOfLines.length + 1);
				const joined = concatLines([sliceLines(whole, 0, at), sliceLines(whole, at, whole.length)]);
				expect(joined).toEqual(whole);
			}),
		);
	});
});

const record: RecordLine = {
	kind: 'record',
	keyHash: null,
	idHash: null,
	id: null,
	step: null,
	promptHash: null,
	sampleHash: null,
	preview: null,
	source: null,
	successes: 1,
	trials: 2,
	unscored: 0,
	problems: [],
};
