/**
 * What a user's script does: readline and JSON.parse, once to score, and once more to find the chosen records by their ids. Arguments: file,
 * layout.
 */
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { choose, report } from './choice.ts';

const [path, layout] = process.argv.slice(2) as [string, string];
const linesOf = () => createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY });

interface Row {
	readonly id: string | number;
	readonly rewards: readonly number[];
	readonly rollouts: readonly { readonly reward: number }[];
	readonly input: string;
	readonly gts: string;
	readonly score: number;
}

const keyOf = ({ id, input, gts }: Row): string | number => (layout === 'single' ? `${input}\0${gts}` : id);

const examples = new Map<string | number, number>();
const successes: number[] = [];
const trials: number[] = [];
for await (const line of linesOf()) {
	const row = JSON.parse(line) as Row;
	const key = keyOf(row);
	let example = examples.get(key);
	if (example === undefined) {
		example = successes.push(0) - 1;
		trials.push(0);
		examples.set(key, example);
	}
	const rewards = layout === 'single' ? [row.score] : layout === 'rewards' ? row.rewards : row.rollouts.map(({ reward }) => reward);
	for (const reward of rewards) if (reward >= 1) successes[example]!++;
	trials[example]! += rewards.length;
}
const choice = choose(successes, trials);
for await (const line of linesOf()) {
	const isChosen = choice.chosen.has(examples.get(keyOf(JSON.parse(line) as Row))!);
	if (isChosen && !process.stdout.write(`${line}\n`)) await new Promise((resolve) => process.stdout.once('drain', resolve));
}
report(choice);
