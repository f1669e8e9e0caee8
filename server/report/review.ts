/** The sections of a review, in the order in which a person decides. */
import { bestSection, notesSection, readingSection, settingsSection, summarySection } from './facts.ts';
import { beliefMapSection, histogramsSection, weightSection } from './poolPictures.ts';
import type { Origin, ReviewInput, Section } from './reviewInput.ts';

export function reviewSections(input: ReviewInput, origin?: Origin): readonly Section[] {
	const sections = [
		summarySection(input),
		notesSection(input),
		beliefMapSection(input),
		histogramsSection(input),
		weightSection(input),
		bestSection(input),
		readingSection(input),
		settingsSection(input, origin),
	];
	return sections.filter((section) => section !== undefined);
}
