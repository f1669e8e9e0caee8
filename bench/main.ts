/** `npm run bench`: every entry, one after the other. */
import { chooseBench } from './choose.ts';
import { scoreBench } from './score.ts';

for (const { name, run } of [scoreBench, chooseBench]) {
	console.log(`${name}\n`);
	for (const line of await run()) console.log(`  ${line}`);
	console.log('');
}
