/** How much of InSight a text document of a size gets; VS Code sets the limits. Free of VS Code, so that it is tested without it. */
import { formatCount } from '../shared/format.ts';

/** UTF-16 units above which VS Code hands a text document to no extension (microsoft/vscode#111849). */
export const largestTextDocument = 50 * 2 ** 20;
/** UTF-16 units and lines above which VS Code shows no lenses, folding or colours. */
export const largestRichDocument = 20 * 2 ** 20;
const mostRichLines = 300_000;

export type Tier = 'full' | 'reduced' | 'none';

export interface DocumentSize {
	/** UTF-16 units, or bytes where the text is not to be had. */
	readonly length: number;
	readonly lines: number;
}

export function tierOf({ length, lines }: DocumentSize): Tier {
	if (length > largestTextDocument) return 'none';
	return length > largestRichDocument || lines > mostRichLines ? 'reduced' : 'full';
}

export interface TierText {
	/** Beside the icon. */
	readonly label: string;
	/** What that means, in a sentence or two. */
	readonly detail: string;
}

export const tierTexts: Readonly<Record<Tier, TierText>> = {
	full: { label: 'InSight: all features', detail: 'Heat, lenses, hovers, diagnostics.' },
	reduced: {
		label: 'InSight: no lenses here',
		detail: `Over ${largestRichDocument / 2 ** 20} MiB or ${formatCount(mostRichLines)} lines VS Code shows no lenses and no syntax colours. Heat, hovers and diagnostics work. The dataset editor has everything.`,
	},
	none: {
		label: 'InSight: too large for a text editor',
		detail: `VS Code hands no text document over ${largestTextDocument / 2 ** 20} MiB to extensions, so there is no heat, no hover, no diagnostic here. The dataset editor has no such limit.`,
	},
};
