/** How the heat looks: a background and a gutter digit for each bucket, and marks in the overview ruler. */
import * as vscode from 'vscode';
import { bucketCount, cividis } from '../shared/colorScale.ts';

/** One decoration type a bucket, made once: VS Code draws plain ranges of a type on a fast path. */
export interface HeatmapDecorations {
	readonly buckets: readonly vscode.TextEditorDecorationType[];
	/** The best examples, in the overview ruler. */
	readonly top: vscode.TextEditorDecorationType;
	dispose(): void;
}

export function createHeatmapDecorations(): HeatmapDecorations {
	const buckets = cividis.map((color, bucket) =>
		vscode.window.createTextEditorDecorationType({
			isWholeLine: true,
			backgroundColor: new vscode.ThemeColor(`insight.heat${bucket}`),
			gutterIconPath: digitIcon(bucket, color),
			gutterIconSize: 'contain',
			rangeBehavior: vscode.DecorationRangeBehavior.OpenOpen,
		}),
	);
	const top = vscode.window.createTextEditorDecorationType({
		isWholeLine: true,
		overviewRulerColor: new vscode.ThemeColor('insight.top'),
		overviewRulerLane: vscode.OverviewRulerLane.Right,
	});
	return {
		buckets,
		top,
		dispose: () => {
			for (const type of [...buckets, top]) type.dispose();
		},
	};
}

/** The bucket as a digit on its colour: heat is told by number as well, for whoever cannot tell it by colour. */
function digitIcon(bucket: number, color: string): vscode.Uri {
	// Cividis grows lighter bucket by bucket, so black is legible from the middle on.
	const ink = bucket >= bucketCount / 2 ? '#000' : '#fff';
	const svg =
		'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">' +
		`<rect x="2.5" y="2" width="11" height="12" rx="2.5" fill="${color}" stroke="#8886" stroke-width="1"/>` +
		`<text x="8" y="11.4" font-family="system-ui,sans-serif" font-size="9.5" font-weight="600" text-anchor="middle" fill="${ink}">${bucket}</text></svg>`;
	return vscode.Uri.parse(`data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`);
}
