/** The record of an export, written beside it: enough to know what was chosen, from what, how, and to do it again. */

import type { ExportOrder } from '../../shared/protocol.ts';
import type { Settings } from '../../shared/settings.ts';
import { version } from '../../shared/version.ts';
import type { ByteSource } from '../core/byteSource.ts';
import type { Dataset, Example } from '../core/dataset.ts';
import { describeRewards } from '../core/describeRewards.ts';
import { showFieldPath } from '../core/fieldPath.ts';
import type { JoinReport, LoadedSource } from '../core/loadDataset.ts';
import type { Criterion, TableCriterion } from '../selection/select.ts';

export interface ManifestParts {
	readonly dataset: Dataset;
	readonly sources: readonly { readonly source: LoadedSource; readonly sha256: string }[];
	/** How the rollouts of a training set were found; the sources include theirs. */
	readonly join: JoinReport | undefined;
	readonly settings: Settings;
	readonly criterion: Criterion | TableCriterion;
	readonly chosen: readonly Example[];
	readonly lines: number;
	readonly order: ExportOrder;
	readonly date: Date;
	readonly notes: readonly string[];
}

/** Suffix of a manifest's name, behind the name of what it describes. */
export const manifestSuffix = '.insight.json';

/** The manifest as pretty-printed JSON with a final line break. */
export function manifestText({
	dataset,
	sources,
	join,
	settings,
	criterion,
	chosen,
	lines,
	order,
	date,
	notes,
}: ManifestParts): string {
	const { k, eta, mu, prior, discount, seed } = settings;
	const manifest = {
		tool: 'insight-rlvr',
		version,
		date: date.toISOString(),
		sources: sources.map(({ source: { source, container, format, part }, sha256 }) => ({
			path: source.name,
			sha256,
			container: source.packing?.name ?? null,
			writtenAs: writtenAs(source, container),
			damage: part.damage ?? null,
			lines: part.lines.length,
			format: format?.name ?? null,
			rewards: format === undefined ? null : describeRewards(format.mapping.rewards),
			success: format?.mapping.success.reason ?? null,
			threshold: format?.mapping.success.threshold ?? null,
			id: format?.mapping.id === undefined ? null : showFieldPath(format.mapping.id),
			group: format?.mapping.group.map(showFieldPath) ?? [],
		})),
		rollouts: rolloutsOf(join),
		scoring: { strategy: 'insight', k, eta, mu, prior, discount: discount.lambda, discountPer: discount.per, seed },
		selection: { ...criterion, order },
		pool: { examples: dataset.examples.length, ...dataset.totals },
		chosen: {
			examples: chosen.length,
			lines,
			scoreAtCut: chosen.at(-1)?.group.score.score ?? null,
			expectedEffectiveBatch: expectedEffectiveBatch(chosen),
		},
		notes,
	};
	return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** `null` where the dataset holds its rollouts itself. */
function rolloutsOf(join: JoinReport | undefined) {
	if (join === undefined) return null;
	const { rollouts, method, ...counts } = join;
	return { sources: rollouts.map(({ source }) => source.name), foundBy: method ?? null, ...counts };
}

/** What became of the records. */
function writtenAs({ packing }: ByteSource, container: LoadedSource['container']): string {
	if (packing?.isConverted === true) return 'JSON made of its records';
	return container === 'array' ? 'its elements, a line each' : 'its lines, byte for byte';
}

/** Expected number of prompts whose next K rewards are not all equal, so that a group-relative method gets a gradient: Σ V_K. */
export function expectedEffectiveBatch(chosen: readonly Example[]): number {
	return chosen.reduce((sum, { group }) => sum + group.score.nonDegenerate, 0);
}
