/** The sections of a review, in the order in which a person decides. */
import { fitBeliefs } from '../selection/fit/fitBeliefs.ts';
import { compareSections } from './compareSections.ts';
import { bestSection, notesSection, readingSection, settingsSection, summarySection } from './facts.ts';
import { fitSections } from './fitSections.ts';
import { planSection } from './planSection.ts';
import { beliefMapSection, histogramsSection, weightSection } from './poolPictures.ts';
import type { Origin, ReviewInput, Section } from './reviewInput.ts';

/** One by one, as some take a while: who draws in the background can let others have their turn between two of them. */
export function* reviewSections(input: ReviewInput, origin?: Origin): Generator<Section, void> {
	const fit = fitBeliefs(input.dataset, input.settings.prior, input.settings.discount);
	yield summarySection(input, fit);
	if (input.notes.length > 0) yield notesSection(input);
	yield beliefMapSection(input);
	yield histogramsSection(input);
	yield weightSection(input);
	yield* compareSections(input);
	yield planSection(input);
	yield* fitSections(input, fit);
	yield bestSection(input);
	yield readingSection(input);
	yield settingsSection(input, origin);
}
