/** What orders examples of equal score, the same way on every machine. */
import { shuffleHash } from '../../shared/hash.ts';
import type { ExampleColumns } from './grouping.ts';
import type { LineColumns } from './lineColumns.ts';

/** From what names an example, the strongest first: the key is the same whichever of its lines comes first. */
export function createTieHash(
	{ numbers: { keyHash, idHash, promptHash } }: LineColumns,
	{ firstLine }: Pick<ExampleColumns, 'firstLine'>,
	seed: number,
): (index: number) => number {
	const names = [keyHash, idHash, promptHash].filter((column) => column !== undefined);
	return (index) => {
		const line = firstLine[index]!;
		for (let which = 0; which < names.length; which++) {
			const hash = names[which]![line]!;
			if (!Number.isNaN(hash)) return shuffleHash(hash, seed);
		}
		return shuffleHash(index, seed);
	};
}
