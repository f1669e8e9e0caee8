/** The pictures `npm run screenshots` takes. */
import type { Step } from './host/gestures.ts';
import type { UserSettings } from './host/userSettings.ts';

/** Ids of VS Code's own themes. */
export type Theme = 'Default Dark Modern' | 'Default Light Modern' | 'Default High Contrast' | 'Default High Contrast Light';

export interface Picture {
	/** The file name without `.png`. */
	readonly name: string;
	readonly theme: Theme;
	/** The file in front, by its path in the folder. */
	readonly file: string;
	/** On top of the settings every picture has. */
	readonly settings?: UserSettings;
	/** Taken after the last one; without any, of the file as it opens. */
	readonly steps?: readonly Step[];
}

export const pictures: readonly Picture[] = [
	{ name: 'editor-dark', theme: 'Default Dark Modern', file: 'rollouts-by-line.jsonl' },
	{
		name: 'hover-light',
		theme: 'Default Light Modern',
		file: 'rollouts-by-line.jsonl',
		steps: [{ hover: { line: 3, column: 4 } }],
	},
	{ name: 'editor-high-contrast', theme: 'Default High Contrast', file: 'rollouts-by-line.jsonl' },
	{ name: 'editor-high-contrast-light', theme: 'Default High Contrast Light', file: 'rollouts-by-line.jsonl' },
];
