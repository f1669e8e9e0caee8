/** Not a matter of time: whether an engine that shares no code with ours reads the Parquet that we write. */
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { benchFolder } from './endToEnd.ts';
import type { BenchEntry } from './entry.ts';

const source = 'examples/arithmetic-rollouts.jsonl';
const top = 500;

/** What is used of @duckdb/node-api, which the benchmark has fetched for itself, so that its types are not here. */
interface DuckDb {
	readonly DuckDBInstance: { create(path: string): Promise<{ connect(): Promise<Connection> }> };
}

interface Connection {
	runAndReadAll(sql: string): Promise<{ getRowObjectsJson(): readonly Readonly<Record<string, unknown>>[] }>;
}

/** By name; the order of fields in a struct is not ours to choose for readers. */
const expectedTypes: Readonly<Record<string, string>> = {
	data_source: 'VARCHAR',
	prompt: 'STRUCT("content" VARCHAR, "role" VARCHAR)[]',
	ability: 'VARCHAR',
	reward_model: 'STRUCT(ground_truth VARCHAR, style VARCHAR)',
	extra_info: 'STRUCT(id VARCHAR, "index" BIGINT, split VARCHAR)',
};

export const readBackBench: BenchEntry = {
	name: `Parquet of ${top} examples, read back by DuckDB and compared with the lines it was made of`,
	async run() {
		const target = resolve(benchFolder, 'read-back.parquet');
		const select = ['dist/cli.cjs', 'select', source, '--top', String(top), '--as', 'parquet', '--quiet', '-o', target];
		execFileSync(process.execPath, select);
		const connection = await connect();
		if (connection === undefined) return ['skipped: DuckDB could not be fetched'];
		const rowsOf = async (sql: string) => (await connection.runAndReadAll(sql)).getRowObjectsJson();
		const columns = await rowsOf(`DESCRIBE SELECT * FROM '${target}'`);
		const wrong = columns.filter(({ column_name: name, column_type: type }) => expectedTypes[String(name)] !== type);
		const [same] = await rowsOf(
			`SELECT count(*) AS examples FROM '${target}' AS written JOIN read_ndjson('${source}') AS line
			ON written.extra_info.id = line.id AND written.prompt[1].content = line.prompt AND written.reward_model.ground_truth = line.answer`,
		);
		return [
			`${columns.length === Object.keys(expectedTypes).length && wrong.length === 0 ? 'as verl has them' : 'WRONG'}: columns and their types`,
			...wrong.map(({ column_name: name, column_type: type }) => `  ${name} is ${type}`),
			`${Number(same?.examples) === top ? 'all' : 'NOT ALL'} equal to their lines: ${same?.examples} of ${top}`,
		];
	},
};

async function connect(): Promise<Connection | undefined> {
	try {
		const fetched = createRequire(resolve(benchFolder, 'peers/package.json'));
		const { DuckDBInstance } = fetched('@duckdb/node-api') as DuckDb;
		return await (await DuckDBInstance.create(':memory:')).connect();
	} catch {
		return undefined; // It was not to be had where the network does not let it through.
	}
}
