/** Runs contestants that are programs of their own, and takes their time and memory. */
import { spawn } from 'node:child_process';
import { closeSync, constants, fsyncSync, openSync, readFileSync } from 'node:fs';

export interface Finished {
	readonly milliseconds: number;
	/** The largest resident memory, in bytes; `undefined` where the system does not tell. */
	readonly peakMemory: number | undefined;
	readonly stderr: string;
}

/** In milliseconds. Linux keeps the peak so far, so that seldom looking misses only what is taken at the very end. */
const lookEvery = 10;

/**
 * @param stdout the file to write to, over what is there: of a longer output before, the end is still there after. In a virtual machine a page
 * that was free for two seconds has gone back to the host, and to fetch 80 MB of them takes 0.1 s, in some runs and not in others.
 * @throws an error with what the program said when it fails.
 */
export function runProcess(command: string, args: readonly string[], stdout: string): Promise<Finished> {
	const output = openSync(stdout, constants.O_WRONLY | constants.O_CREAT);
	return new Promise<Finished>((resolve, reject) => {
		const start = performance.now();
		const child = spawn(command, args, { stdio: ['ignore', output, 'pipe'] });
		let stderr = '';
		let peakMemory: number | undefined;
		const timer = setInterval(() => {
			peakMemory = peakOf(child.pid) ?? peakMemory;
		}, lookEvery);
		child.stderr?.setEncoding('utf8').on('data', (text: string) => {
			stderr += text;
		});
		child.on('error', reject);
		child.on('close', (code) => {
			clearInterval(timer);
			if (code === 0) resolve({ milliseconds: performance.now() - start, peakMemory, stderr });
			else reject(new Error(`${command} ${args.join(' ')} ended with ${code}: ${stderr}`));
		});
	}).finally(() => {
		// Or the disk would still be busy with it while the next one runs.
		fsyncSync(output);
		closeSync(output);
	});
}

/** The peak of a process, where there is /proc. */
function peakOf(pid: number | undefined): number | undefined {
	try {
		const kibibytes = /VmHWM:\s*(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
		return kibibytes === undefined ? undefined : Number(kibibytes) * 1024;
	} catch {
		return undefined; // It has ended meanwhile, or there is no /proc.
	}
}

export function median(values: readonly number[]): number {
	return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)]!;
}
