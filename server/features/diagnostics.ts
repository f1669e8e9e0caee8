import { type Diagnostic, DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver-types';
import { documentationUrl, type FindingCode, severities } from '../../shared/findingCodes.ts';
import { formatQuantity } from '../../shared/format.ts';
import { columnsOf } from '../core/document/location.ts';
import type { ScoredDocument } from '../core/document/scoredDocument.ts';
import { type Finding, findingsOf } from '../core/finding/finding.ts';
import { columns, lineStart } from './ranges.ts';

/** Findings that fade their line: nothing more is to be learned there. */
const fading: ReadonlySet<FindingCode> = new Set(['mastered', 'intractable']);

/**
 * A document's findings. Editors keep a limited number a file, so past the limit the milder ones are left out, the last of the file
 * first, and a diagnostic says how many.
 */
export function diagnostics(document: ScoredDocument): Diagnostic[] {
	const { dataset, settings } = document;
	const { limit, severity } = settings.diagnostics;
	const findings = findingsOf(dataset, settings);
	if (findings.length <= limit) return findings.map((finding) => toDiagnostic(finding, document));
	const loudness = ({ code }: Finding): number => severities.indexOf(severity[code]);
	const kept = findings.toSorted((left, right) => loudness(left) - loudness(right)).slice(0, Math.max(0, limit - 1));
	const cut: Diagnostic = {
		range: lineStart(0),
		severity: DiagnosticSeverity.Information,
		source: 'InSight',
		message: `${formatQuantity(findings.length - kept.length, 'milder finding')} not shown: insight.diagnostics.limit is ${limit}. "insight check" lists all.`,
	};
	return [cut, ...kept.map((finding) => toDiagnostic(finding, document))];
}

function toDiagnostic(finding: Finding, { uri, settings, places, lineText }: ScoredDocument): Diagnostic {
	const { code, related } = finding;
	const line = places.lineOf(finding.lineNumber);
	const rows = places.rowsOf(line);
	// What is said of one of many is neither all of the line nor at a place of it that is known.
	const isOneOfMany = rows.end - rows.start > 1;
	const { start, end } = columnsOf(lineText(line), isOneOfMany ? {} : finding);
	const wholeLine = (other: number) => columns(other, 0, lineText(other).length);
	const entry = isOneOfMany ? `Entry ${finding.lineNumber - rows.start + 1}: ` : '';
	return {
		range: columns(line, start, end),
		severity: toSeverity(settings.diagnostics.severity[code]),
		code,
		codeDescription: { href: documentationUrl(code) },
		source: 'InSight',
		message: `${entry}${finding.message}`,
		...(fading.has(code) && !isOneOfMany ? { tags: [DiagnosticTag.Unnecessary] } : {}),
		...(related === undefined
			? {}
			: {
					relatedInformation: [
						{ location: { uri, range: wholeLine(places.lineOf(related.lineNumber)) }, message: related.message },
					],
				}),
	};
}

/** What LSP calls a severity; `off` is not to be asked for. */
export function toSeverity(severity: (typeof severities)[number]): DiagnosticSeverity {
	switch (severity) {
		case 'error':
			return DiagnosticSeverity.Error;
		case 'warning':
			return DiagnosticSeverity.Warning;
		case 'information':
			return DiagnosticSeverity.Information;
		default:
			return DiagnosticSeverity.Hint;
	}
}
