/** A short file in which nearly every line shows something that a curator has to look at. */
import type { Task } from './tasks.ts';

/** One line of the file. */
export interface Showcase {
	/** What there is to see, for the table in README.md. */
	readonly shows: string;
	/** The line without its newline; not always JSON. */
	readonly text: string;
}

/**
 * The lines in file order. The last one is torn, so the file is to end without a newline.
 *
 * @param tasks at least 25, among them four of the source `ciphers`, which plays the source whose verifier is down
 */
export function createNeedsAttention(tasks: readonly Task[]): Showcase[] {
	const broken = tasks.filter(({ source }) => source === 'ciphers');
	const sound = tasks.filter(({ source }) => source !== 'ciphers');
	let taken = 0;
	const next = () => sound[taken++]!;
	const [first, repeated] = [next(), next()];
	const line = (task: Task, rewards: unknown, more: object = {}) => JSON.stringify({ ...fields(task), rewards, ...more });
	const { rewards: _, ...unscored } = { ...fields(next()), rewards: [] };

	return [
		{ shows: 'nothing: 5 of 8 solved', text: line(first, outcomes('10110101')) },
		{ shows: 'mastered: 8 of 8', text: line(next(), outcomes('11111111')) },
		{ shows: 'intractable: 0 of 8', text: line(next(), outcomes('00000000')) },
		{ shows: 'unexplored: no rollouts yet', text: line(next(), []) },
		{ shows: 'well estimated: 64 rollouts', text: line(next(), outcomes('01101101'.repeat(8))) },
		{
			shows: 'a drift that no step tells: 1 of the first 16 solved, 15 of the last 16',
			text: line(next(), outcomes('0000000100000000'.concat('1111101111111111'))),
		},
		{ shows: 'duplicate id: that of line 1', text: line({ ...next(), id: first.id }, outcomes('01000110')) },
		{ shows: 'nothing: 3 of 8 solved', text: line(repeated, outcomes('00110001')) },
		{
			shows: 'duplicate prompt: that of line 8, same answer',
			text: line({ ...repeated, id: `${repeated.id}-again` }, outcomes('01010001')),
		},
		{
			shows: 'the prompt of line 8 with another answer',
			text: line({ ...repeated, id: `${repeated.id}-relabelled`, answer: repeated.mistakes[0]! }, outcomes('01000000')),
		},
		{ shows: 'invalid JSON: the closing brace is missing', text: line(next(), outcomes('01111011')).slice(0, -1) },
		{ shows: 'invalid JSON: a placeholder', text: '<PLACEHOLDER ROW>' },
		{ shows: 'JSON, but a list and no object', text: JSON.stringify(Object.values(fields(next()))) },
		{ shows: 'no rewards', text: JSON.stringify(unscored) },
		{ shows: 'a reward that is a string', text: line(next(), [1, 0, 'correct', 0, 1, 0, 0, 1]) },
		{ shows: 'all rewards in one string', text: line(next(), '5/8') },
		// JSON.stringify writes null for NaN; Python's json writes NaN.
		{
			shows: 'NaN, as Python writes it: one rollout not scored',
			text: line(next(), [1, 0, 'NaN', 0, 1, 1, 0, 1]).replace('"NaN"', 'NaN'),
		},
		{ shows: 'null: two rollouts not scored', text: line(next(), [0, 1, null, 0, 0, 1, null, 0]) },
		{
			shows: 'num_rollouts is 8 beside 7 rewards: not compared, as few lines have it',
			text: line(next(), outcomes('0111010'), { num_rollouts: 8 }),
		},
		{ shows: '4 responses beside 5 rewards: likewise', text: mismatch(next()) },
		{ shows: 'partial credit', text: line(next(), [0.1, 1, 0.5, 0.1, 0, 1, 0.5, 0.1]) },
		{ shows: 'another format: counts', text: line(next(), undefined, { num_correct: 3, num_rollouts: 8 }) },
		{ shows: 'another format: a rollout a line', text: rollout(next()) },
		...broken.slice(0, 4).map((task) => ({
			shows: 'a source that is never solved, as when its grader is down',
			text: line(task, outcomes('00000000')),
		})),
		{ shows: 'torn last line: the trainer is still writing', text: line(next(), outcomes('01101001')).slice(0, -31) },
	];
}

function fields({ id, source, level, prompt, answer }: Task) {
	return { id, source, level, prompt, answer };
}

/** '101' as [1, 0, 1]. */
function outcomes(digits: string): number[] {
	return [...digits].map(Number);
}

function mismatch(task: Task): string {
	const [wrong] = task.mistakes;
	return JSON.stringify({ ...fields(task), rewards: [1, 0, 1, 1, 0], responses: [task.answer, wrong, task.answer, task.answer] });
}

function rollout({ id, prompt, answer }: Task): string {
	return JSON.stringify({ task_id: id, trial: 0, prompt, answer, response: `Answer: ${answer}`, reward: 1 });
}
