import type { FindingCode, Severity } from '../../shared/findingCodes.ts';

/** A finding at its place: lines and UTF-16 columns count from 1. */
export interface PlacedFinding {
	readonly file: string;
	readonly line: number;
	readonly column: number;
	/** Behind the last column; `null` where the whole line is meant. */
	readonly endColumn: number | null;
	readonly severity: Severity;
	readonly code: FindingCode;
	readonly message: string;
	/** Where the code is explained. */
	readonly help: string;
	readonly related?: { readonly file: string; readonly line: number; readonly message: string };
}
