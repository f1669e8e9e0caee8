/** What the status bar says, in words. Free of VS Code, so that it is tested without it. */
import { formatCount, formatQuantity } from '../shared/format.ts';
import type { HeatmapResult, StatusResult } from '../shared/protocol.ts';
import type { HeatmapMode } from '../shared/settings.ts';
import { modeDescriptions } from './modeDescriptions.ts';

/** The heat of a document: what it shows, or that it is off. */
export interface HeatState {
	readonly enabled: boolean;
	readonly mode: HeatmapMode;
	/** Of the heat as drawn; `undefined` where none is. */
	readonly legend: HeatmapResult['legend'] | undefined;
}

/** Whether there is something, and nobody knows what. */
export function isUnread({ format, lines }: StatusResult): boolean {
	return format === null && lines > 0;
}

/** What stands in the bar beside the icon. */
export function statusLabel({ format, lines, examples }: StatusResult, { enabled, mode }: HeatState): string {
	if (lines === 0) return 'InSight: empty';
	if (format === null) return 'InSight: format not recognised';
	return `InSight: ${format.name} · ${enabled ? mode : 'heat off'} · ${formatQuantity(examples, 'example')}`;
}

/** The tooltip, as Markdown: how the document was read, its numbers, what to know before believing them, and the legend. */
export function statusTooltip(status: StatusResult, { enabled, mode, legend }: HeatState): string {
	const { format, lines, notes } = status;
	if (lines === 0) return 'There is nothing in the file yet.';
	const noteList = notes.map((note) => `- ${escapeMarkdown(note)}`).join('\n');
	if (format === null)
		return ['**Format not recognised**', noteList, '*Show Detected Format* says what was looked for.'].join('\n\n');
	return [
		`**${escapeMarkdown(format.name)}**: ${escapeMarkdown(format.title)}`,
		counts(status),
		noteList,
		enabled ? `Heat: **${mode}**. ${modeDescriptions[mode]}.` : 'Heat is off.',
		enabled && legend !== undefined
			? `Gutter **0** is the lowest (${escapeMarkdown(legend.lowest)}), **9** the highest (${escapeMarkdown(legend.highest)}).`
			: '',
	]
		.filter((paragraph) => paragraph !== '')
		.join('\n\n');
}

function counts({ examples, rollouts, successes, unscored, brokenLines }: StatusResult): string {
	return [
		formatQuantity(examples, 'example'),
		`${formatQuantity(rollouts, 'rollout')}, ${formatCount(successes)} solved`,
		...(unscored > 0 ? [`${formatCount(unscored)} unscored`] : []),
		...(brokenLines > 0 ? [formatQuantity(brokenLines, 'broken line')] : []),
	].join(' · ');
}

/** Data may say anything, and must not be read as Markdown. */
function escapeMarkdown(text: string): string {
	return text.replace(/[\\`*_{}[\]()#+!|<>~$&]/g, '\\$&');
}
