/** What a user's script does: readline and JSON.parse, once to score, once to write. Arguments: file, layout. */
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { choose, report } from './choice.ts';

const [path, layout] = process.argv.slice(2) as [string, string];
const linesOf = () => createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY });

interface Row {
	readonly rewards: readonly number[];
	readonly rollouts: readonly { readonly reward: number }[];
	readonly input: string;
	readonly gts: string;
	readonly score: number;
}

const examples = new Map<string, number>();
const exampleOfLine: number[] = [];
const successes: number[] = [];
const trials: number[] = [];
for await (const line of linesOf()) {
	const row = JSON.parse(line) as Row;
	const key = layout === 'single' ? `${row.input}\0${row.gts}` : undefined;
	let example = key === undefined ? undefined : examples.get(key);
	if (example === undefined) {
		example = successes.push(0) - 1;
		trials.push(0);
		if (key !== undefined) examples.set(key, example);
	}
	const rewards = layout === 'single' ? [row.score] : layout === 'rewards' ? row.rewards : row.rollouts.map(({ reward }) => reward);
	for (const reward of rewards) if (reward >= 1) successes[example]!++;
	trials[example]! += rewards.length;
	exampleOfLine.push(example);
}
const choice = choose(successes, trials);
let number = 0;
for await (const line of linesOf()) {
	if (choice.chosen.has(exampleOfLine[number++]!) && !process.stdout.write(`${line}\n`)) {
		await new Promise((resolve) => process.stdout.once('drain', resolve));
	}
}
report(choice);
