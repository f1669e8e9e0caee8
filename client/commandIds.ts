/** The commands that the client registers; package.json contributes the same, as a test makes sure. */
export const commandIds = {
	exportTopK: 'insight.exportTopK',
	exportControl: 'insight.exportControl',
	compareStrategies: 'insight.compareStrategies',
	review: 'insight.review',
	toggleHeatmap: 'insight.toggleHeatmap',
	setHeatmapMode: 'insight.setHeatmapMode',
	showFormat: 'insight.showFormat',
	fit: 'insight.fit',
	rescore: 'insight.rescore',
	goToBest: 'insight.goToBest',
	nextBest: 'insight.nextBest',
	previousBest: 'insight.previousBest',
	nextRollout: 'insight.nextRollout',
	openWalkthrough: 'insight.openWalkthrough',
	openDatasetEditor: 'insight.openDatasetEditor',
	exportSelection: 'insight.exportSelection',
	tableInclude: 'insight.table.include',
	tableExclude: 'insight.table.exclude',
	tableUnmark: 'insight.table.unmark',
	tableGoTo: 'insight.table.goTo',
	tableOpenText: 'insight.table.openText',
	tableCopyId: 'insight.table.copyId',
	/** Called by lenses only. */
	explain: 'insight.explain',
	/** Called by the status bar only. */
	showMenu: 'insight.showMenu',
} as const;
