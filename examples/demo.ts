/** `npm run demo`: the main job from end to end on the example pool. */
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const pool = 'examples/arithmetic-rollouts.jsonl';
const subset = '.out/arithmetic-top200.jsonl';

/** Runs the command line as a user would, and shows how. */
function insight(...args: readonly string[]): void {
	console.log(`\n$ insight ${args.join(' ')}\n`);
	const { status, error } = spawnSync(process.execPath, [join(root, 'dist/cli.cjs'), ...args], { cwd: root, stdio: 'inherit' });
	if (error !== undefined) throw error;
	if (status !== 0) process.exit(status ?? 1);
}

mkdirSync(join(root, '.out'), { recursive: true });
insight('score', pool, '--output', 'table', '--top', '15');
insight('select', pool, '--top', '200', '-o', subset);
console.log(`
The 200 most informative prompts are in ${subset}, the record of the choice in ${subset}.insight.json.
To see the pool in VS Code, run:  npm start
and open ${pool}. InSight: Export Top-K… is in the palette and in the editor's title bar.`);
