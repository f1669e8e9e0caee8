/** How much memory scoring and choosing take: of 2 GB in few long records, and of as much in many short ones. */
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { createRandom } from '../examples/random.ts';
import { runProcess } from './process.ts';

const fileBytes = 2e9;
const counts = [200_000, 2_000_000] as const;

/** In MiB, for the fewer examples. */
const targetPeak = 250;

/** In bytes, for each example that there are more. */
const targetGrowth = 64;

/** @param folder for the files, each of which is deleted when it has been measured. */
export async function memoryOf(folder: string): Promise<readonly string[]> {
	mkdirSync(folder, { recursive: true });
	const peaks: number[] = [];
	for (const count of counts) {
		const path = `${folder}/memory.jsonl`;
		writePool(path, count);
		const args = ['dist/cli.cjs', 'select', path, '--fraction', '0.1', '--no-cache', '--quiet'];
		const { peakMemory } = await runProcess(process.execPath, args, `${folder}/output`);
		rmSync(path);
		rmSync(`${folder}/output`);
		if (peakMemory === undefined) return ['This system does not tell how much memory a process takes.'];
		peaks.push(peakMemory);
	}
	const [few, many] = peaks as [number, number];
	const growth = (many - few) / (counts[1] - counts[0]);
	const verdict = (isReached: boolean): string => (isReached ? 'reached' : 'NOT reached');
	return [
		`${Math.round(few / 2 ** 20)} MiB for 200,000 examples in 2 GB  target ${targetPeak} MiB: ${verdict(few <= targetPeak * 2 ** 20)}`,
		`${growth.toFixed(0)} bytes for each of 1,800,000 more in 2 GB  target ${targetGrowth}: ${verdict(growth <= targetGrowth)}`,
	];
}

function writePool(path: string, count: number): void {
	const random = createRandom(`memory ${count}`);
	const filling = 'x'.repeat(fileBytes / count - 80);
	const file = openSync(path, 'w');
	for (let index = 0; index < count; ) {
		let piece = '';
		for (; index < count && piece.length < 2 ** 22; index++) {
			const rate = random.next();
			const rewards = Array.from({ length: 8 }, () => (random.next() < rate ? 1 : 0));
			piece += `${JSON.stringify({ id: `train/${index}`, prompt: `${index} ${filling}`, rewards })}\n`;
		}
		writeSync(file, piece);
	}
	closeSync(file);
}
