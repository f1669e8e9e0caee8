/** The workbench of a VS Code server in a browser nobody has to look at. */
import { chromium, type Page } from 'playwright-core';
import { type CodeServer, type ServerOptions, startServer } from './codeServer.ts';
import { findExecutable } from './executables.ts';
import { browserPackages, ensureSystemPackages } from './systemPackages.ts';

/** Those of a laptop. */
const viewport = { width: 1440, height: 900 };
/** Nothing but the page, which is local and trusted; the sandbox does not start for root or in most containers. */
const browserArguments = [
	...['--disable-gpu', '--disable-quic', '--no-first-run'],
	...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
];
const commands = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/** The Chromium to use: CHROMIUM in the environment, else one on PATH, else one installed for it where that is allowed. */
export function ensureBrowser(): string {
	const found = process.env.CHROMIUM ?? findExecutable(...commands);
	if (found !== undefined) return found;
	ensureSystemPackages(browserPackages, 'Opening VS Code without a display');
	const installed = findExecutable(...commands);
	if (installed === undefined) throw new Error('No Chromium or Chrome found: set CHROMIUM to the path of one.');
	return installed;
}

/** A server and a browser to look at it with. */
export interface Workbench {
	readonly server: CodeServer;
	/** A page without state of earlier ones. */
	newPage(): Promise<Page>;
	stop(): Promise<void>;
}

/** Starts both; `stop` ends both. */
export async function startWorkbench(executablePath: string, options: ServerOptions): Promise<Workbench> {
	const server = await startServer(options);
	try {
		const browser = await chromium.launch({ executablePath, args: browserArguments, chromiumSandbox: false });
		return {
			server,
			newPage: async () => (await browser.newContext({ viewport })).newPage(),
			stop: async () => {
				await browser.close().finally(() => server.stop());
			},
		};
	} catch (error) {
		await server.stop();
		throw error;
	}
}
