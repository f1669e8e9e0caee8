/** The stable codes of everything the tool points out. A code is for life: people suppress it, grep for it and link to it. */

export type Severity = 'error' | 'warning' | 'information' | 'hint' | 'off';

/** From the loudest to silence. */
export const severities: readonly Severity[] = ['error', 'warning', 'information', 'hint', 'off'];

/** Codes with the severity they have unless settings say otherwise. */
export const defaultSeverities = {
	'invalid-json': 'error',
	'invalid-utf8': 'error',
	'not-an-object': 'error',
	'line-too-long': 'error',
	'damaged-file': 'error',
	'unknown-format': 'error',
	'torn-last-line': 'warning',
	'missing-rollouts': 'warning',
	'missing-id': 'warning',
	'rollout-error': 'information',
	'reward-not-a-number': 'warning',
	'count-mismatch': 'warning',
	'duplicate-key': 'warning',
	'duplicate-id': 'warning',
	'duplicate-prompt': 'warning',
	'duplicate-sample': 'warning',
	'ambiguous-group': 'warning',
	'mixed-formats': 'warning',
	'ambiguous-success': 'warning',
	outage: 'warning',
	'ambiguous-rollouts': 'warning',
	'mu-out-of-range': 'warning',
	drifted: 'information',
	'invalid-setting': 'warning',
	mastered: 'hint',
	intractable: 'hint',
	'well-estimated': 'off',
	unexplored: 'hint',
} as const satisfies Readonly<Record<string, Severity>>;

export type FindingCode = keyof typeof defaultSeverities;

export const findingCodes = Object.keys(defaultSeverities) as readonly FindingCode[];

/** Where the README explains a code. */
export function documentationUrl(code: FindingCode): string {
	return `https://github.com/insight-rlvr/insight-rlvr#${code}`;
}

/** The severity of every code, from an object that sets some. @returns `undefined` for anything else. */
export function parseSeverities(value: unknown): Readonly<Record<FindingCode, Severity>> | undefined {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
	const known = Object.entries(value).every(
		([code, severity]) =>
			findingCodes.some((candidate) => candidate === code) && severities.some((candidate) => candidate === severity),
	);
	return known ? { ...defaultSeverities, ...value } : undefined;
}
