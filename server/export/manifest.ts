/** The record of an export, written beside it: enough to know what was chosen, from what, how, and to do it again. */

import type { ExportForm } from '../../shared/exportForms.ts';
import type { ExportOrder } from '../../shared/protocol.ts';
import type { Settings } from '../../shared/settings.ts';
import { version } from '../../shared/version.ts';
import type { Dataset, ExampleList } from '../core/dataset/dataset.ts';
import type { JoinReport, LoadedSource } from '../core/dataset/loadDataset.ts';
import type { ByteSource } from '../core/json/byteSource.ts';
import { showFieldPath } from '../core/json/fieldPath.ts';
import { sumOver } from '../core/list.ts';
import { describeRewards } from '../core/record/describeRewards.ts';
import { type Choosing, parametersOf, type TableCriterion } from '../selection/choosing.ts';
import { strategyOf } from '../selection/strategyList.ts';

export interface ManifestParts {
	readonly dataset: Dataset;
	readonly sources: readonly { readonly source: LoadedSource; readonly sha256: string }[];
	/** How the rollouts of a training set were found; the sources include theirs. */
	readonly join: JoinReport | undefined;
	readonly settings: Settings;
	readonly criterion: Choosing | TableCriterion;
	readonly chosen: ExampleList;
	/** The lowest value that was chosen; `null` where there is none. */
	readonly cut: number | null;
	readonly lines: number;
	readonly order: ExportOrder;
	readonly form: ExportForm;
	/** SHA-256 of what was written. */
	readonly sha256: string;
	readonly date: Date;
	readonly notes: readonly string[];
}

/** Suffix of a manifest's name, behind the name of what it describes. */
export const manifestSuffix = '.insight.json';

/** The manifest as pretty-printed JSON with a final line break. */
export function manifestText(parts: ManifestParts): string {
	const { dataset, sources, join, settings, criterion, chosen, cut, lines, order, form, sha256, date, notes } = parts;
	const { k, eta, mu, prior, discount, seed, reading } = settings;
	const manifest = {
		tool: 'insight-rlvr',
		version,
		date: date.toISOString(),
		sources: sources.map(({ source: { source, container, format, part }, sha256: ofSource }) => ({
			path: source.name,
			sha256: ofSource,
			container: source.packing?.name ?? null,
			writtenAs: writtenAs(source, container),
			damage: part.damage ?? null,
			lines: part.lineCount,
			format: format?.name ?? null,
			rewards: format === undefined ? null : describeRewards(format.mapping.rewards),
			success: format?.mapping.success.reason ?? null,
			threshold: format?.mapping.success.threshold ?? null,
			id: format?.mapping.id === undefined ? null : showFieldPath(format.mapping.id),
			group: format?.mapping.group.map(showFieldPath) ?? [],
		})),
		rollouts: rolloutsOf(join),
		reading,
		scoring: { k, eta, mu, prior, discount: discount.lambda, discountPer: discount.per, seed },
		selection: {
			...criterion,
			...('strategy' in criterion ? { parameters: usedParameters(criterion, settings) } : {}),
			order,
			form,
		},
		pool: { examples: dataset.examples.length, ...dataset.totals },
		chosen: {
			examples: chosen.length,
			unseen: sumOver(chosen, ({ group }) => (group.trials === 0 ? 1 : 0)),
			lines,
			scoreAtCut: cut,
			expectedEffectiveBatch: expectedEffectiveBatch(chosen),
			sha256,
		},
		notes,
	};
	return `${JSON.stringify(manifest, null, 2)}\n`;
}

function usedParameters({ strategy }: Choosing, settings: Settings): Readonly<Record<string, number>> {
	const parameters = parametersOf(settings);
	return Object.fromEntries(strategyOf(strategy).parameters.map((name) => [name, parameters[name]]));
}

/** `null` where the dataset holds its rollouts itself. */
function rolloutsOf(join: JoinReport | undefined) {
	if (join === undefined) return null;
	const { rollouts, fingerprints, method, ...counts } = join;
	return { sources: rollouts.map(({ source }) => source.name), foundBy: method ?? null, ...counts };
}

/** What becomes of the records where they are copied. */
function writtenAs({ packing }: ByteSource, container: LoadedSource['container']): string {
	if (packing?.isConverted === true) return 'JSON made of its records';
	return container === 'array' ? 'its elements, a line each' : 'its lines, byte for byte';
}

/** Expected number of prompts whose next K rewards are not all equal, so that a group-relative method gets a gradient: Σ V_K. */
export function expectedEffectiveBatch(chosen: ExampleList): number {
	return sumOver(chosen, ({ group }) => group.score.nonDegenerate);
}
