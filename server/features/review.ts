import { pictureStyle } from '../../shared/pictures/pictureStyle.ts';
import type { ReviewParams, ReviewResult } from '../../shared/protocol.ts';
import type { StrategyName } from '../../shared/strategies.ts';
import type { ScoredDocument } from '../core/document/scoredDocument.ts';
import type { Sliced } from '../core/slices.ts';
import { paragraph } from '../report/html.ts';
import { reviewBody } from '../report/page.ts';
import { reviewSections } from '../report/review.ts';
import { reviewStyle } from '../report/reviewStyle.ts';
import { chooseExamples } from '../selection/chooseExamples.ts';
import { choosingOf } from '../selection/choosing.ts';
import { choiceNotes, datasetNotes } from '../selection/notes.ts';

const style = `${pictureStyle}\n${reviewStyle}`;
/** Fewer than a report has, as they are drawn anew with every change: 0.3 s for 20,000 examples. */
const compared: readonly StrategyName[] = [
	'insight',
	'mutual-information',
	'non-degenerate',
	'learnability',
	'easy-to-hard',
	'random',
];
const plan = { steps: 30, runs: 5 };

/**
 * The pictures of a document.
 *
 * @param withCommands whether the client has the commands that rows can link to.
 */
export function* review(document: ScoredDocument, { top }: Pick<ReviewParams, 'top'>, withCommands: boolean): Sliced<ReviewResult> {
	const { dataset, settings, uri, version, places } = document;
	const name = decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1));
	const set = chooseExamples(dataset, { ...choosingOf(settings), top }, settings);
	if ('problem' in set) return { version, html: paragraph(set.problem), style };
	const { chosen } = set;
	const sections = yield* reviewSections({
		dataset,
		settings,
		chosen,
		top,
		compared,
		plan,
		readings: [{ source: name, format: dataset.format }],
		notes: [...datasetNotes(dataset, settings), ...choiceNotes(set, settings)],
		whereOf: ({ firstLine }) => dataset.lineName(firstLine),
		...(withCommands ? { linkOf: ({ firstLine }) => commandLink('insight.explain', uri, places.lineOf(firstLine)) } : {}),
	});
	return { version, html: reviewBody(name, 'As it is in the editor, saved or not.', sections), style };
}

/** As VS Code reads links to commands. */
function commandLink(command: string, ...args: readonly unknown[]): string {
	return `command:${command}?${encodeURIComponent(JSON.stringify(args))}`;
}
