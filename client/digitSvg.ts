/** Free of VS Code, so that it is tested without it. */
import { bucketCount } from '../shared/colorScale.ts';

/**
 * The gutter icon of a bucket, 16 units square: its digit on its colour. Heat is told by number as well, for whoever cannot tell it by
 * colour. The grey edge is 3:1 or more on black and on white, so that dark chips show on dark and light ones on light.
 */
export function digitSvg(bucket: number, color: string): string {
	// Cividis grows lighter bucket by bucket, so black is legible from the middle on.
	const ink = bucket >= bucketCount / 2 ? '#000' : '#fff';
	return (
		'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">' +
		`<rect x="2.5" y="2" width="11" height="12" rx="2.5" fill="${color}" stroke="#888"/>` +
		'<text x="8" y="11.4" font-family="system-ui,sans-serif" font-size="9.5" font-weight="600" text-anchor="middle" ' +
		`fill="${ink}">${bucket}</text></svg>`
	);
}
