/** Questions one after another, with a way back. Free of VS Code, so that it is tested without it. */

/** What became of a question: an answer, a step back, or `undefined` where the user thought better of it all. */
export type Reply<Answers> = Partial<Answers> | 'back' | undefined;

/**
 * @param answers so far: those given beforehand, and those to the questions before.
 * @param step the question's number and how many there are, from 1.
 */
export type Question<Answers> = (
	answers: Partial<Answers>,
	step: { readonly step: number; readonly of: number },
) => Promise<Reply<Answers>>;

/**
 * Asks until every question has an answer. Going back from a question asks the one before again; from the first there is no way back.
 *
 * @returns all answers, or `undefined` where there is to be none.
 */
export async function askInTurn<Answers>(
	questions: readonly Question<Answers>[],
	given: Partial<Answers>,
): Promise<Partial<Answers> | undefined> {
	let answers = given;
	for (let at = 0; at < questions.length; ) {
		const reply = await questions[at]!(answers, { step: at + 1, of: questions.length });
		if (reply === undefined) return undefined;
		if (reply === 'back') at = Math.max(0, at - 1);
		else {
			answers = { ...answers, ...reply };
			at++;
		}
	}
	return answers;
}
