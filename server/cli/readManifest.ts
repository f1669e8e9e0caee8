/** Reads back the manifest of an export, to choose the same again. */
import { access, readFile } from 'node:fs/promises';
import { dirname, isAbsolute, join } from 'node:path';
import type { Command } from 'commander';
import { type ExportForm, exportFormNames } from '../../shared/exportForms.ts';
import { formatQuantity } from '../../shared/format.ts';
import { type ExportOrder, exportOrders } from '../../shared/protocol.ts';
import { type Amount, parseSettings, type Settings } from '../../shared/settings.ts';
import { isJsonObject } from '../core/json/fieldPath.ts';
import { ioError } from '../hosts/node/ioError.ts';
import { type Choosing, choosingOf, type FieldQuota } from '../selection/choosing.ts';
import { CommandError, ExitCode } from './commandIo.ts';
import type { CommonOptions } from './options.ts';
import { shellLine } from './shellLine.ts';

export interface RecordedExport {
	/** Of the sources; those of a training set's rollouts are in the settings. */
	readonly paths: readonly string[];
	/** SHA-256 of all of them, the rollouts last. */
	readonly checksums: readonly string[];
	readonly settings: Settings;
	readonly choosing: Choosing;
	readonly order: ExportOrder;
	readonly form: ExportForm;
	/** Of what was written. */
	readonly sha256: string;
	/** Of the program that wrote it. */
	readonly version: string;
}

/** What may stand beside a manifest. */
type GivenOptions = Pick<CommonOptions, 'rollouts' | 'quiet' | 'cache' | 'config'> & { readonly o?: string };

/**
 * @param named where the sources are now; none: where the manifest has them, or beside it.
 * @param given options: `rollouts` likewise, of a training set; the others only for the command that is suggested where files are missing.
 * @throws CommandError that says what cannot be repeated and why; an error for people where the file cannot be read.
 */
export async function readManifest(path: string, named: readonly string[], given: GivenOptions): Promise<RecordedExport> {
	const text = await readFile(path, 'utf8').catch((error: unknown) => {
		throw ioError('read', path, error);
	});
	const refuse = (what: string): never => {
		throw new CommandError(`${path} ${what}`, ExitCode.unreadable);
	};
	let manifest: unknown;
	try {
		manifest = JSON.parse(text);
	} catch {
		return refuse('is not JSON: is it cut off?');
	}
	const of = (value: unknown, key: string): unknown => (isJsonObject(value) ? value[key] : undefined);
	if (of(manifest, 'tool') !== 'insight-rlvr') return refuse('is not the manifest of an export.');
	const [scoring, selection, reading, chosen] = ['scoring', 'selection', 'reading', 'chosen'].map((key) => of(manifest, key));
	if (of(selection, 'strategy') === undefined)
		return refuse('is about rows that were picked by hand, which cannot be chosen again.');

	const parameters = of(selection, 'parameters');
	const prior = of(scoring, 'prior');
	const quota = of(selection, 'unseenQuota');
	// The sources of a training set's rollouts stand behind its own.
	const rolloutSources = of(of(manifest, 'rollouts'), 'sources');
	const recordedRollouts = Array.isArray(rolloutSources) ? rolloutSources.map(String) : [];
	if (given.rollouts !== undefined && recordedRollouts.length === 0)
		throw new CommandError('--rollouts: what the manifest is about has its rollouts itself: leave it out', ExitCode.usage);
	const rollouts = given.rollouts === undefined ? await placesOf(recordedRollouts, path) : { paths: given.rollouts, missing: [] };
	const recordedSettings: Readonly<Record<string, unknown>> = {
		'insight.k': of(scoring, 'k'),
		'insight.eta': of(scoring, 'eta'),
		'insight.mu': of(scoring, 'mu'),
		'insight.prior': `${of(prior, 'alpha')},${of(prior, 'beta')}`,
		'insight.discount': of(scoring, 'discount'),
		'insight.discountPer': of(scoring, 'discountPer'),
		'insight.seed': of(scoring, 'seed'),
		'insight.strategy': of(selection, 'strategy'),
		'insight.unseenQuota': of(quota, 'share'),
		'insight.target': of(parameters, 'target'),
		'insight.band.low': of(parameters, 'low'),
		'insight.band.high': of(parameters, 'high'),
		'insight.format': of(reading, 'format'),
		'insight.success.field': of(reading, 'rewardField'),
		'insight.success.threshold': of(reading, 'threshold'),
		'insight.success.soft': of(reading, 'isSoft'),
		'insight.success.trials': of(reading, 'trials'),
		'insight.rollouts': rollouts.paths,
		'insight.group': of(reading, 'group'),
		'insight.filter': of(reading, 'filter'),
		'insight.fields': of(reading, 'fields'),
	};
	const { settings, problems } = parseSettings(recordedSettings);
	const sources = of(manifest, 'sources');
	const order = exportOrders.find((name) => name === of(selection, 'order'));
	const form = exportFormNames.find((name) => name === of(selection, 'form'));
	const sha256 = of(chosen, 'sha256');
	if (problems.length > 0) return refuse(`cannot be repeated: ${problems.map(({ problem }) => problem).join(' ')}`);
	if (!Array.isArray(sources) || order === undefined || form === undefined || typeof sha256 !== 'string') {
		return refuse('lacks what it takes to choose again: was it written by another version?');
	}
	const own = sources.slice(0, sources.length - recordedRollouts.length);
	const recorded = await placesOf(named.length > 0 ? [] : own.map((source) => String(of(source, 'path'))), path);
	if (recorded.missing.length + rollouts.missing.length > 0)
		throw new CommandError(missingText(path, recorded.missing, rollouts.missing, named, given), ExitCode.unreadable);
	return {
		paths: named.length > 0 ? named : recorded.paths,
		version: String(of(manifest, 'version')),
		checksums: sources.map((source) => String(of(source, 'sha256'))),
		settings,
		choosing: choosingIn(selection, of, settings),
		order,
		form,
		sha256,
	};
}

