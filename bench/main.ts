/**
 * `npm run bench`: reading end to end against peers, opening again, editing, memory, then scoring, choosing and planning.
 * `-- --scale 2 --rounds 7 --shapes S1,S3` for more or less; generated files and fetched peers are kept in .out/bench. `-- --node 22` has that
 * version run what reads end to end, ours and peers; from 24 on, readline cuts lines at U+2028, and the first of the peers fails.
 */
import { parseArgs } from 'node:util';
import { importBundled } from './bundled.ts';
import { chooseBench } from './choose.ts';
import { benchFolder, fileOf, runEndToEnd } from './endToEnd.ts';
import { memoryOf } from './memory.ts';
import { nextBench } from './next.ts';
import { planBench } from './plan.ts';
import { readBackBench } from './readBack.ts';
import { scoreBench } from './score.ts';
import { shapes } from './shapes.ts';

const { values } = parseArgs({
	options: {
		scale: { type: 'string', default: '1' },
		rounds: { type: 'string', default: '3' },
		shapes: { type: 'string', default: 'S1,S2,S3,S4,S5' },
		node: { type: 'string' },
	},
});

const options = {
	scale: Number(values.scale),
	rounds: Number(values.rounds),
	shapes: values.shapes.split(','),
	...(values.node === undefined ? {} : { nodeVersion: values.node }),
};
await runEndToEnd(options);
const { secondOpenOf } = (await importBundled(
	'bench/secondOpen.ts',
	`${benchFolder}/secondOpen.mjs`,
)) as typeof import('./secondOpen.ts');
console.log('Second open\n');
for (const shape of shapes.filter(({ name }) => options.shapes.includes(name))) {
	console.log(`  ${shape.name} ${await secondOpenOf(fileOf(shape, options.scale), options.rounds)}`);
}
console.log('');
const { editOf } = (await importBundled('bench/edit.ts', `${benchFolder}/edit.mjs`)) as typeof import('./edit.ts');
for (const shape of shapes.filter(({ name }) => name === 'S1' && options.shapes.includes(name))) {
	console.log('Editing\n');
	console.log(`  ${shape.name} ${await editOf(fileOf(shape, options.scale), options.rounds)}\n`);
}
const { frameworkReadingOf } = (await importBundled(
	'bench/frameworkReading.ts',
	`${benchFolder}/frameworkReading.mjs`,
)) as typeof import('./frameworkReading.ts');
for (const shape of shapes.filter(({ name }) => name === 'S3' && options.shapes.includes(name))) {
	console.log('Reading a framework\n');
	console.log(`  ${shape.name} ${await frameworkReadingOf(fileOf(shape, options.scale), options.rounds)}\n`);
}
console.log('Memory\n');
for (const line of await memoryOf(benchFolder)) console.log(`  ${line}`);
console.log('');
for (const { name, run } of [scoreBench, chooseBench, planBench, nextBench, readBackBench]) {
	console.log(`${name}\n`);
	for (const line of await run()) console.log(`  ${line}`);
	console.log('');
}
