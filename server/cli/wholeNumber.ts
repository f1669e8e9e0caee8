/** Numbers that options give. All throw CommandError of usage, naming the option. */
import { CommandError, ExitCode } from './commandIo.ts';

/** A whole number from 1. */
export function wholeNumberOf(option: string, text: string, most: number): number {
	const value = text.trim() === '' ? Number.NaN : Number(text);
	if (Number.isInteger(value) && value >= 1 && value <= most) return value;
	throw new CommandError(`--${option} ${text}: must be a whole number from 1 to ${most}`, ExitCode.usage);
}

/** A share in [0, 1]. */
export function shareOf(option: string, text: string): number {
	const value = text.trim() === '' ? Number.NaN : Number(text);
	if (value >= 0 && value <= 1) return value;
	throw new CommandError(`--${option} ${text}: must be a number from 0 to 1`, ExitCode.usage);
}
