/** A running VS Code server: the workbench for a browser, the extension host beside the files. */
import { randomBytes } from 'node:crypto';
import { symlinkSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Ending, startBackground, tailOf } from './background.ts';
import type { ServerInstall } from './serverInstall.ts';
import { createTemporaryFolder } from './temporary.ts';

export interface ServerOptions {
	readonly install: ServerInstall;
	readonly port: number;
	/** A folder for settings and state. */
	readonly userData: string;
	readonly logFile: string;
	/** Variables the extension host shall see. */
	readonly env?: Readonly<Record<string, string>>;
}

/** What the workbench opens with. Paths are absolute. */
export interface Opening {
	readonly folder: string;
	readonly file?: string;
	/** The folder of the extension to load from its sources. */
	readonly extension?: string;
	/** A CommonJS module whose `run` is called in the extension host. */
	readonly tests?: string;
}

export interface CodeServer {
	readonly logFile: string;
	readonly ended: Promise<Ending>;
	/** The address of the workbench, with the token that lets a browser in. */
	urlOf(opening: Opening): string;
	stop(): Promise<void>;
}

const startTimeoutMs = 60_000;

/** Starts the server and waits until it answers. It listens on this machine only, and only to who has the token. */
export async function startServer({ install, port, userData, logFile, env }: ServerOptions): Promise<CodeServer> {
	// For the token and VS Code's sockets.
	const runtime = await createTemporaryFolder();
	const token = randomBytes(16).toString('hex');
	const tokenFile = join(runtime, 'token');
	await writeFile(tokenFile, token, { mode: 0o600 });
	const authority = `127.0.0.1:${port}`;
	const args = [
		...[install.main, '--host', '127.0.0.1', '--port', String(port), '--connection-token-file', tokenFile],
		...['--user-data-dir', userData, '--extensions-dir', join(userData, 'extensions')],
		// Without the driver, a built VS Code does not take an extension to develop from its address.
		...['--accept-server-license-terms', '--telemetry-level', 'off', '--enable-smoke-test-driver'],
	];
	const { ended, stop } = startBackground(install.node, args, {
		output: { file: logFile },
		env: { ...process.env, XDG_RUNTIME_DIR: runtime, ...env },
	});
	let failure: string | undefined;
	void ended.then(({ reason }) => {
		failure = `ended with ${reason}`;
	});
	const deadline = Date.now() + startTimeoutMs;
	while (!(await answers(`http://${authority}/version`))) {
		if (Date.now() > deadline) failure ??= `did not answer within ${startTimeoutMs / 1000} s`;
		if (failure !== undefined) {
			await stop();
			throw new Error(`The VS Code server ${failure} (log: ${logFile}).\n${await tailOf(logFile)}`);
		}
		await delay(50);
	}
	const linkTo = createLinks(runtime);
	return { logFile, ended, stop, urlOf: (opening) => urlOf(authority, token, { ...opening, ...linkTo(opening) }) };
}

/**
 * Has extensions stand in a folder that VS Code does not lie in, as it does in the repository's: all that lies in the folder of an extension
 * that is developed is taken for a part of it, and the high-contrast themes of VS Code itself are not found then.
 */
function createLinks(folder: string): (opening: Opening) => Pick<Opening, 'extension'> {
	const links = new Map<string, string>();
	return ({ extension }) => {
		if (extension === undefined) return {};
		const known = links.get(extension);
		const link = known ?? join(folder, `extension-${links.size}`);
		if (known === undefined) symlinkSync(extension, link);
		links.set(extension, link);
		return { extension: link };
	};
}

async function answers(url: string): Promise<boolean> {
	try {
		return (await fetch(url, { signal: AbortSignal.timeout(2_000) })).ok;
	} catch {
		return false;
	}
}

function urlOf(authority: string, token: string, { folder, file, extension, tests }: Opening): string {
	// The workbench reads paths beside the server under its own authority.
	const remote = (path: string): string => `vscode-remote://${authority}${path.split('/').map(encodeURIComponent).join('/')}`;
	const payload: (readonly [string, string])[] = [['skipWelcome', 'true']];
	if (file !== undefined) payload.push(['openFile', remote(file)]);
	if (extension !== undefined) payload.push(['extensionDevelopmentPath', remote(extension)]);
	if (tests !== undefined) payload.push(['extensionTestsPath', remote(tests)]);
	const query = new URLSearchParams({ tkn: token, folder, payload: JSON.stringify(payload) });
	return `http://${authority}/?${query}`;
}
