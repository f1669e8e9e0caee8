/** The question that a prompt asks, however it is written down, so that a training set and the rollouts drawn for it meet. */
import { isJsonObject } from '../json/fieldPath.ts';

/** Chat templates: what opens the user's message, and what closes it. */
const templates: readonly (readonly [open: string, close: string])[] = [
	['<|im_start|>user\n', '<|im_end|>'],
	['<|start_header_id|>user<|end_header_id|>\n\n', '<|eot_id|>'],
	['<｜User｜>', '<｜Assistant｜>'],
	['<start_of_turn>user\n', '<end_of_turn>'],
	['[INST]', '[/INST]'],
];

/** What is left of such templates when their special tokens are not written, as in verl's rollouts. */
const bareOpen = 'user\n';
const bareClose = /\n\s*(?:assistant|model)\s*(?:\n\s*<think>\s*)?$/;

/**
 * The text of the user's last message: of messages, of a text that a chat template made of messages, or the text itself.
 *
 * @returns `null` for anything else, and for an empty question.
 */
export function questionText(prompt: unknown): string | null {
	const text = typeof prompt === 'string' ? withoutTemplate(prompt) : Array.isArray(prompt) ? lastOfUser(prompt) : undefined;
	const trimmed = text?.trim();
	return trimmed === undefined || trimmed === '' ? null : trimmed;
}

function lastOfUser(messages: readonly unknown[]): string | undefined {
	const ofUser = messages.findLast((message) => isJsonObject(message) && message.role === 'user');
	const content = isJsonObject(ofUser) ? ofUser.content : undefined;
	if (typeof content === 'string') return content;
	if (!Array.isArray(content)) return undefined;
	const texts = content.map((part: unknown) => (isJsonObject(part) && typeof part.text === 'string' ? part.text : ''));
	return texts.join('');
}

function withoutTemplate(text: string): string {
	for (const [open, close] of templates) {
		const start = text.lastIndexOf(open);
		if (start < 0) continue;
		const end = text.indexOf(close, start);
		return text.slice(start + open.length, end < 0 ? undefined : end);
	}
	const end = bareClose.exec(text)?.index;
	if (end === undefined) return text;
	// The first: a question may hold such a line itself, a system message hardly does.
	const start = text.startsWith(bareOpen) ? 0 : text.indexOf(`\n${bareOpen}`) + 1;
	return start === 0 && !text.startsWith(bareOpen) ? text : text.slice(start + bareOpen.length, end);
}
