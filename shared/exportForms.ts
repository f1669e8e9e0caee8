/** What a chosen set can be written as: for the command line and the editor alike. Where examples have their ids, those must be read. */

export const exportForms = {
	jsonl: { title: 'the lines of the chosen examples, byte for byte', extension: '.jsonl', hasIds: false },
	annotated: { title: 'the same lines, each with a key "insight" put in at its end', extension: '.jsonl', hasIds: false },
	csv: { title: 'counts, belief and scores, a row an example', extension: '.csv', hasIds: true },
	ids: { title: 'their ids, one a line', extension: '.txt', hasIds: true },
	indices: { title: 'their places among the examples of the source, from 0, one a line', extension: '.txt', hasIds: false },
	mopps: { title: "MoPPS's index_score.json: {index: [alpha, beta]}, for its bandit_load_dir", extension: '.json', hasIds: false },
	polaris: {
		title: 'a line as POLARIS logs a step: {"index": […], "score": [mean reward…]}, of those with rollouts',
		extension: '.jsonl',
		hasIds: false,
	},
	parquet: { title: "Parquet with verl's columns and nothing else, for data.train_files", extension: '.parquet', hasIds: true },
} as const;

export type ExportForm = keyof typeof exportForms;

export const exportFormNames = Object.keys(exportForms) as readonly ExportForm[];
