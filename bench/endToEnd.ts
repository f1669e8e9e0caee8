/** "Score all, write the best tenth", from a file to a file, by the built command line and its peers. */
import { closeSync, existsSync, mkdirSync, openSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { formatScore } from '../shared/format.ts';
import { gatherContestants, type Program } from './contestants.ts';
import { type Finished, median, runProcess } from './process.ts';
import { generate, type Shape, shapes } from './shapes.ts';

export interface EndToEndOptions {
	/** Multiplies the sizes of the shapes' files. */
	readonly scale: number;
	/** Rounds that count; in each all contestants take turns. One more warms up. */
	readonly rounds: number;
	/** Names of the shapes. */
	readonly shapes: readonly string[];
	/** What runs JavaScript; else what runs this. */
	readonly nodeVersion?: string;
}

/** Generated files and fetched peers. */
export const benchFolder = '.out/bench';

export async function runEndToEnd({ scale, rounds, shapes: names, nodeVersion }: EndToEndOptions): Promise<void> {
	const programs = await gatherContestants(`${benchFolder}/peers`, nodeVersion);
	for (const shape of shapes.filter(({ name }) => names.includes(name))) {
		const path = fileOf(shape, scale);
		const size = statSync(path).size;
		const results = new Map<Program, Finished[]>(programs.map((program) => [program, []]));
		for (let round = 0; round <= rounds; round++) {
			for (const program of programs) {
				const [command, ...args] = program.command(path, shape);
				const finished = await runProcess(command, args, `${benchFolder}/output`);
				if (round > 0) results.get(program)!.push(finished);
			}
		}
		rmSync(`${benchFolder}/output`);
		console.log(`${shape.name}: ${shape.title}, ${Math.round(size / 1e6)} MB, median of ${rounds}\n`);
		for (const line of linesOf(results, shape, size)) console.log(`  ${line}`);
		console.log('');
	}
}

/** A line for each contestant: its time as a multiple of ours, and whether that is what it should be. */
function linesOf(results: ReadonlyMap<Program, readonly Finished[]>, shape: Shape, size: number): readonly string[] {
	const timeOf = (runs: readonly Finished[]): number => median(runs.map(({ milliseconds }) => milliseconds));
	const [ours] = results.values();
	const answer = answerOf(ours![0]!);
	return [...results].map(([program, runs]) => {
		if (program.isYardstick === undefined && answerOf(runs[0]!) !== answer) {
			throw new Error(`${program.name} chose ${answerOf(runs[0]!)}, but we chose ${answer}.`);
		}
		const ratio = timeOf(runs) / timeOf(ours!);
		const target = program.target?.(shape);
		const verdict = target === undefined ? '' : `  target ${target} ×: ${ratio >= target ? 'reached' : 'NOT reached'}`;
		const peaks = runs.flatMap(({ peakMemory }) => (peakMemory === undefined ? [] : [peakMemory]));
		const memory = peaks.length === 0 ? '–' : `${Math.round(Math.max(...peaks) / 2 ** 20)} MiB`;
		const speed = `${Math.round(size / 1000 / timeOf(runs))} MB/s`;
		return `${ratio.toFixed(2).padStart(7)} ×  ${program.name.padEnd(42)}${speed.padStart(10)}${memory.padStart(10)}${verdict}`;
	});
}

/** How many examples there are, how many were chosen, and the score at the cut: the same for all who do the job right. */
function answerOf({ stderr }: Finished): string {
	const ours = /([\d,]+) examples? of ([\d,]+) .*score ≥ (\S+)/.exec(stderr);
	if (ours !== null) return `${ours[1]!.replaceAll(',', '')} of ${ours[2]!.replaceAll(',', '')}, score ≥ ${ours[3]}`;
	const { examples, chosen, cut } = JSON.parse(stderr) as { examples: number; chosen: number; cut: number };
	return `${chosen} of ${examples}, score ≥ ${formatScore(cut)}`;
}

/** The file of a shape, generated if it is not there. */
export function fileOf(shape: Shape, scale: number): string {
	const megabytes = Math.ceil(shape.megabytes * scale);
	const path = `${benchFolder}/${shape.name}-${megabytes}.jsonl`;
	if (existsSync(path)) return path;
	mkdirSync(benchFolder, { recursive: true });
	// Under its name only when it is complete.
	const file = openSync(`${path}.part`, 'w');
	for (const bytes of generate(shape, megabytes * 1e6)) writeSync(file, bytes);
	closeSync(file);
	renameSync(`${path}.part`, path);
	return path;
}
