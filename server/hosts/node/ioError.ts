/** Errors of the file system in words: what could not be done, where, and what to do about it. */

const advice: Readonly<Record<string, string>> = {
	ENOENT: 'there is no such file or folder. Check the path',
	ENOTDIR: 'a part of the path is a file, not a folder. Check the path',
	EISDIR: 'it is a folder. Name a file',
	ELOOP: 'its links lead in a circle. Check the path',
	EACCES: 'permission is denied. Change its permissions, or run as a user who may',
	EPERM: 'the operation is not permitted. Change its permissions, or run as a user who may',
	EMFILE: 'too many files are open. Close some programs and try again',
	ENFILE: 'too many files are open. Close some programs and try again',
	ENAMETOOLONG: 'the name is too long. Choose a shorter one',
	EIO: 'the disk or the network failed. Try again, and check the disk',
};

/** What differs when something is to be written. */
const writingAdvice: Readonly<Record<string, string>> = {
	ENOENT: 'its folder does not exist. Create it first, or check the path',
	EACCES: 'permission is denied. Choose another folder, or change its permissions',
	EPERM: 'the operation is not permitted. Choose another folder, or change its permissions',
	EROFS: 'the file system is read-only. Choose another folder',
	ENOSPC: 'the disk is full. Free some space, or choose another disk',
	EDQUOT: 'your disk quota is used up. Free some space, or choose another disk',
	EFBIG: 'the file grows larger than is allowed. Choose another disk, or raise the limit',
};

/**
 * An error for people, with the original as its cause.
 *
 * @param action what could not be done: `read`, or something that writes.
 */
export function ioError(action: string, path: string, cause: unknown): Error {
	const code = codeOf(cause);
	const reason =
		(action === 'read' ? undefined : writingAdvice[code]) ??
		advice[code] ??
		writingAdvice[code] ??
		(cause instanceof Error ? cause.message : String(cause));
	return new Error(`Cannot ${action} ${path}: ${reason}.`, { cause });
}

/** The code of an error of the system, such as `ENOENT`; empty for other errors. */
export function codeOf(error: unknown): string {
	return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}
