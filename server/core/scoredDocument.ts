import type { Settings } from '../../shared/settings.ts';
import type { Dataset } from './dataset.ts';
import type { JoinReport } from './loadDataset.ts';

/** A document's scores at one version. Immutable, but for {@link lineText}, which reads the version of the moment. */
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
	lineText(lineNumber: number): string;
}
