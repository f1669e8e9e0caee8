/**
 * DuckDB reads the fields with two threads, scores are computed in JavaScript, and the chosen lines copied by native search for line
 * breaks, which is faster than any way DuckDB itself has. Arguments: file, layout.
 */
import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import { choose, report } from './choice.ts';

const [path, layout] = process.argv.slice(2) as [string, string];
const read = (columns: string): string => `read_ndjson('${path}', columns = ${columns})`;
/** Of each line: its successes and rollouts, and where lines are put together a key. */
const queries: Readonly<Record<string, string>> = {
	rewards: `SELECT list_sum(rewards)::INTEGER, len(rewards)::INTEGER FROM ${read("{rewards: 'DOUBLE[]'}")}`,
	rollouts: `SELECT list_sum(list_transform(rollouts, x -> x.reward))::INTEGER, len(rollouts)::INTEGER FROM ${read("{rollouts: 'STRUCT(reward DOUBLE)[]'}")}`,
	single: `SELECT score::INTEGER, 1, hash(input, gts) FROM ${read("{input: 'VARCHAR', gts: 'VARCHAR', score: 'DOUBLE'}")}`,
};

/** What is used of @duckdb/node-api, which the benchmark fetches for itself, so that its types are not here. */
interface DuckDb {
	readonly DuckDBInstance: {
		create(path: string, options: Readonly<Record<string, string>>): Promise<{ connect(): Promise<Connection> }>;
	};
}

interface Connection {
	stream(sql: string): Promise<{ fetchChunk(): Promise<{ readonly rowCount: number; getColumns(): unknown } | null> }>;
}

const packageName: string = '@duckdb/node-api';
const { DuckDBInstance } = (await import(packageName)) as DuckDb;
const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
const connection = await instance.connect();
const result = await connection.stream(queries[layout]!);
const examples = new Map<bigint, number>();
const exampleOfLine: number[] = [];
const successes: number[] = [];
const trials: number[] = [];
for (;;) {
	const chunk = await result.fetchChunk();
	if (chunk === null || chunk.rowCount === 0) break;
	const columns = chunk.getColumns() as [number[], number[], bigint[]];
	for (let row = 0; row < chunk.rowCount; row++) {
		const key = columns[2]?.[row];
		let example = key === undefined ? undefined : examples.get(key);
		if (example === undefined) {
			example = successes.push(0) - 1;
			trials.push(0);
			if (key !== undefined) examples.set(key, example);
		}
		successes[example]! += columns[0][row]!;
		trials[example]! += columns[1][row]!;
		exampleOfLine.push(example);
	}
}
const choice = choose(successes, trials);
copyLines();
report(choice);

function copyLines(): void {
	const descriptor = openSync(path, 'r');
	const buffer = Buffer.alloc(2 ** 22);
	let held = 0;
	let line = 0;
	for (;;) {
		const filled = held + readSync(descriptor, buffer, held, buffer.length - held, null);
		if (filled === held) break;
		let start = 0;
		for (let end = buffer.indexOf('\n'); end >= 0 && end < filled; end = buffer.indexOf('\n', start)) {
			if (choice.chosen.has(exampleOfLine[line++]!)) writeSync(1, buffer, start, end + 1 - start);
			start = end + 1;
		}
		held = filled - start;
		buffer.copyWithin(0, start, filled);
	}
	closeSync(descriptor);
}
