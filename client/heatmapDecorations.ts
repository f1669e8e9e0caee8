/** How the heat looks: a background and a gutter digit for each bucket, and marks in the overview ruler. */
import * as vscode from 'vscode';
import { cividis } from '../shared/colorScale.ts';
import { heatColorId, topColorId } from './colorIds.ts';
import { digitSvg } from './digitSvg.ts';

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
			backgroundColor: new vscode.ThemeColor(heatColorId(bucket)),
			gutterIconPath: vscode.Uri.parse(`data:image/svg+xml;base64,${Buffer.from(digitSvg(bucket, color)).toString('base64')}`),
			gutterIconSize: 'contain',
			// A line put in at either edge is not an example of this bucket.
			rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
		}),
	);
	const top = vscode.window.createTextEditorDecorationType({
		isWholeLine: true,
		overviewRulerColor: new vscode.ThemeColor(topColorId),
		overviewRulerLane: vscode.OverviewRulerLane.Right,
		rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
	});
	return {
		buckets,
		top,
		dispose: () => {
			for (const type of [...buckets, top]) type.dispose();
		},
	};
}
