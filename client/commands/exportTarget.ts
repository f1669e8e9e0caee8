/** Names of the file to export to. Free of VS Code, so that it is tested without it. */
import { basename, dirname, extname, join, resolve } from 'node:path';
import { type ExportForm, exportForms } from '../../shared/exportForms.ts';
import type { Amount } from '../../shared/settings.ts';
import type { StrategyName } from '../../shared/strategies.ts';

/** The file that is proposed, beside the source: `pool.jsonl` → `pool.top100.jsonl`, `pool.top10pct.jsonl`, `pool.included.jsonl`. */
export function proposedTarget(source: string, what: Amount | 'included' | 'filtered'): string {
	const { folder, stem, extension } = partsOf(source);
	const name = typeof what === 'string' ? what : amountName(what);
	return join(folder, `${stem}.${name}${extension}`);
}

/** Lines are written as they are, whatever they were packed in. Of a folder the whole name is the stem, dots and all. */
function partsOf(source: string): { readonly folder: string; readonly stem: string; readonly extension: string } {
	const name = basename(source);
	const stem = name.replace(/(?:\.(?:jsonl|ndjson|json))?(?:\.(?:gz|zst))?$|\.(?:parquet|csv|eval)$/i, '') || name;
	return { folder: dirname(source), stem, extension: /\.ndjson\b/i.test(name) ? '.ndjson' : '.jsonl' };
}

function amountName(amount: Amount): string {
	// No percent sign, as it means something else in a URL.
	return 'count' in amount ? `top${amount.count}` : `top${amount.percent}pct`;
}

/** A set as it was chosen, and what it is written as. */
export interface Proposal {
	readonly top: Amount;
	readonly strategy: StrategyName;
	readonly form: ExportForm;
	readonly set: 'chosen' | 'control';
}

/** The same for a set by strategy and form: `pool.mopps.top10pct.csv`, `pool.top100.control.jsonl`. */
export function proposedSetTarget(source: string, { top, strategy, form, set }: Proposal): string {
	const isLines = form === 'jsonl' || form === 'annotated';
	const { folder, stem, extension: ofLines } = partsOf(source);
	const extension = isLines ? ofLines : exportForms[form].extension;
	const by = strategy === 'insight' ? '' : `.${strategy}`;
	const target = join(folder, `${stem}${by}.${amountName(top)}${extension}`);
	return set === 'control' ? controlTarget(target) : target;
}

/** The control set's file, beside that of the chosen set. */
export function controlTarget(target: string): string {
	const extension = extname(target);
	return join(dirname(target), `${basename(target, extension)}.control${extension}`);
}

/** Whether two paths are spelt for the same file. Links are for the server to find out. */
export function isSamePath(left: string, right: string, platform: NodeJS.Platform): boolean {
	const [first, second] = [resolve(left), resolve(right)];
	return platform === 'win32' || platform === 'darwin' ? first.toLowerCase() === second.toLowerCase() : first === second;
}
