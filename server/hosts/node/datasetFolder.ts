/** The datasets in a folder, as trainers lay them out: step files, folders of steps, a file a task. */
import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ioError } from './ioError.ts';

/** Files of a folder tree that may hold records. */
export interface FolderFiles {
	/** In natural order: `step_2/…` before `step_10/…`. */
	readonly files: readonly string[];
	/** What was passed over although its name is that of a dataset, because it repeats or describes the others. */
	readonly passedOver: readonly string[];
}

const datasetNames = /\.(?:(?:jsonl|ndjson|json)(?:\.gz|\.zst)?|parquet|eval)$/i;

/**
 * What frameworks and this tool write beside rollouts: NeMo-Gym's failures, inputs and profiles, SkyRL's sums, verifiers' metadata,
 * tinker-cookbook's settings, metrics and traces, manifests.
 */
const siblings =
	/(?:_failures|_materialized_inputs|_reward_profiling)\.jsonl?$|^aggregated_results\.jsonl$|^metadata\.json$|^config\.json$|^(?:metrics|checkpoints|timing_spans|trace_events)\.jsonl$|_logtree\.json$|\.insight\.json$/i;

/**
 * Walks a folder. Each folder is entered once, by whatever links it is reached, so that links in a circle end. Hidden files and folders
 * are not looked at.
 *
 * @throws an error for people when a folder cannot be read.
 */
export async function datasetFolder(root: string): Promise<FolderFiles> {
	const files: string[] = [];
	const passedOver: string[] = [];
	const entered = new Set<string>();
	const { compare } = new Intl.Collator('en', { numeric: true });

	const walk = async (folder: string): Promise<void> => {
		const { dev, ino } = await statOf(folder);
		const identity = `${dev}:${ino}`;
		if (entered.has(identity)) return;
		entered.add(identity);
		const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
			throw ioError('read', folder, error);
		});
		const names = new Set(entries.map(({ name }) => name));
		for (const entry of entries.sort((left, right) => compare(left.name, right.name))) {
			if (entry.name.startsWith('.')) continue;
			const path = join(folder, entry.name);
			const kind = await kindOf(entry, path);
			const repeats = repeatsAnother(entry.name, names);
			if (kind === 'folder') {
				if (repeats) passedOver.push(path);
				else await walk(path);
			} else if (kind === 'file' && datasetNames.test(entry.name)) {
				(repeats || siblings.test(entry.name) ? passedOver : files).push(path);
			}
		}
	};
	await walk(root);
	return { files, passedOver };
}

/** Whether what stands beside a name holds the same rollouts: all of them (prime-rl), or the file unpacked. */
function repeatsAnother(name: string, names: ReadonlySet<string>): boolean {
	const unpacked = name.replace(/\.(?:gz|zst)$/i, '');
	return (name === 'effective' && names.has('all')) || (unpacked !== name && names.has(unpacked));
}

async function kindOf(entry: Dirent, path: string): Promise<'file' | 'folder' | 'other'> {
	if (!entry.isSymbolicLink()) return entry.isDirectory() ? 'folder' : entry.isFile() ? 'file' : 'other';
	// A link to nowhere, or in a circle, is nothing to read.
	const stats = await stat(path).catch(() => undefined);
	return stats?.isDirectory() ? 'folder' : stats?.isFile() ? 'file' : 'other';
}

async function statOf(path: string) {
	return stat(path, { bigint: true }).catch((error: unknown) => {
		throw ioError('read', path, error);
	});
}
