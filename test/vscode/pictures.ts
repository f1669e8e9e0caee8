/** The pictures `npm run screenshots` takes. */
import type { Step } from './host/gestures.ts';
import type { UserSettings } from './host/userSettings.ts';

/** Ids of VS Code's own themes. */
export type Theme = 'Default Dark Modern' | 'Default Light Modern' | 'Default High Contrast' | 'Default High Contrast Light';

export interface Picture {
	/** The file name without `.png`. */
	readonly name: string;
	readonly theme: Theme;
	/** Whether README shows it. The others are to be looked at when something changes, and are not in the repository. */
	readonly isKept?: true;
	/** The file in front, by its path in the folder. */
	readonly file: string;
	/** On top of the settings every picture has. */
	readonly settings?: UserSettings;
	/** Taken after the last one; without any, of the file as it opens. */
	readonly steps?: readonly Step[];
}

const pool = 'arithmetic-rollouts.jsonl';
const lenses: Step = { see: '.codelens-decoration:has-text("score")' };
const hover: readonly Step[] = [lenses, { hover: { line: 4, column: 12 } }];
const review: readonly Step[] = [
	lenses,
	{ command: 'InSight: Review Curriculum' },
	{ clickInWebview: 'nav >> text=Where the beliefs lie' },
];
const dataset: readonly Step[] = [lenses, { command: 'InSight: Open in Dataset Editor' }, { seeInWebview: '.row .score' }];
/** Prompts of one kind, of which each has been tried: their scores differ. Some are marked, one is open. */
const choosing: readonly Step[] = [
	...dataset,
	{ clickInWebview: '.filter input' },
	{ type: 'trials >= 8 and source == "equations"' },
	{ press: 'Escape' },
	{ press: 'Enter' },
	{ seeInWebview: '.status:has-text("69 of 2,000 examples")' },
	{ clickInWebview: '#row-0' },
	{ press: 'Space' },
	{ clickInWebview: '#row-3' },
	{ press: 'Space' },
	{ clickInWebview: '#row-7' },
	{ press: 'x' },
	{ clickInWebview: '#row-1' },
	{ press: 'Enter' },
	{ seeInWebview: '.card' },
];

export const pictures: readonly Picture[] = [
	{ name: 'light', theme: 'Default Light Modern', isKept: true, file: pool, steps: hover },
	{ name: 'dark', theme: 'Default Dark Modern', isKept: true, file: pool, steps: [lenses] },
	{ name: 'high-contrast', theme: 'Default High Contrast', isKept: true, file: pool, steps: [lenses] },
	{ name: 'high-contrast-light', theme: 'Default High Contrast Light', file: pool, steps: hover },
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
	{ name: 'review', theme: 'Default Light Modern', isKept: true, file: pool, steps: review },
	{ name: 'review-dark', theme: 'Default Dark Modern', file: pool, steps: review },
	{ name: 'review-high-contrast', theme: 'Default High Contrast', file: pool, steps: review },
	{ name: 'table-dark', theme: 'Default Dark Modern', isKept: true, file: pool, steps: choosing },
	{
		name: 'table-light',
		theme: 'Default Light Modern',
		file: pool,
		steps: [
			...dataset,
			{ clickInWebview: '.filter input' },
			{ type: 'score > 0.02 and trials >= 8 and m' },
			{ seeInWebview: '[role=option]' },
		],
	},
	{ name: 'table-high-contrast', theme: 'Default High Contrast', file: pool, steps: choosing },
];
