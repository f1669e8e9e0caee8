/** A temporary folder for each test that asks for one. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

export interface TestFolder {
	readonly path: string;
	/** Writes a file and returns its path. */
	file(name: string, content: string | Uint8Array): Promise<string>;
}

/** Removed when the test has ended. */
export async function testFolder(): Promise<TestFolder> {
	const path = await mkdtemp(join(tmpdir(), 'insight-test-'));
	onTestFinished(() => rm(path, { recursive: true, force: true }));
	return {
		path,
		file: async (name, content) => {
			const file = join(path, name);
			await writeFile(file, content);
			return file;
		},
	};
}
