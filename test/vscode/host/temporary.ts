import { rmSync } from 'node:fs';
import { mkdtemp, realpath } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A new folder that is removed when this process exits, after the processes it started. Its path is short enough for sockets. */
export async function createTemporaryFolder(): Promise<string> {
	const path = await realpath(await mkdtemp(join(tmpdir(), 'insight-vscode-')));
	// Retried, because what has just been killed may still be closing its files.
	process.once('exit', () => rmSync(path, { recursive: true, force: true, maxRetries: 5 }));
	return path;
}
