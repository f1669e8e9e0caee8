import type { ExportOrder } from '../../shared/protocol.ts';
import type { Example } from '../core/dataset.ts';
import type { LoadedDataset } from '../core/loadDataset.ts';

/** A chosen set on its way into a file. */
export interface WrittenSet {
	readonly loaded: LoadedDataset;
	/** The best first. */
	readonly chosen: readonly Example[];
	/** What they were chosen by, of each example by its index; NaN: nothing. */
	readonly values: Float64Array;
	readonly order: ExportOrder;
}

/** The chosen examples in the order in which they are written. */
export function inWrittenOrder({ chosen, order }: WrittenSet): readonly Example[] {
	return order === 'rank' ? chosen : chosen.toSorted((left, right) => left.index - right.index);
}
