import type { Severity } from '../../shared/findingCodes.ts';
import { version } from '../../shared/version.ts';
import type { PlacedFinding } from './placedFinding.ts';

const levels: Readonly<Record<Severity, string>> = {
	error: 'error',
	warning: 'warning',
	information: 'note',
	hint: 'note',
	off: 'none',
};

/** Findings as a SARIF 2.1.0 log (OASIS), which code-scanning services read. */
export function sarifOf(findings: readonly PlacedFinding[]): unknown {
	const rules = new Map(findings.map(({ code, help }) => [code, { id: code, helpUri: help }]));
	const locationOf = (file: string, region: object) => ({
		physicalLocation: { artifactLocation: { uri: encodeURI(file) }, region },
	});
	return {
		$schema: 'https://json.schemastore.org/sarif-2.1.0.json',
		version: '2.1.0',
		runs: [
			{
				tool: { driver: { name: 'insight', version, rules: [...rules.values()] } },
				columnKind: 'utf16CodeUnits',
				results: findings.map(({ code, severity, message, file, line, column, endColumn, related }) => ({
					ruleId: code,
					level: levels[severity],
					message: { text: message },
					locations: [locationOf(file, { startLine: line, startColumn: column, endColumn: Math.max(column, endColumn) })],
					...(related === undefined
						? {}
						: {
								relatedLocations: [
									{ ...locationOf(related.file, { startLine: related.line }), message: { text: related.message } },
								],
							}),
				})),
			},
		],
	};
}
