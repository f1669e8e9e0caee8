/** The columns of the dataset editor's table: what can be shown, sorted by, filtered by and drawn as a histogram. */

export interface TableColumn {
	/** As filters write it. */
	readonly name: ColumnName;
	readonly title: string;
	readonly kind: 'number' | 'text';
	/** Whole numbers only: a histogram's bars are at least 1 wide. */
	readonly isWhole?: true;
	/** For people. */
	readonly description: string;
}

/** Columns that have a number for every example. */
export const numberColumnNames = [
	'rank',
	'line',
	'lines',
	'successes',
	'trials',
	'unscored',
	'mean',
	'lower',
	'upper',
	'deviation',
	'evidence',
	'information',
	'weight',
	'score',
	'nondegenerate',
] as const;
export type NumberColumnName = (typeof numberColumnNames)[number];
export type ColumnName = NumberColumnName | 'id' | 'marked';

export const tableColumns: readonly TableColumn[] = [
	{ name: 'rank', title: 'Rank', kind: 'number', isWhole: true, description: 'place among all examples by score, 1 is the best' },
	{ name: 'line', title: 'Line', kind: 'number', isWhole: true, description: 'number of its first line in the file, from 1' },
	{ name: 'id', title: 'Id', kind: 'text', description: 'what names the example' },
	{ name: 'lines', title: 'Lines', kind: 'number', isWhole: true, description: 'lines of the file that belong to it' },
	{ name: 'successes', title: 'Solved', kind: 'number', isWhole: true, description: 'rollouts that succeeded, of all steps' },
	{ name: 'trials', title: 'Rollouts', kind: 'number', isWhole: true, description: 'rollouts with an outcome, of all steps' },
	{ name: 'unscored', title: 'Unscored', kind: 'number', isWhole: true, description: 'rollouts without an outcome' },
	{ name: 'mean', title: 'Success rate', kind: 'number', description: 'mean of the belief about the success rate, m' },
	{ name: 'lower', title: 'Lower', kind: 'number', description: 'lower end of the 95 % interval of the success rate' },
	{ name: 'upper', title: 'Upper', kind: 'number', description: 'upper end of the 95 % interval of the success rate' },
	{ name: 'deviation', title: 'Deviation', kind: 'number', description: 'standard deviation of the belief' },
	{ name: 'evidence', title: 'Evidence', kind: 'number', description: 'rollouts behind the belief, prior included: n' },
	{ name: 'information', title: 'I', kind: 'number', description: 'what the next K rollouts would tell, in nats (eq. 13)' },
	{ name: 'weight', title: 'w', kind: 'number', description: 'weight of its difficulty (eq. 15)' },
	{ name: 'score', title: 'Score', kind: 'number', description: 'w · I (eq. 16): what examples are ranked by' },
	{ name: 'nondegenerate', title: 'V', kind: 'number', description: 'chance that the next K rewards are not all equal' },
	{ name: 'marked', title: 'Marked', kind: 'text', description: '"include", "exclude" or null' },
];

/** The column of a name, or `undefined` where a record's field is meant. */
export function columnOf(name: string): TableColumn | undefined {
	return tableColumns.find((column) => column.name === name);
}