/** What to do about files that are not where they are looked for: the command that was given, with these named, too. */
function missingText(
	manifest: string,
	files: readonly string[],
	rollouts: readonly string[],
	named: readonly string[],
	{ rollouts: namedRollouts, o, quiet, cache, config }: GivenOptions,
): string {
	const [first, ...others] = [...files, ...rollouts];
	const where = `${first}${others.length === 0 ? '' : ` (and ${formatQuantity(others.length, 'other file')})`} is neither where the manifest has it, seen from this folder, nor beside the manifest.`;
	const kinds = [...(files.length > 0 ? ['the data'] : []), ...(rollouts.length > 0 ? ['the rollouts'] : [])].join(' and ');
	const options = {
		fromManifest: manifest,
		rollouts: rollouts.length > 0 ? 'FILE' : namedRollouts,
		o,
		quiet,
		cache,
		config,
	};
	return `${where} Name ${kinds}, all files in the manifest's order: ${shellLine('select', files.length > 0 ? ['FILE'] : named, options)}`;
}

function choosingIn(selection: unknown, of: (value: unknown, key: string) => unknown, settings: Settings): Choosing {
	const list = (key: string): readonly unknown[] => {
		const value = of(selection, key);
		return Array.isArray(value) ? value : [];
	};
	const top = of(selection, 'top');
	const minScore = of(selection, 'minScore');
	const given = choosingOf(settings);
	return {
		...given,
		...(isJsonObject(top) ? { top: top as unknown as Amount } : {}),
		...(typeof minScore === 'number' ? { minScore } : {}),
		unseenQuota: { ...given.unseenQuota, isStrict: of(of(selection, 'unseenQuota'), 'isStrict') === true },
		quotas: list('quotas') as readonly FieldQuota[],
		include: list('include').map(String),
		exclude: list('exclude').map(String),
		duplicates: of(selection, 'duplicates') === 'all' ? 'all' : 'once',
		set: of(selection, 'set') === 'control' ? 'control' : 'chosen',
	};
}

/** Files where they were, else beside the manifest, which may have moved with them. */
async function placesOf(
	names: readonly string[],
	manifest: string,
): Promise<{ readonly paths: readonly string[]; readonly missing: readonly string[] }> {
	const exists = (path: string): Promise<boolean> =>
		access(path).then(
			() => true,
			() => false,
		);
	const paths: string[] = [];
	const missing: string[] = [];
	for (const name of names) {
		const beside = isAbsolute(name) ? name : join(dirname(manifest), name);
		const found = (await exists(name)) ? name : (await exists(beside)) ? beside : undefined;
		paths.push(found ?? name);
		if (found === undefined) missing.push(name);
	}
	return { paths, missing };
}

/** What a manifest does not decide. Options that begin with `--no-` change nothing of what is chosen either. */
const besideManifest: ReadonlySet<string> = new Set(['fromManifest', 'rollouts', 'o', 'quiet']);

/** @throws CommandError of usage that names the options given which the manifest decides: to pass over them would be to pretend. */
export function refuseDecided(command: Command): void {
	const given = command.options.filter((option) => {
		const name = option.attributeName();
		return !option.negate && command.getOptionValueSource(name) === 'cli' && command.getOptionValue(name) !== false;
	});
	const decided = given.filter((option) => !besideManifest.has(option.attributeName())).map(({ long }) => long);
	if (decided.length === 0) return;
	const [names, verb, them] = [decided.join(', '), decided.length === 1 ? 'is' : 'are', decided.length === 1 ? 'it' : 'them'];
	throw new CommandError(`${names} ${verb} decided by the manifest of --from-manifest: leave ${them} out`, ExitCode.usage);
}
