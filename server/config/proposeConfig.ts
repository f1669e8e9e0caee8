/** The most candidates that a comment lists. */
const shown = 12;

/**
 * A settings file for a dataset that is not recognised, to be completed by whoever knows the data.
 *
 * @param candidates fields that might hold the rewards, the likeliest first.
 */
export function proposeConfig(candidates: readonly string[]): string {
	const [best = ''] = candidates;
	const quoted = candidates.slice(0, shown).map((path) => JSON.stringify(path));
	const more = candidates.length > shown ? ` and ${candidates.length - shown} more` : '';
	const seen = candidates.length === 0 ? 'No field with numbers was seen.' : `Seen: ${quoted.join(', ')}${more}.`;
	// A line break in a field's name must not end the comment.
	const comment = seen.replaceAll(/[\r\n\u2028\u2029]/g, ' ');
	return `{
  // InSight reads, scores and checks the datasets in this folder as this file says. Completion knows every key.
  "success": {
    // The field with the reward of a rollout. ${comment}
    "field": ${JSON.stringify(best)},
    // A reward of at least this is a success; "max": only the largest; null: as usual, which is 1.
    "threshold": null
  },
  // Where a line is one rollout: the fields that the rollouts of a prompt have in common, such as ["task_id"].
  "group": []
}
`;
}
