/** The sections of a review, in the order in which a person decides. */
import { bestSection, notesSection, readingSection, settingsSection, summarySection } from './facts.ts';
import { beliefMapSection, histogramsSection, weightSection } from './poolPictures.ts';
import type { ReviewInput, Section } from './reviewInput.ts';

export interface Origin {
	/** Commands that give the same again. */
	readonly repeat: readonly string[];
	readonly sources: readonly { readonly path: string; readonly sha256: string }[];
}

export function reviewSections(input: ReviewInput, { repeat, sources }: Origin): readonly Section[] {
	const sections = [
		summarySection(input),
		notesSection(input),
		beliefMapSection(input),
		histogramsSection(input),
		weightSection(input),
		bestSection(input),
		readingSection(input),
		settingsSection(input, repeat, sources),
	];
	return sections.filter((section) => section !== undefined);
}
