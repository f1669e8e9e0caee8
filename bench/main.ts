/**
 * `npm run bench`: reading end to end against peers, then scoring, choosing and planning. `-- --scale 2 --rounds 7 --shapes S1,S3` for more or less;
 * generated files and fetched peers are kept in .out/bench.
 */
import { parseArgs } from 'node:util';
import { chooseBench } from './choose.ts';
import { runEndToEnd } from './endToEnd.ts';
import { nextBench } from './next.ts';
import { planBench } from './plan.ts';
import { scoreBench } from './score.ts';

const { values } = parseArgs({
	options: {
		scale: { type: 'string', default: '1' },
		rounds: { type: 'string', default: '3' },
		shapes: { type: 'string', default: 'S1,S2,S3,S4' },
	},
});

await runEndToEnd({ scale: Number(values.scale), rounds: Number(values.rounds), shapes: values.shapes.split(',') });
for (const { name, run } of [scoreBench, chooseBench, planBench, nextBench]) {
	console.log(`${name}\n`);
	for (const line of await run()) console.log(`  ${line}`);
	console.log('');
}
