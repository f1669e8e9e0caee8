/** The simulated policy: how likely it solves a task, what it answers, and how the answer is verified. */
import type { Random } from './random.ts';
import { createRandom } from './random.ts';
import type { Task } from './tasks.ts';

/**
 * Together with the families' ease and the noise below, these make the pool U-shaped as real ones are: a good part solved always,
 * a part never, and the informative rest between. In logits.
 */
const SKILL = 0.5;
const DIFFICULTY_PER_LEVEL = 1.5;
const TASK_NOISE = 1.6;
/** The policy learns between two visits of a task, so that the older of its rollouts are the worse ones. */
const GAIN_PER_VISIT = 0.4;

/**
 * The probability that the policy solves the task, 0 to 1: a logistic of skill minus difficulty, where each task is harder or easier
 * than its level says by an amount of its own.
 *
 * @param visitsAgo 0 for the latest visit of the task, 1 for the one before
 */
export function solveRate(seed: number, { id, level, ease }: Task, visitsAgo: number): number {
	const noise = TASK_NOISE * createRandom(`${seed} noise ${id}`).normal();
	const logit = SKILL + ease - DIFFICULTY_PER_LEVEL * (level - 3) + noise - GAIN_PER_VISIT * visitsAgo;
	return 1 / (1 + Math.exp(-logit));
}

/** The final answer of one rollout: the right one at the given rate, else one of the mistakes, the first of them most often. */
export function drawAnswer({ answer, mistakes }: Task, rate: number, random: Random): string {
	if (random.next() < rate) return answer;
	let choice = 0;
	while (choice < mistakes.length - 1 && random.next() < 0.55) choice++;
	return mistakes[choice]!;
}

/** The verifier: 1 for the expected answer and 0 for any other, by text, as every prompt says in which form it wants its answer. */
export function reward(answer: string, expected: string): 0 | 1 {
	return answer.trim() === expected ? 1 : 0;
}

const OPENINGS = [
	...['', 'Let me work this out step by step.\n\n', 'First, what is asked for.\n\n', 'Okay, let us see.\n\n'],
	...['We can solve this directly.\n\n', 'I will go through it carefully.\n\n'],
];
const CLOSINGS = ['', '', ' Checking it once more: yes.', ' That looks plausible.', ' That settles it.'];

/** A whole response, Markdown, its last line `Answer: …`. A wrong one goes wrong in the last step of its reasoning. */
export function writeResponse({ work }: Task, answer: string, random: Random): string {
	const reasoning = work.replace('{}', answer);
	return `${random.pick(OPENINGS)}${reasoning}${random.pick(CLOSINGS)}\n\nAnswer: ${answer}`;
}

/** The answer that a response ends with; undefined when it was cut off before giving one. */
export function finalAnswer(response: string): string | undefined {
	const start = response.lastIndexOf('\nAnswer: ');
	return start < 0 ? undefined : response.slice(start + '\nAnswer: '.length);
}
