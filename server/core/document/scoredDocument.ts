import type { Settings } from '../../../shared/settings.ts';
import type { Dataset } from '../dataset/dataset.ts';
import type { JoinReport } from '../dataset/loadDataset.ts';
import type { RowPlaces } from './documentRows.ts';

/** A document's scores at one version. Immutable, but for its texts, which are those of the version of the moment. */
export interface ScoredDocument {
	readonly uri: string;
	readonly version: number;
	readonly dataset: Dataset;
	readonly settings: Settings;
	/** Why there is no format, where there is none. */
	readonly detection: string;
	/** Where the rollouts stand elsewhere: how they were found. */
	readonly join?: JoinReport | undefined;
	/** How many records detection looked at. */
	readonly sampledRecords: number;
	/** Where the dataset's lines, which are rows here, stand in the document: a line of it may hold several. */
	readonly places: RowPlaces;
	lineText(lineNumber: number): string;
	/** Of a batch the JSON of one rollout, which was made when it was scored. */
	rowText(row: number): string;
}
