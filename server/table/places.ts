/** Where lines stand. */
import { type LoadedDataset, placeOf } from '../core/dataset/loadDataset.ts';

/**
 * Names lines for people, such as line 34 of `step_2/traces.jsonl` among its kin as `step_2:34`, where there are several files; in a single
 * one the number says it all. Looks at all names once, when it is made.
 */
export function createPlaceNamer(loaded: LoadedDataset): (line: number) => string | null {
	const names = loaded.sources.map(({ source }) => source.name.replaceAll('\\', '/'));
	if (names.length < 2) return () => null;
	const folder = sharedStart(names);
	const ending = sharedEnd(names.map((name) => name.slice(folder.length)));
	return (line) => {
		const { source, fileLine } = placeOf(loaded, line);
		const { name } = source.source;
		return `${name.slice(folder.length, name.length - ending.length)}:${fileLine + 1}`;
	};
}

/** What all paths begin with, up to a slash. */
function sharedStart(paths: readonly string[]): string {
	const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);
	let shared = folderOf(paths[0]!);
	for (const path of paths) while (!path.startsWith(shared)) shared = folderOf(shared.slice(0, -1));
	return shared;
}

/** What all paths end with, from a slash, a point, `_` or `-` on: it tells none from another. */
function sharedEnd(paths: readonly string[]): string {
	let shared = paths[0]!.match(/[-_./].*/)?.[0] ?? '';
	for (const path of paths) while (!path.endsWith(shared)) shared = shared.slice(1).match(/[-_./].*/)?.[0] ?? '';
	return shared;
}
