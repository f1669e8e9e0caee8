/** An example's scores as JSON lines and CSV have them. */
import { createIntervals } from '../../shared/intervals.ts';
import type { Example } from '../core/dataset/dataset.ts';
import { type LoadedDataset, placeOf } from '../core/dataset/loadDataset.ts';

/** The contract: names, order and units of these fields do not change. */
export type ScoreRecord = ReturnType<ReturnType<typeof createScoreRecords>>;

/** Makes the records of a dataset's examples. */
export function createScoreRecords(loaded: LoadedDataset) {
	const intervalOf = createIntervals();
	return (example: Example) => {
		const { source, fileLine } = placeOf(loaded, example.firstLine);
		const { group } = example;
		const { score } = group;
		const interval = intervalOf(score);
		return {
			file: source.source.name,
			line: fileLine + 1,
			lines: group.lines,
			id: group.id,
			step: group.lastStep,
			successes: group.successes,
			trials: group.trials,
			unscored: group.unscored,
			alpha: score.alpha,
			beta: score.beta,
			mean: score.mean,
			interval: [interval.lower, interval.upper] as const,
			evidence: score.evidence,
			information: score.informationNats,
			weight: score.weight,
			score: score.score,
			nonDegenerate: score.nonDegenerate,
			rank: loaded.dataset.rankOf(example.index),
		};
	};
}

export const csvHeader =
	'file,line,lines,id,step,successes,trials,unscored,alpha,beta,mean,lower,upper,evidence,information,weight,score,nonDegenerate,rank\r\n';

/** A row by RFC 4180, with the interval in two columns. */
export function csvRow(record: ScoreRecord): string {
	return `${Object.values(record).flat().map(csvField).join(',')}\r\n`;
}

function csvField(value: unknown): string {
	const text = value === null ? '' : String(value);
	return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
