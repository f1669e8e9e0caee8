/** Ids of the theme colours that the client uses; package.json contributes the same, as a test makes sure. */
import { bucketCount } from '../shared/colorScale.ts';

/** Background of the lines of a bucket. */
export function heatColorId(bucket: number): string {
	return `insight.heat${bucket}`;
}

/** Marks of the best examples in the overview ruler. */
export const topColorId = 'insight.top';

/** All of them. */
export const colorIds: readonly string[] = [...Array.from({ length: bucketCount }, (_, bucket) => heatColorId(bucket)), topColorId];
