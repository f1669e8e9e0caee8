/** Writes the example datasets beside this file; with --check, only tells whether they are what would be written. */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createExamples, SEED } from './datasets.ts';

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });

for (const [name, content] of createExamples(SEED)) {
	const file = new URL(name, import.meta.url);
	if (!values.check) {
		writeFileSync(file, content);
		console.error(`wrote ${name}: ${Buffer.byteLength(content)} bytes`);
	} else if (readIfThere(file) !== content) {
		console.error(`${name} is not what examples/generate.ts makes; run: npx tsx examples/generate.ts`);
		process.exitCode = 1;
	}
}

function readIfThere(file: URL): string | undefined {
	try {
		return readFileSync(file, 'utf8');
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
		throw error;
	}
}
