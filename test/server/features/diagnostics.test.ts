import { afterEach, describe, expect, it, vi } from 'vitest';
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

afterEach(() => vi.restoreAllMocks());

describe('a source that was down for a step', () => {
	it('is pointed out at the line of its first prompt', async () => {
		const text = history((prompt) => ({ extra_info: { data_source: prompt < 5 ? 'algebra' : 'code' } }));
		const found = diagnostics(await scoredText(text)).filter(({ code }) => code === 'outage');
		expect(found).toMatchObject([{ range: { start: { line: 20 } } }]);
		expect(found[0]!.message).toMatch(/^Step 4, source "code": none of 20 rollouts of 5 prompts succeeded/);
	});

	it('is found in lines that hold a whole batch, without taking them apart once more', async () => {
		const records = history((prompt) => ({ data_source: prompt < 5 ? 'algebra' : 'code' }))
			.trimEnd()
			.split('\n')
			.map((line) => JSON.parse(line) as Record<string, unknown>);
		const batchOf = (step: number) => {
			const own = records.filter((record) => record.step === step);
			return {
				gen_step: own.map(() => step),
				prompt: own.map(({ task_id: name }) => name),
				completion: own.map(() => '…'),
				MathAccuracy: own.map(({ reward }) => reward),
				data_source: own.map(({ data_source: name }) => name),
			};
		};
		const document = await scoredText(jsonLines(Array.from({ length: 8 }, (_, step) => batchOf(step))));
		const parse = vi.spyOn(JSON, 'parse');
		const found = diagnostics(document).filter(({ code }) => code === 'outage');
		expect(parse).not.toHaveBeenCalled();
		expect(found).toMatchObject([{ range: { start: { line: 0 } } }]);
		expect(found[0]!.message).toContain('Step 4, source "code": none of 20 rollouts of 5 prompts succeeded');
	});

	it('is not told from prompts that failed where lines name no source', async () => {
		const found = diagnostics(await scoredText(history(() => ({})))).filter(({ code }) => code === 'outage');
		expect(found).toEqual([]);
	});
});
