/** The sections of a review, in the order in which a person decides. */
import type { Sliced } from '../core/slices.ts';
import { fitBeliefs } from '../selection/fit/fitBeliefs.ts';
import { compareSections } from './compareSections.ts';
import { bestSection, notesSection, readingSection, settingsSection, summarySection } from './facts.ts';
import { fitSections } from './fitSections.ts';
import { planSection } from './planSection.ts';
import { poolSections } from './poolPictures.ts';
import type { Origin, ReviewInput, Section } from './reviewInput.ts';

export function* reviewSections(input: ReviewInput, origin?: Origin): Sliced<readonly Section[]> {
	const sections: Section[] = [];
	const fit = yield* fitBeliefs(input.dataset, input.settings.prior, input.settings.discount);
	sections.push(summarySection(input, fit));
	if (input.notes.length > 0) sections.push(notesSection(input));
	yield;
	sections.push(...(yield* poolSections(input)));
	yield;
	sections.push(...(yield* compareSections(input, fit)));
	sections.push(yield* planSection(input));
	sections.push(...fitSections(input, fit));
	yield;
	sections.push(bestSection(input), readingSection(input), settingsSection(input, origin));
	return sections;
}
