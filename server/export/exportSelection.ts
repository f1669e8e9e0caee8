/** Writes chosen sets and their manifests, all or none. */

import type { ExportForm } from '../../shared/exportForms.ts';
import type { ExportOrder, ExportResult } from '../../shared/protocol.ts';
import type { Settings } from '../../shared/settings.ts';
import { version } from '../../shared/version.ts';
import { type Dataset, type ExampleList, linesOf } from '../core/dataset/dataset.ts';
import type { LoadedDataset, LoadedSource } from '../core/dataset/loadDataset.ts';
import type { ChosenSet } from '../selection/chooseExamples.ts';
import type { Choosing, TableCriterion } from '../selection/choosing.ts';
import { choiceNotes, datasetNotes } from '../selection/notes.ts';
import type { AtomicFile, ExportHost } from './exportHost.ts';
import { expectedEffectiveBatch, manifestSuffix, manifestText } from './manifest.ts';
import { formNotes, writeForm } from './writeForm.ts';

/** A set, and the file it goes to. */
export interface ExportedSet {
	readonly target: string;
	/** The best first. */
	readonly chosen: ExampleList;
	/** What they were chosen by, of each example by its index. */
	readonly values: Float64Array;
	readonly criterion: Choosing | TableCriterion;
	/** What a person should know of it. */
	readonly notes: readonly string[];
	/** Where the set is made anew from a manifest: what has to come out. */
	readonly expected?: { readonly sha256: string; readonly version: string };
}

/** A set as it was chosen from a dataset, on its way to a file. */
export function exportedSet(target: string, set: ChosenSet, dataset: Dataset, settings: Settings): ExportedSet {
	const notes = [...datasetNotes(dataset, settings), ...choiceNotes(set, settings)];
	return { target, chosen: set.chosen, values: set.choice.values, criterion: set.choosing, notes };
}

export interface ExportRequest {
	readonly loaded: LoadedDataset;
	readonly sets: readonly ExportedSet[];
	readonly settings: Settings;
	readonly order: ExportOrder;
	readonly form: ExportForm;
	readonly signal: AbortSignal;
	/** Lines written so far, of how many. */
	readonly onProgress?: (written: number, total: number) => void;
	/** SHA-256 of each source, then of those that the rollouts of a training set come from. */
	readonly checksums: readonly string[];
	/** The fingerprints of the same, from before they were scored. */
	readonly fingerprints: readonly string[];
}

/**
 * @returns what was written of each set.
 * @throws an error for people when a source changed since it was scored, a file cannot be written, or the bytes are not those expected;
 * the signal's reason when aborted. Nothing is left behind then.
 */
export async function exportSelection(host: ExportHost, request: ExportRequest): Promise<readonly ExportResult[]> {
	const { loaded, sets, signal } = request;
	const sourcePaths = inputsOf(loaded).map(({ source }) => source.name);
	const files: AtomicFile[] = [];
	const create = async (target: string): Promise<AtomicFile> => {
		const file = await host.createFile(target, sourcePaths);
		files.push(file);
		return file;
	};
	try {
		const results: ExportResult[] = [];
		const total = sets.reduce((sum, { chosen }) => sum + linesOf(loaded.dataset, chosen), 0);
		let written = 0;
		for (const set of sets) {
			const before = written;
			const onProgress = (copied: number): void => request.onProgress?.(before + copied, total);
			results.push(await writeSet(host, request, set, create, onProgress));
			written += linesOf(loaded.dataset, set.chosen);
		}
		await refuseChangedSources(request);
		signal.throwIfAborted();
		// All are on the disk before the first is in place: a disk that is full, or a crash until then, leaves no half of a set.
		for (const file of files) await file.flush();
		for (const file of files) await file.commit();
		return results;
	} finally {
		for (const file of files) await file.discard();
	}
}

/** What a dataset was read from: its sources, and those of rollouts that stand elsewhere. */
function inputsOf({ sources, join }: LoadedDataset): readonly LoadedSource[] {
	return [...sources, ...(join?.rollouts ?? [])];
}

/** What may be the reason why a manifest is not met: a sentence behind another, or nothing. */
export function versionNote(ofManifest: string): string {
	return ofManifest === version
		? ''
		: ` It is of version ${ofManifest}, and this is ${version}, which may choose or write otherwise.`;
}

async function writeSet(
	host: ExportHost,
	{ loaded, settings, order, form, signal, checksums }: ExportRequest,
	{ target, chosen, values, criterion, notes: ofSet, expected }: ExportedSet,
	create: (target: string) => Promise<AtomicFile>,
	onProgress: (copied: number) => void,
): Promise<ExportResult> {
	const output = await create(target);
	const manifest = await create(`${target}${manifestSuffix}`);
	const checksum = host.createChecksum();
	const write = async (bytes: Uint8Array): Promise<void> => {
		checksum.update(bytes);
		await output.write(bytes);
	};
	const lines = await writeForm(form, { loaded, chosen, values, order }, write, { signal, onProgress });
	const sha256 = checksum.digest();
	if (expected !== undefined && sha256 !== expected.sha256) {
		const difference = `${target} would have the SHA-256 ${sha256}, but the manifest says ${expected.sha256}.`;
		throw new Error(`${difference}${versionNote(expected.version)} Nothing was written.`);
	}
	const cut = lowestOf(chosen, values);
	const notes = [...formNotes(form, chosen), ...ofSet];
	const sources = inputsOf(loaded).map((source, index) => ({ source, sha256: checksums[index]! }));
	const { dataset, join } = loaded;
	const date = host.now();
	const text = manifestText({ dataset, sources, join, settings, criterion, chosen, cut, lines, order, form, sha256, date, notes });
	await manifest.write(new TextEncoder().encode(text));
	return {
		examples: chosen.length,
		lines,
		target: output.path,
		manifest: manifest.path,
		cutScore: cut ?? 0,
		expectedEffectiveBatch: expectedEffectiveBatch(chosen),
		notes,
	};
}

function lowestOf(chosen: ExampleList, values: Float64Array): number | null {
	let lowest = Number.POSITIVE_INFINITY;
	for (const { index } of chosen) if (values[index]! < lowest) lowest = values[index]!;
	return lowest === Number.POSITIVE_INFINITY ? null : lowest;
}

async function refuseChangedSources({ loaded, fingerprints }: ExportRequest): Promise<void> {
	for (const [index, { source }] of inputsOf(loaded).entries()) {
		if ((await source.fingerprint()) === fingerprints[index]) continue;
		throw new Error(`${source.name} changed while it was read: nothing was written. Try again when nothing writes to it.`);
	}
}
