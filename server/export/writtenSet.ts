import type { ExportOrder } from '../../shared/protocol.ts';
import { type ExampleList, indicesOf, pickExamples } from '../core/dataset/dataset.ts';
import type { LoadedDataset } from '../core/dataset/loadDataset.ts';

/** A chosen set on its way into a file. */
export interface WrittenSet {
	readonly loaded: LoadedDataset;
	/** The best first. */
	readonly chosen: ExampleList;
	/** What they were chosen by, of each example by its index; NaN: nothing. */
	readonly values: Float64Array;
	readonly order: ExportOrder;
}

/** The chosen examples in the order in which they are written. */
export function inWrittenOrder({ loaded: { dataset }, chosen, order }: WrittenSet): ExampleList {
	return order === 'rank' ? chosen : pickExamples(dataset, indicesOf(chosen).sort());
}
