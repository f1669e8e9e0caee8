/**
 * Gigabytes, behind INSIGHT_LARGE_TESTS=1: it takes minutes and 4 GB of disk. Counts bytes and lines and looks at peak memory, never at the time.
 */
import { spawnSync } from 'node:child_process';
import { closeSync, openSync, readFileSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { testFolder } from './support/folder.ts';

const isAsked = process.env.INSIGHT_LARGE_TESTS === '1';
const cli = fileURLToPath(new URL('../dist/cli.cjs', import.meta.url));
const mebibyte = 2 ** 20;

/** Writes a file piece by piece. */
function writeFile(path: string, pieces: Iterable<string>): number {
	const file = openSync(path, 'w');
	for (const piece of pieces) writeSync(file, piece);
	closeSync(file);
	return statSync(path).size;
}

function* examples(count: number, length: number): Iterable<string> {
	const prompt = 'What is the sum of the first n odd numbers?\\n'.repeat(Math.ceil(length / 45));
	for (let from = 0; from < count; from += 1000) {
		const lines = Array.from({ length: Math.min(1000, count - from) }, (_, offset) => {
			const index = from + offset;
			const rewards = Array.from({ length: 8 }, (_, rollout) => ((index * 7 + rollout * 3) % 11 < index % 10 ? 1 : 0));
			return `{"id":"p${index}","prompt":"${index} ${prompt}","rewards":[${rewards}]}\n`;
		});
		yield lines.join('');
	}
}

/** Runs the built command line in a process of its own, and says how much memory that had at its peak. */
async function insight(args: readonly string[]) {
	const folder = await testFolder();
	const report = join(folder.path, 'peak');
	const preload = `import{writeFileSync}from'node:fs';process.on('exit',()=>writeFileSync(${JSON.stringify(report)},String(process.resourceUsage().maxRSS)))`;
	const { status, stdout, stderr } = spawnSync(
		process.execPath,
		['--import', `data:text/javascript,${encodeURIComponent(preload)}`, cli, ...args, '--no-cache'],
		{ encoding: 'utf8', maxBuffer: 2 ** 28 },
	);
	const peakBytes = Number(readFileSync(report, 'utf8')) * 1024;
	console.log(`insight ${args[0]}: ${Math.round(peakBytes / mebibyte)} MiB at the peak`);
	return { status, stdout, stderr, peakBytes };
}

describe.skipIf(!isAsked)('gigabytes', { timeout: 1_800_000 }, () => {
	it('of 200,000 long examples are selected from and checked within 250 MiB', async () => {
		const folder = await testFolder();
		const path = join(folder.path, 'pool.jsonl');
		expect(writeFile(path, examples(200_000, 15_500))).toBeGreaterThan(3e9);
		const target = join(folder.path, 'best.jsonl');
		const selected = await insight(['select', path, '--top', '1000', '-o', target]);
		expect([selected.status, readFileSync(target).filter((byte) => byte === 10).length]).toEqual([0, 1000]);
		expect(selected.peakBytes).toBeLessThan(250 * mebibyte);
		const checked = await insight(['check', path, '--fail-on', 'never', '--quiet', '--output', 'text']);
		expect(checked.status).toBe(0);
	});

	it('in one line are refused, and the rest is read', async () => {
		const folder = await testFolder();
		const path = join(folder.path, 'long.jsonl');
		const piece = 'a'.repeat(mebibyte);
		const record = (id: string) => `{"id":"${id}","rewards":[1,0]}\n`;
		writeFile(path, [record('a'), '{"id":"', ...new Array<string>(600).fill(piece), '","rewards":[1]}\n', record('b')]);
		const { stdout } = await insight(['check', path, '--output', 'json']);
		expect(JSON.parse(stdout)).toMatchObject([{ line: 2, code: 'line-too-long' }]);
		const scored = await insight(['score', path, '--output', 'csv']);
		expect(
			scored.stdout
				.trimEnd()
				.split('\r\n')
				.slice(1)
				.map((row) => row.split(',')[3]),
		).toEqual(['a', 'b']);
	});

	it('of ten million blank lines hold what stands behind them', async () => {
		const folder = await testFolder();
		const path = join(folder.path, 'blank.jsonl');
		writeFile(path, [
			'{"id":"a","rewards":[1,0]}\n',
			...new Array<string>(100).fill('\n'.repeat(100_000)),
			'{"id":"b","rewards":[1]}\n',
		]);
		const { status, stdout } = await insight(['score', path, '--output', 'jsonl']);
		expect(status).toBe(0);
		expect(
			stdout
				.trimEnd()
				.split('\n')
				.map((row) => (JSON.parse(row) as { line: number }).line),
		).toEqual([1, 10_000_002]);
	});
});
