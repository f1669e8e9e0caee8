import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import { documentationUrl, type Severity } from '../../shared/findingCodes.ts';
import { version } from '../../shared/version.ts';
import type { PlacedFinding } from './placedFinding.ts';

const repositoryUrl = documentationUrl('invalid-json').split('#')[0];

const levels: Readonly<Record<Severity, string>> = {
	error: 'error',
	warning: 'warning',
	information: 'note',
	hint: 'note',
	off: 'none',
};

/** Findings as a SARIF 2.1.0 log (OASIS), which code-scanning services read. */
export function sarifOf(findings: readonly PlacedFinding[]): unknown {
	const rules = [...new Map(findings.map((finding) => [finding.code, finding])).values()];
	const indices = new Map(rules.map(({ code }, index) => [code, index]));
	const locationOf = (file: string, region: object) => ({
		physicalLocation: { artifactLocation: { uri: uriOf(file) }, region },
	});
	return {
		$schema: 'https://json.schemastore.org/sarif-2.1.0.json',
		version: '2.1.0',
		runs: [
			{
				tool: {
					driver: {
						name: 'insight',
						version,
						informationUri: repositoryUrl,
						rules: rules.map(({ code, help, severity }) => ({
							id: code,
							helpUri: help,
							defaultConfiguration: { level: levels[severity] },
						})),
					},
				},
				columnKind: 'utf16CodeUnits',
				results: findings.map(({ code, severity, message, file, line, column, endColumn, related }) => ({
					ruleId: code,
					ruleIndex: indices.get(code),
					level: levels[severity],
					message: { text: message },
					// A region without columns is its whole line.
					locations: [locationOf(file, { startLine: line, ...(endColumn === null ? {} : { startColumn: column, endColumn }) })],
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

/** A path as a URI: relative ones stay so, to be resolved against the repository by whoever reads the log. */
function uriOf(file: string): string {
	return isAbsolute(file) ? pathToFileURL(file).href : file.split(/[/\\]/).map(encodeURIComponent).join('/');
}
