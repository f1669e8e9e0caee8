/** Rows as they are shown: numbers from the columns, prompt and single outcomes from the record's line, read on demand. */
import { intervalOf } from '../../shared/intervals.ts';
import type { TableRow } from '../../shared/tableProtocol.ts';
import { type LoadedDataset, placeOf } from '../core/dataset/loadDataset.ts';
import { compileFieldPlan } from '../core/json/fieldPlan.ts';
import { JsonScanner } from '../core/json/jsonScanner.ts';
import { decodeReward } from '../core/json/scalars.ts';
import type { Mapping } from '../core/record/mapping.ts';
import { promptBeginning } from '../core/record/recordReader.ts';
import { lineRange } from '../core/scan/scanPart.ts';

/** UTF-16 units of a prompt that fit into a row. */
const previewLength = 200;
/** Of a longer line the beginning is read: enough for a preview of nearly every record. */
const longestLine = 2 ** 18;
/** A row shows at most this many rollouts one by one. */
const longestStrip = 16;

/**
 * The rows of examples. Reads the first lines of these examples, each up to {@link longestLine}, and nothing else of the file.
 *
 * @param placeName names lines for people. @param withLines whether the file still is the one that was scanned; else lines are not read.
 * @throws what the source's I/O throws.
 */
export async function readRows(
	loaded: LoadedDataset,
	indices: Int32Array,
	placeName: (line: number) => string | null,
	withLines: boolean,
): Promise<readonly TableRow[]> {
	const { dataset } = loaded;
	const glance = createGlance(dataset.format?.mapping);
	const lines = await Promise.all(
		Array.from(indices, (index) => (withLines ? readLine(loaded, dataset.columns.firstLine[index]!) : undefined)),
	);
	return Array.from(indices, (index, at) => {
		const { firstLine, group } = dataset.examples.at(index);
		const { score, successes, trials, unscored } = group;
		const line = lines[at];
		const seen = line === undefined ? nothingSeen : glance(line);
		const isOrdered = group.lines === 1 && seen.strip !== null && seen.strip.length === trials + unscored;
		return {
			rank: dataset.rankOf(index),
			line: firstLine,
			lines: group.lines,
			place: placeName(firstLine),
			id: group.id,
			preview: seen.preview,
			strip: isOrdered && seen.strip !== null ? seen.strip : stripOf(successes, trials, unscored),
			isOrdered,
			successes,
			trials,
			unscored,
			mean: score.mean,
			...intervalOf(score),
			evidence: score.evidence,
			information: score.informationNats,
			weight: score.weight,
			score: score.score,
		};
	});
}

/** The bytes of a line, cut where it is very long. */
async function readLine(loaded: LoadedDataset, lineNumber: number): Promise<Uint8Array> {
	const { source, index } = placeOf(loaded, lineNumber);
	const { start, end } = lineRange(source.part, index);
	return source.source.readRange(start, Math.min(end, start + longestLine));
}

interface Seen {
	readonly preview: string | null;
	/** Outcomes in the order of the record; `null` where the line does not tell them one by one. */
	readonly strip: string | null;
}

const nothingSeen: Seen = { preview: null, strip: null };

/** Reads what a row shows of a line. A line that was cut, or is no record any more, shows what was read until there. */
function createGlance(mapping: Mapping | undefined): (line: Uint8Array) => Seen {
	if (mapping === undefined) return () => nothingSeen;
	const { prompt, rewards, success } = mapping;
	const reward = rewards.kind === 'list' ? rewards.reward : undefined;
	const plan = compileFieldPlan([...(prompt === undefined ? [] : [prompt]), ...(reward === undefined ? [] : [reward])]);
	const promptSlot = prompt === undefined ? -1 : plan.slotOf[0]!;
	const rewardSlot = reward === undefined ? -1 : plan.slotOf.at(-1)!;
	const scanner = new JsonScanner();
	const { captures } = scanner;
	return (line) => {
		const isWhole = scanner.scan(line, 0, line.length, plan.root) === 'object';
		const promptAt = promptSlot < 0 ? -1 : captures.find(promptSlot);
		const preview = promptAt < 0 ? null : promptBeginning(line, captures, promptAt, previewLength);
		if (!isWhole || rewardSlot < 0) return { preview, strip: null };
		let strip = '';
		for (let index = 0; index < captures.length && strip.length <= longestStrip; index++) {
			if (captures.slot(index) !== rewardSlot) continue;
			const value = decodeReward(line, captures, index) ?? null;
			strip += value === null ? '-' : value >= success.threshold ? '1' : '0';
		}
		return { preview, strip };
	};
}

/** Outcomes by kind, where their order is not known or there are too many to tell; empty for more than fit. */
function stripOf(successes: number, trials: number, unscored: number): string {
	const solved = Math.round(successes);
	const total = Math.round(trials);
	if (total + unscored > longestStrip) return '';
	return '1'.repeat(solved) + '0'.repeat(Math.max(0, total - solved)) + '-'.repeat(unscored);
}
