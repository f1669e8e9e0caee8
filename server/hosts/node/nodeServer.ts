import { readFile, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import manifest from '../../../package.json' with { type: 'json' };
import { inParallel } from '../../core/inParallel.ts';
import { createCachingPool } from '../../core/scan/partCache.ts';
import { startServer } from '../../server.ts';
import type { Workspace } from '../../workspace.ts';
import { createCacheFolder } from './cacheFolder.ts';
import { createNodeExportHost } from './exportHost.ts';
import { inputFiles } from './inputFiles.ts';
import { openRollouts } from './openRollouts.ts';
import { createSourceOpener } from './openSource.ts';
import { createWorkerPool } from './workerPool.ts';

/** Serves the client that this process was started by, over what its arguments name (`--stdio`, `--node-ipc`, `--socket=…`). */
export function startNodeServer(): void {
	const connection = createConnection(ProposedFeatures.all);
	startServer(
		connection,
		createNodeWorkspace((message) => connection.console.warn(message)),
	);
}

/** No settings file is larger; what is, is something else. */
const longestText = 2 ** 20;

function pathsOf(uris: readonly string[]): readonly string[] {
	return uris.filter((uri) => uri.startsWith('file:')).map((uri) => fileURLToPath(uri));
}

/** The files, clocks and threads of this machine. @param onTrouble told, for people, of what went wrong and was put right. */
function createNodeWorkspace(onTrouble: (message: string) => void): Workspace {
	// What is read for a client ends with the process.
	const openSource = createSourceOpener(new AbortController().signal);
	const reader = createWorkerPool({ onTrouble });
	let pool: Workspace['pool'] = reader;
	return {
		...createNodeExportHost(),
		pool: { scan: (...request) => pool.scan(...request), recall: async (...request) => pool.recall?.(...request) },
		rememberIn: (folder) => {
			const { read, write } = createCacheFolder(folder, onTrouble);
			// Nobody waits for the disk, and nothing comes of it where it fails.
			const writeSoon = async (name: string, bytes: Uint8Array): Promise<boolean> => {
				void write(name, bytes);
				return true;
			};
			pool = createCachingPool(reader, { read, write: writeSoon });
		},
		openSource: async (uri) => {
			if (!uri.startsWith('file:')) throw new Error('Only a saved file can be exported from. Save the document first.');
			return openSource(fileURLToPath(uri));
		},
		openSources: async (uri) => {
			const [path] = pathsOf([uri]);
			if (path === undefined) throw new Error('Only a file on a disk can be opened here. Save it first.');
			const { files, passedOver } = await inputFiles([path]);
			return { sources: await inParallel(files, 8, (file) => openSource(file)), passedOver };
		},
		isFolder: async (uri) => {
			const [path] = pathsOf([uri]);
			if (path === undefined) return false;
			return stat(path).then(
				(stats) => stats.isDirectory(),
				() => false,
			);
		},
		openRollouts: (datasetUri, paths, folders) => {
			const [dataset] = pathsOf([datasetUri]);
			return openRollouts(dataset, paths, pathsOf(folders), openSource);
		},
		readText: async (uri) => {
			if (!uri.startsWith('file:')) return undefined;
			const path = fileURLToPath(uri);
			const size = await stat(path).then(
				(stats) => (stats.isFile() ? stats.size : undefined),
				() => undefined,
			);
			return size === undefined || size > longestText ? undefined : readFile(path, 'utf8');
		},
		settingSections: manifest.contributes.configuration,
		pause: () => new Promise((resolve) => setImmediate(resolve)),
		schedule: (callback, milliseconds) => {
			const timer = setTimeout(callback, milliseconds);
			return () => clearTimeout(timer);
		},
	};
}
