import Mocha from 'mocha';
import { failureSign, type Sum } from './environment.ts';

export interface MochaRun {
	/** Only tests with this in their name run. */
	readonly grep: string | undefined;
	/** After which a test counts as failed: against what never ends, not against machines that are busy. */
	readonly timeoutMs: number;
	/** A stack trace in terms of the sources. */
	toReadable(stack: string): string;
}

/** Loads the test files, which register with mocha, one after the other, and runs what they register. */
export async function runMocha(
	files: Readonly<Record<string, () => Promise<unknown>>>,
	{ grep, timeoutMs, toReadable }: MochaRun,
): Promise<Sum> {
	const mocha = new Mocha({ ui: 'bdd', timeout: timeoutMs, reporter: lineReporter(toReadable), fullTrace: true });
	if (grep !== undefined) mocha.fgrep(grep);
	for (const [file, load] of Object.entries(files)) {
		mocha.suite.emit('pre-require', globalThis as unknown as Mocha.MochaGlobals, file, mocha);
		await load().catch((error: unknown) => {
			console.error(`${file} does not load.\n${toReadable(String(error instanceof Error ? error.stack : error))}`);
			throw error;
		});
	}
	const { passes, failures, pending } = await new Promise<Mocha.Stats>((resolve) => {
		const runner = mocha.run(() => resolve(runner.stats!));
	});
	return { passed: passes, failed: failures, skipped: pending };
}

/** One line a test as it ends, and why it failed below it. */
function lineReporter(toReadable: MochaRun['toReadable']): Mocha.ReporterConstructor {
	return class extends Mocha.reporters.Base {
		constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
			super(runner, options);
			runner.on('pass', (test) => console.log(`  ✓ ${test.titlePath().join(' › ')} (${test.duration} ms)`));
			runner.on('pending', (test) => console.log(`  - ${test.titlePath().join(' › ')} (skipped)`));
			runner.on('fail', (test, error) => {
				const detail = error instanceof Error ? toReadable(error.stack ?? error.message) : String(error);
				console.log(`  ${failureSign} ${test.titlePath().join(' › ')}\n${detail.replaceAll(/^/gm, '      ')}`);
			});
		}
	};
}
