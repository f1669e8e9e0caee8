/** Values of fields that scoring does not look at, in a pass of their own over the sources. */

import type { FieldPath } from '../json/fieldPath.ts';
import { compileFieldPlan } from '../json/fieldPlan.ts';
import { JsonScanner } from '../json/jsonScanner.ts';
import { decodeId } from '../json/scalars.ts';
import { blankLine } from '../record/lineReading.ts';
import { scanSource } from '../scan/scan.ts';
import type { LoadedDataset } from './loadDataset.ts';

/**
 * For each path, the values on the first lines of the examples, as ids are read: texts, numbers, `true` and `false` as text; `null` for
 * anything else and for nothing.
 *
 * @throws what a source's I/O throws, and the signal's reason when aborted.
 */
export async function readFields(
	{ dataset, sources }: LoadedDataset,
	paths: readonly FieldPath[],
	signal: AbortSignal,
): Promise<readonly (readonly (string | null)[])[]> {
	const columns = paths.map(() => new Array<string | null>(dataset.examples.length).fill(null));
	if (paths.length === 0) return columns;
	const { root, slotOf } = compileFieldPlan(paths);
	const scanner = new JsonScanner();
	for (const { source, container, firstLine } of sources) {
		let lineNumber = firstLine - 1;
		await scanSource(
			source,
			() => blankLine,
			({ line: { buffer, start, end, isTooLong } }) => {
				const index = dataset.exampleOfLine[++lineNumber] ?? -1;
				if (index < 0 || isTooLong || dataset.columns.firstLine[index] !== lineNumber) return;
				scanner.scan(buffer, start, end, root);
				for (const [which, column] of columns.entries()) {
					const capture = scanner.captures.find(slotOf[which]!);
					if (capture >= 0) column[index] = decodeId(buffer, scanner.captures, capture);
				}
			},
			{ container, signal },
		);
	}
	return columns;
}
