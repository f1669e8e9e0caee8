/** The sections of a review, in the order in which a person decides. */
import { fitBeliefs } from '../selection/fit/fitBeliefs.ts';
import { bestSection, notesSection, readingSection, settingsSection, summarySection } from './facts.ts';
import { fitSections } from './fitSections.ts';
import { beliefMapSection, histogramsSection, weightSection } from './poolPictures.ts';
import type { Origin, ReviewInput, Section } from './reviewInput.ts';

export function reviewSections(input: ReviewInput, origin?: Origin): readonly Section[] {
	const fit = fitBeliefs(input.dataset, input.settings.prior);
	const sections = [
		summarySection(input, fit),
		notesSection(input),
		beliefMapSection(input),
		histogramsSection(input),
		weightSection(input),
		...fitSections(input, fit),
		bestSection(input),
		readingSection(input),
		settingsSection(input, origin),
	];
	return sections.filter((section) => section !== undefined);
}
