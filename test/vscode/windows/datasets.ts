/** Datasets for windows, and what is done with them again and again. */
import type { Step } from '../host/gestures.ts';

/** Lines of 0.9 KB, solved from 0 to 8 times of 8. */
export function linesOf(count: number): string {
	return Array.from({ length: count }, (_, index) => {
		const prompt = `What is ${index} + 1? ${'Think about it. '.repeat(50)}`;
		const rewards = Array.from({ length: 8 }, (_, at) => (at < index % 9 ? 1 : 0));
		return `${JSON.stringify({ id: `p${index}`, prompt, rewards })}\n`;
	}).join('');
}

/** The row of a file in the explorer. */
export function fileRow(name: string): string {
	return `.explorer-folders-view .monaco-list-row:has-text("${name}")`;
}

export function openDataset(name: string): Step {
	return { menu: fileRow(name), item: 'Open in Dataset Editor' };
}

/** Waits until the table says so of itself. */
export function tableStatus(text: string): Step {
	return { seeInWebview: `.status:has-text("${text}")` };
}
