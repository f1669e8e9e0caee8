import { fileURLToPath } from 'node:url';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { startServer } from '../../server.ts';
import type { Workspace } from '../../workspace.ts';
import { createNodeExportHost } from './exportHost.ts';
import { createSourceOpener } from './openSource.ts';

/** Serves the client that this process was started by, over what its arguments name (`--stdio`, `--node-ipc`, `--socket=…`). */
export function startNodeServer(): void {
	startServer(createConnection(ProposedFeatures.all), createNodeWorkspace());
}

/** The files and clocks of this machine. */
function createNodeWorkspace(): Workspace {
	// What is read for a client ends with the process.
	const openSource = createSourceOpener(new AbortController().signal);
	return {
		...createNodeExportHost(),
		openSource: async (uri) => {
			if (!uri.startsWith('file:')) throw new Error('Only a saved file can be exported from. Save the document first.');
			return openSource(fileURLToPath(uri));
		},
		pause: () => new Promise((resolve) => setImmediate(resolve)),
		schedule: (callback, milliseconds) => {
			const timer = setTimeout(callback, milliseconds);
			return () => clearTimeout(timer);
		},
	};
}
