/** Draws the review of an open document in the background of everything else. */
import type { ReviewParams, ReviewResult } from '../shared/protocol.ts';
import type { Documents, DocumentsHost } from './documents.ts';
import { review } from './features/review.ts';

/**
 * Begins anew where the document changes meanwhile.
 *
 * @returns `null` where it is not open, or not any more.
 * @throws the signal's reason when aborted.
 */
export async function reviewDocument(
	documents: Documents,
	{ pause }: Pick<DocumentsHost, 'pause'>,
	params: ReviewParams,
	withCommands: boolean,
	signal: AbortSignal,
): Promise<ReviewResult | null> {
	for (;;) {
		const document = await documents.scored(params.uri);
		if (document === undefined) return null;
		const drawing = review(document, params, withCommands);
		for (let part = drawing.next(); ; part = drawing.next()) {
			if (part.done === true) return part.value;
			await pause();
			signal.throwIfAborted();
			if ((await documents.scored(params.uri)) !== document) break;
		}
	}
}
