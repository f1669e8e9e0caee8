import type { SourceOf } from '../core/dataset/outage.ts';
import type { ScoredDocument } from '../core/document/scoredDocument.ts';
import { parseFieldPath } from '../core/json/fieldPath.ts';
import { compileFieldPlan } from '../core/json/fieldPlan.ts';
import { JsonScanner } from '../core/json/jsonScanner.ts';
import { decodeId } from '../core/json/scalars.ts';
import { sourceNames } from '../formats/fieldNames.ts';

/**
 * What the examples of a history came from, by the first known field that any of their first lines has, as `insight check` reads it.
 *
 * @returns `undefined` where there is no history of several steps, or no such field.
 */
export function exampleSources({ dataset, rowText }: ScoredDocument): SourceOf | undefined {
	const { visits, columns } = dataset;
	if (visits === undefined || visits.steps.every((step) => step === visits.steps[0])) return undefined;
	const { root, slotOf } = compileFieldPlan(sourceNames.map((name) => parseFieldPath(name)!));
	const scanner = new JsonScanner();
	const encoder = new TextEncoder();
	const found = sourceNames.map(() => new Map<number, string>());
	for (let example = 0; example < columns.length; example++) {
		const bytes = encoder.encode(rowText(columns.firstLine[example]!));
		scanner.scan(bytes, 0, bytes.length, root);
		for (const [which, sources] of found.entries()) {
			const capture = scanner.captures.find(slotOf[which]!);
			const source = capture < 0 ? null : decodeId(bytes, scanner.captures, capture);
			if (source !== null) sources.set(example, source);
		}
	}
	const sources = found.find(({ size }) => size > 0);
	return sources && ((example) => sources.get(example) ?? null);
}
