import { describe, expect, it } from 'vitest';
import { questionText } from '../../../../server/core/record/questionText.ts';

describe('the question of a prompt', () => {
	it.each([
		['a text', 'What is 1+1?'],
		['a text with space around it', '\n What is 1+1? \n'],
		[
			'messages',
			[
				{ role: 'system', content: 'Be good.' },
				{ role: 'user', content: 'What is 1+1?' },
			],
		],
		[
			'parts of a message',
			[
				{
					role: 'user',
					content: [
						{ type: 'text', text: 'What is ' },
						{ type: 'text', text: '1+1?' },
					],
				},
			],
		],
		[
			'the last of several turns',
			[
				{ role: 'user', content: 'Hello' },
				{ role: 'assistant', content: 'Hi' },
				{ role: 'user', content: 'What is 1+1?' },
			],
		],
		['ChatML', '<|im_start|>system\nBe good.<|im_end|>\n<|im_start|>user\nWhat is 1+1?<|im_end|>\n<|im_start|>assistant\n'],
		['ChatML without its tokens', 'system\nBe good.\nuser\nWhat is 1+1?\nassistant\n'],
		['the same with a thought begun', 'user\nWhat is 1+1?\nassistant\n<think>\n'],
		[
			'Llama 3',
			'<|start_header_id|>user<|end_header_id|>\n\nWhat is 1+1?<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n',
		],
		['Gemma', '<bos><start_of_turn>user\nWhat is 1+1?<end_of_turn>\n<start_of_turn>model\n'],
		['DeepSeek', '<｜begin▁of▁sentence｜><｜User｜>What is 1+1?<｜Assistant｜><think>\n'],
		['Mistral', '<s>[INST] What is 1+1? [/INST]'],
	])('is found in %s', (_, prompt) => {
		expect(questionText(prompt)).toBe('What is 1+1?');
	});

	it('keeps lines that only look like a template', () => {
		expect(questionText('The roles are\nuser\nand admin.')).toBe('The roles are\nuser\nand admin.');
		expect(questionText('user\nWhat does\nuser\nmean?\nassistant')).toBe('What does\nuser\nmean?');
	});

	it.each([[null], [7], [''], [' \n'], [[]], [[{ role: 'assistant', content: 'x' }]], [{ text: 'x' }]])(
		'is not in %j',
		(prompt) => {
			expect(questionText(prompt)).toBeNull();
		},
	);
});
