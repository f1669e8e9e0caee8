import type { TableState } from '../../shared/tableProtocol.ts';

/** The state of a table of which nothing is known yet. */
export const initialState: TableState = {
	phase: 'reading',
	generation: 0,
	bytesRead: 0,
	bytes: null,
	bytesPerSecond: 0,
	examples: 0,
	lines: 0,
	isOutdated: false,
	message: null,
	format: null,
	notes: [],
	fields: [],
	fingerprint: '',
	numbering: 0,
};
