import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import { documentationUrl, type FindingCode, type Severity } from '../../shared/findingCodes.ts';
import type { Settings } from '../../shared/settings.ts';
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

/** A SARIF 2.1.0 log (OASIS), which code-scanning services read, without its results. @param codes of the findings, in the order of {@link sarifResult}. */
export function sarifLog(codes: readonly FindingCode[], severity: Settings['diagnostics']['severity']): unknown {
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
						rules: codes.map((code) => ({
							id: code,
							helpUri: documentationUrl(code),
							defaultConfiguration: { level: levels[severity[code]] },
						})),
					},
				},
				columnKind: 'utf16CodeUnits',
				results: [],
			},
		],
	};
}

/** A finding as a result of the log. */
export function sarifResult(
	{ code, severity, message, file, line, column, endColumn, related }: PlacedFinding,
	codes: readonly FindingCode[],
): unknown {
	return {
		ruleId: code,
		ruleIndex: codes.indexOf(code),
		level: levels[severity],
		message: { text: message },
		// A region without columns is its whole line.
		locations: [locationOf(file, { startLine: line, ...(endColumn === null ? {} : { startColumn: column, endColumn }) })],
		...(related === undefined
			? {}
			: {
					relatedLocations: [{ ...locationOf(related.file, { startLine: related.line }), message: { text: related.message } }],
				}),
	};
}

function locationOf(file: string, region: object) {
	return { physicalLocation: { artifactLocation: { uri: uriOf(file) }, region } };
}

/** A path as a URI: relative ones stay so, to be resolved against the repository by whoever reads the log. */
function uriOf(file: string): string {
	return isAbsolute(file) ? pathToFileURL(file).href : file.split(/[/\\]/).map(encodeURIComponent).join('/');
}
