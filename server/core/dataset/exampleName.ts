/** What tells an example from others, wherever it stands. */
import type { LineColumns } from '../scan/lineColumns.ts';

/**
 * Names the example on a line by the strongest of group, id and prompt: of a group, the name is the same whichever of its lines comes first.
 *
 * @returns a 53-bit hash; NaN for a record that has none of them.
 */
export function createNamer({ numbers: { keyHash, idHash, promptHash } }: LineColumns): (line: number) => number {
	const names = [keyHash, idHash, promptHash].filter((column) => column !== undefined);
	return (line) => {
		for (let which = 0; which < names.length; which++) {
			const hash = names[which]![line]!;
			if (!Number.isNaN(hash)) return hash;
		}
		return Number.NaN;
	};
}
