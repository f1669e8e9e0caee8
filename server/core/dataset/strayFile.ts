import { formatQuantity } from '../../../shared/format.ts';
import { type LineProblem, unknownFormatMessage } from '../record/problem.ts';
import { LineKind } from '../scan/lineColumns.ts';
import type { ScanPart } from '../scan/scanPart.ts';

/** Of a file among others that is none of theirs, such as a run's settings: one word about it, not one about each line. */
export function strayProblems({ lines: { kinds, length } }: ScanPart): readonly LineProblem[] {
	const unmapped = kinds.indexOf(LineKind.unmapped);
	if (unmapped >= 0) return [{ code: 'unknown-format', message: unknownFormatMessage, lineNumber: unmapped }];
	const broken = kinds.indexOf(LineKind.broken);
	const message = `None of the ${formatQuantity(length, 'line')} of this file is a JSON object, so it is not read. Leave it out, if it is no dataset.`;
	return broken < 0 ? [] : [{ code: 'unknown-format', message, lineNumber: broken }];
}
