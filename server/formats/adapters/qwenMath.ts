import { isList, isPresent } from '../fields.ts';
import { adapterOf, listOf } from '../layout.ts';

export const qwenMath = adapterOf({
	name: 'qwen2.5-math',
	title: 'Qwen2.5-Math harness, a prompt a line',
	documentation: 'The Qwen2.5-Math evaluation harness writes {split}_{prompt}_…_seed{s}_….jsonl.',
	looksLike: '{"idx": 0, "question": …, "gt": …, "code": […], "pred": […], "score": [true, false]}',
	traps: ['Lists can be shorter than in other lines; the rewards that are there are counted.'],
	fields: { idx: isPresent, score: isList, 'code|pred': isList },
	rewards: listOf(['score'], undefined, ['code', 'pred', 'response']),
	id: ['idx'],
	prompt: ['question', 'problem'],
	groundTruth: ['gt', 'answer'],
	response: ['response[]', 'code[]'],
});
