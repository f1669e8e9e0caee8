/** VS Code as people have it, on a display or on a virtual one. */
import { downloadAndUnzipVSCode } from '@vscode/test-electron';
import type { Sum } from '../suite/environment.ts';
import { type Background, startBackground } from './background.ts';
import { findExecutable } from './executables.ts';
import { readSum, rejectOnAbort, type TestHost, type TestRun } from './testRun.ts';

const updateService = 'https://update.code.visualstudio.com/api/releases/stable';
const probeTimeoutMs = 3_000;

/** Why no desktop VS Code can be used here, or undefined where one can. */
export async function whyNoDesktop({ virtualDisplay }: { readonly virtualDisplay: boolean }): Promise<string | undefined> {
	if (!hasDisplay() && !(virtualDisplay && findExecutable('xvfb-run') !== undefined))
		return virtualDisplay ? 'no display and no xvfb-run' : 'no display';
	if (process.env.VSCODE_EXECUTABLE !== undefined) return undefined;
	try {
		await fetch(updateService, { method: 'HEAD', signal: AbortSignal.timeout(probeTimeoutMs) });
		return undefined;
	} catch {
		return 'the download of VS Code is not reachable, and VSCODE_EXECUTABLE is not set';
	}
}

/** The executable of VSCODE_EXECUTABLE, else of a VS Code downloaded into the cache folder. */
export async function ensureDesktop(cacheFolder: string): Promise<string> {
	return process.env.VSCODE_EXECUTABLE ?? downloadAndUnzipVSCode({ cachePath: cacheFolder });
}

/** Starts VS Code with its output on this terminal; without a display on a virtual one. */
export function startDesktop(executable: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Background {
	const onDisplay = hasDisplay();
	const options = { output: 'inherit', env: { ...process.env, ...env } } as const;
	return onDisplay ? startBackground(executable, args, options) : startBackground('xvfb-run', ['-a', executable, ...args], options);
}

/** Arguments for a VS Code apart from the user's own. Electron's sandbox does not start for root or in most containers. */
export function apartArguments(userData: string): readonly string[] {
	return ['--no-sandbox', '--disable-gpu-sandbox', '--disable-updates', '--skip-welcome', '--skip-release-notes'].concat([
		`--user-data-dir=${userData}`,
		`--extensions-dir=${userData}/extensions`,
	]);
}

/** Downloads VS Code if that is needed. */
export async function prepareDesktop(cacheFolder: string): Promise<TestHost> {
	const executable = await ensureDesktop(cacheFolder);
	return (run) => runOnDesktop(executable, run);
}

async function runOnDesktop(executable: string, run: TestRun): Promise<Sum> {
	const args = [
		...apartArguments(run.scratch.userData),
		'--disable-workspace-trust',
		`--extensionDevelopmentPath=${run.extension}`,
		`--extensionTestsPath=${run.suite}`,
		run.scratch.workspace,
	];
	const vscode = startDesktop(executable, args, run.env);
	try {
		await Promise.race([vscode.ended, rejectOnAbort(run.signal)]);
		return await readSum(run);
	} finally {
		await vscode.stop();
	}
}

/** Whether a window has somewhere to go. */
export function hasDisplay(): boolean {
	return process.platform !== 'linux' || process.env.DISPLAY !== undefined || process.env.WAYLAND_DISPLAY !== undefined;
}
