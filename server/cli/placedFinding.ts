import type { FindingCode, Severity } from '../../shared/findingCodes.ts';

/** A finding at its place: lines and UTF-16 columns count from 1, `endColumn` is exclusive. */
export interface PlacedFinding {
	readonly file: string;
	readonly line: number;
	readonly column: number;
	readonly endColumn: number;
	readonly severity: Severity;
	readonly code: FindingCode;
	readonly message: string;
	readonly help: string;
	readonly related?: { readonly file: string; readonly line: number; readonly message: string };
}
