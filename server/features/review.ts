import { pictureStyle } from '../../shared/pictures/pictureStyle.ts';
import type { ReviewParams, ReviewResult } from '../../shared/protocol.ts';
import type { ScoredDocument } from '../core/scoredDocument.ts';
import { reviewBody } from '../report/page.ts';
import { reviewSections } from '../report/review.ts';
import { reviewStyle } from '../report/reviewStyle.ts';
import { datasetNotes, selectionNotes } from '../selection/notes.ts';
import { selectExamples } from '../selection/select.ts';

/** The pictures of a document. @param withCommands whether the client has the commands that rows can link to. */
export function review(document: ScoredDocument, { top }: Pick<ReviewParams, 'top'>, withCommands: boolean): ReviewResult {
	const { dataset, settings, uri, version } = document;
	const name = decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1));
	const chosen = selectExamples(dataset, { top });
	const sections = reviewSections({
		dataset,
		settings,
		chosen,
		top,
		readings: [{ source: name, format: dataset.format }],
		notes: [...datasetNotes(dataset), ...selectionNotes(chosen, dataset)],
		whereOf: ({ firstLine }) => `line ${firstLine + 1}`,
		...(withCommands ? { linkOf: ({ firstLine }) => commandLink('insight.explain', uri, firstLine) } : {}),
	});
	return {
		version,
		html: reviewBody(name, 'As it is in the editor, saved or not.', sections),
		style: `${pictureStyle}\n${reviewStyle}`,
	};
}

/** As VS Code reads links to commands. */
function commandLink(command: string, ...args: readonly unknown[]): string {
	return `command:${command}?${encodeURIComponent(JSON.stringify(args))}`;
}
