import { describe, expect, it } from 'vitest';
import { diagnostics } from '../../../server/features/diagnostics.ts';
import { jsonLines, scoredText } from '../../support/documents.ts';

/** Ten prompts at eight steps, half solved, but those of one source at one step. */
const history = (source: (prompt: number) => object) =>
	jsonLines(
		Array.from({ length: 80 }, (_, index) => ({ prompt: index % 10, step: Math.floor(index / 10) })).flatMap(({ prompt, step }) =>
			[0, 1, 2, 3].map((rollout) => ({
				task_id: `p${prompt}`,
				step,
				...source(prompt),
				reward: step === 4 && prompt >= 5 ? 0 : rollout % 2,
			})),
		),
	);

describe('a source that was down for a step', () => {
	it('is pointed out at the line of its first prompt', async () => {
		const text = history((prompt) => ({ extra_info: { data_source: prompt < 5 ? 'algebra' : 'code' } }));
		const found = diagnostics(await scoredText(text)).filter(({ code }) => code === 'outage');
		expect(found).toMatchObject([{ range: { start: { line: 20 } } }]);
		expect(found[0]!.message).toMatch(/^Step 4, source "code": none of 20 rollouts of 5 prompts succeeded/);
	});

	it('is not told from prompts that failed where lines name no source', async () => {
		const found = diagnostics(await scoredText(history(() => ({})))).filter(({ code }) => code === 'outage');
		expect(found).toEqual([]);
	});
});
