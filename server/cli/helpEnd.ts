/** What stands below the options in the help of a command. */
import type { AddHelpTextContext } from 'commander';
import type { CommandIo } from './commandIo.ts';

interface HelpEnd {
	readonly paragraphs?: readonly string[];
	/** Names and what they stand for. */
	readonly forms?: readonly (readonly [name: string, title: string])[];
	/** Commands to be copied. */
	readonly examples?: readonly string[];
}

/** Texts as wide as the help above them, and examples, which stay on a line each. To be added after that. */
export function helpEnd(
	{ stdout }: CommandIo,
	{ paragraphs = [], forms = [], examples = [] }: HelpEnd,
): (context: AddHelpTextContext) => string {
	return ({ command }) => {
		const help = command.createHelp();
		help.prepareContext({ helpWidth: stdout.columns });
		const widest = Math.max(...forms.map(([name]) => name.length));
		const listed = forms.map(([name, title]) => help.formatItem(name, widest, title, help));
		const blocks = [
			...paragraphs.map((paragraph) => help.boxWrap(paragraph, stdout.columns)),
			...(forms.length === 0 ? [] : [['Forms:', ...listed].join('\n')]),
			...(examples.length === 0 ? [] : [['Examples:', ...examples].join('\n  ')]),
		];
		return `\n${blocks.join('\n\n')}`;
	};
}
