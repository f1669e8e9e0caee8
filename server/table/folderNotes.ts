import { formatQuantity } from '../../shared/format.ts';
import type { Contents } from './contents.ts';

/** Files named of those that a note is about. */
const mostNamed = 3;

/** Which files of a folder do not count, and why. */
export function folderNotes({ loaded, passedOver }: Pick<Contents, 'loaded' | 'passedOver'>): readonly string[] {
	const unknown = loaded.sources
		.filter(({ format, part }) => format === undefined && part.lineCount > 0)
		.map(({ source }) => source.name);
	return [
		...noteOf(unknown, 'no rollouts are recognised in'),
		...noteOf(passedOver, 'passed over, because they repeat or describe others:'),
	];
}

function noteOf(paths: readonly string[], what: string): readonly string[] {
	if (paths.length === 0) return [];
	const names = paths.slice(0, mostNamed).map((path) => path.split(/[\\/]/).slice(-2).join('/'));
	const more = paths.length > mostNamed ? ` and ${formatQuantity(paths.length - mostNamed, 'more file')}` : '';
	return [`${formatQuantity(paths.length, 'file')} of the folder not counted: ${what} ${names.join(', ')}${more}.`];
}
