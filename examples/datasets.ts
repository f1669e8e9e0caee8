/** The example files as text, made from the seed alone. */
import { createNeedsAttention } from './attention.ts';
import { drawAnswer, finalAnswer, reward, solveRate, writeResponse } from './policy.ts';
import { createRandom } from './random.ts';
import type { Task } from './tasks.ts';
import { createTasks } from './tasks.ts';

/** The seed of the files in this folder. */
export const SEED = 2603;

/**
 * The rollouts of a task so far, one entry a visit, of twenty tasks alike. Most were visited once with 8 rollouts; evidence has to
 * differ between them, because with equal evidence information would be nearly irrelevant to the ranking: the difficulty weight
 * would all but decide it.
 */
const HISTORIES: readonly (readonly number[])[] = [
	...Array.from({ length: 2 }, () => [4]),
	...Array.from({ length: 13 }, () => [8]),
	...Array.from({ length: 3 }, () => [8, 8]),
	...Array.from({ length: 2 }, () => [8, 8, 8, 8]),
];

/** Share of the tasks that were not visited yet. Unseen prompts all rank first, so a few show as much as many. */
const UNSEEN = 0.004;

const TASKS_PER_LEVEL = 16;
const TRIALS = 8;

/** All example files: name to content. */
export function createExamples(seed: number): ReadonlyMap<string, string> {
	// One more a level than the large file takes, so that no task is in two files.
	const tasks = createTasks(seed, TASKS_PER_LEVEL + 1);
	const spare = tasks.filter(({ number }) => number > TASKS_PER_LEVEL);
	const byLine = spare.filter(({ source }) => source !== 'ciphers').slice(0, 60);
	return new Map([
		[
			'arithmetic-rollouts.jsonl',
			createRolloutLists(
				seed,
				tasks.filter(({ number }) => number <= TASKS_PER_LEVEL),
			),
		],
		['rollouts-by-line.jsonl', createRolloutLines(seed, byLine)],
		[
			'needs-attention.jsonl',
			createNeedsAttention(spare.filter((task) => !byLine.includes(task)))
				.map(({ text }) => text)
				.join('\n'),
		],
	]);
}

/** A line a prompt, with the rewards and the final answers of all its rollouts, oldest first. */
function createRolloutLists(seed: number, tasks: readonly Task[]): string {
	const lines = tasks.map((task) => {
		const random = createRandom(`${seed} visits ${task.id}`);
		const visits = random.next() < UNSEEN ? [] : random.pick(HISTORIES);
		const responses = visits.flatMap((rollouts, visit) => {
			const rate = solveRate(seed, task, visits.length - 1 - visit);
			return Array.from({ length: rollouts }, () => drawAnswer(task, rate, random));
		});
		const rewards = responses.map((response) => reward(response, task.answer));
		const { id, source, level, prompt, answer } = task;
		return `${JSON.stringify({ id, source, level, prompt, answer, rewards, responses })}\n`;
	});
	return lines.join('');
}

/** A line a rollout, all first trials before all second ones: the lines of a task are never neighbours. */
function createRolloutLines(seed: number, tasks: readonly Task[]): string {
	const lines = Array.from({ length: TRIALS }, (_, trial) =>
		tasks.map((task) => {
			const random = createRandom(`${seed} trial ${trial} ${task.id}`);
			const whole = writeResponse(task, drawAnswer(task, solveRate(seed, task, 0), random), random);
			const isCutOff = random.next() < 0.03;
			const response = isCutOff ? whole.slice(0, Math.floor(whole.length / 2)) : whole;
			const { id, source, prompt, answer } = task;
			const record = JSON.stringify({ task_id: id, trial, source, prompt, answer, response }).slice(0, -1);
			if (random.next() < 0.015) return `${record},"reward":null,"error":"verifier timed out after 30 s"}\n`;
			// As Python writes its floats, 1.0 and not 1, which JSON.stringify cannot.
			return `${record},"reward":${reward(finalAnswer(response) ?? '', answer)}.0}\n`;
		}),
	);
	return lines.flat().join('');
}
