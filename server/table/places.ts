/** Where lines stand. */
import { type LoadedDataset, placeOf } from '../core/loadDataset.ts';

/** Names lines for people, `step_2/traces.jsonl:34`, where there are several files; in a single one the number says it all. */
export function createPlaceNamer(loaded: LoadedDataset): (line: number) => string | null {
	const names = loaded.sources.map(({ source }) => source.name.replaceAll('\\', '/'));
	if (names.length < 2) return () => null;
	const folder = sharedFolder(names);
	return (line) => {
		const { source, fileLine } = placeOf(loaded, line);
		return `${source.source.name.slice(folder.length)}:${fileLine + 1}`;
	};
}

/** What all paths begin with, up to a slash. */
function sharedFolder(paths: readonly string[]): string {
	let shared = paths[0]!;
	for (const path of paths)
		while (!path.startsWith(shared)) shared = shared.slice(0, shared.lastIndexOf('/', shared.length - 2) + 1);
	return shared;
}
