/** Lines with a key put in: every byte of theirs stays, and where it was. */
import type { Example } from '../../core/dataset/dataset.ts';
import { compileFieldPlan } from '../../core/json/fieldPlan.ts';
import { JsonScanner } from '../../core/json/jsonScanner.ts';
import { Byte } from '../../core/json/jsonTokens.ts';
import type { LineChange } from '../copyLines.ts';
import type { WrittenSet } from '../writtenSet.ts';

const key = 'insight';

/**
 * What makes of a chosen line one with the scores of its example, under the key `insight`, before its last brace.
 *
 * @returns a function that throws an error for people where a line has such a key already: it would stand there twice.
 */
export function annotate({ loaded: { dataset }, chosen, values }: WrittenSet): LineChange {
	const places = new Map<number, number>();
	for (const { index } of chosen) places.set(index, places.size + 1);
	const { root } = compileFieldPlan([[key]]);
	const scanner = new JsonScanner();
	const encoder = new TextEncoder();
	return (line, lineNumber) => {
		const example = dataset.examples.at(dataset.exampleOfLine[lineNumber]!);
		scanner.scan(line, 0, line.length, root);
		if (scanner.captures.length > 0) {
			throw new Error(
				`The record at ${dataset.lineName(lineNumber)} has a key "${key}" already: take it out, or write another form.`,
			);
		}
		const brace = line.lastIndexOf(Byte.closeBrace);
		let before = brace - 1;
		while (
			line[before] === Byte.space ||
			line[before] === Byte.tab ||
			line[before] === Byte.carriageReturn ||
			line[before] === Byte.lineFeed
		)
			before--;
		const comma = line[before] === Byte.openBrace ? '' : ', ';
		const note = JSON.stringify(
			annotationOf(example, dataset.rankOf(example.index), places.get(example.index)!, values[example.index]!),
		);
		const added = encoder.encode(`${comma}"${key}": ${note}`);
		const whole = new Uint8Array(line.length + added.length);
		whole.set(line.subarray(0, brace));
		whole.set(added, brace);
		whole.set(line.subarray(brace), brace + added.length);
		return whole;
	};
}

function annotationOf({ group }: Example, rank: number, place: number, value: number) {
	const { successes, trials, score } = group;
	return {
		// By score among all examples, as wherever there is a rank.
		rank,
		// In the set, by what it was chosen by.
		place,
		value: Number.isNaN(value) ? null : value,
		successes,
		trials,
		alpha: score.alpha,
		beta: score.beta,
		mean: score.mean,
		score: score.score,
		nonDegenerate: score.nonDegenerate,
	};
}
