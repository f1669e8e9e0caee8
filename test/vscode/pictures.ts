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

const dataset: readonly Step[] = [
	{ see: '.codelens-decoration:has-text("score")' },
	{ command: 'InSight: Open in Dataset Editor' },
	{ seeInWebview: '.row .score' },
];
const lenses: Step = { see: '.codelens-decoration:has-text("score")' };

export const pictures: readonly Picture[] = [
	{
		name: 'light',
		theme: 'Default Light Modern',
		file: 'arithmetic-rollouts.jsonl',
		steps: [lenses, { hover: { line: 3, column: 12 } }],
	},
	{ name: 'dark', theme: 'Default Dark Modern', file: 'arithmetic-rollouts.jsonl', steps: [lenses] },
	{ name: 'high-contrast', theme: 'Default High Contrast', file: 'arithmetic-rollouts.jsonl', steps: [lenses] },
	{ name: 'high-contrast-light', theme: 'Default High Contrast Light', file: 'arithmetic-rollouts.jsonl', steps: [lenses] },
	{
		name: 'attention',
		theme: 'Default Dark Modern',
		file: 'needs-attention.jsonl',
		steps: [lenses, { press: 'Control+Shift+M' }, { see: '.markers-panel' }],
	},
	{
		name: 'format',
		theme: 'Default Light Modern',
		file: 'rollouts-by-line.jsonl',
		steps: [lenses, { command: 'InSight: Show Detected Format' }, { seeInWebview: 'text=How InSight reads' }],
	},
	{
		name: 'review',
		theme: 'Default Light Modern',
		file: 'arithmetic-rollouts.jsonl',
		steps: [lenses, { command: 'InSight: Review Curriculum' }, { clickInWebview: 'nav >> text=Where the beliefs lie' }],
	},
	{
		name: 'review-dark',
		theme: 'Default Dark Modern',
		file: 'arithmetic-rollouts.jsonl',
		steps: [lenses, { command: 'InSight: Review Curriculum' }, { clickInWebview: 'nav >> text=Where the beliefs lie' }],
	},
	{
		name: 'review-high-contrast',
		theme: 'Default High Contrast',
		file: 'arithmetic-rollouts.jsonl',
		steps: [lenses, { command: 'InSight: Review Curriculum' }, { clickInWebview: 'nav >> text=Where the beliefs lie' }],
	},
	{
		name: 'table-dark',
		theme: 'Default Dark Modern',
		file: 'arithmetic-rollouts.jsonl',
		steps: [...dataset, { clickInWebview: '#row-11' }, { press: 'Enter' }, { seeInWebview: '.card' }],
	},
	{
		name: 'table-light',
		theme: 'Default Light Modern',
		file: 'arithmetic-rollouts.jsonl',
		steps: [
			...dataset,
			{ clickInWebview: '.filter input' },
			{ type: 'score > 0.02 and trials >= 8 and m' },
			{ seeInWebview: '[role=option]' },
		],
	},
	{
		name: 'table-high-contrast',
		theme: 'Default High Contrast',
		file: 'arithmetic-rollouts.jsonl',
		steps: [...dataset, { clickInWebview: '#row-11' }, { press: 'Enter' }, { seeInWebview: '.card' }],
	},
];
