/** Errors of the file system in words: what could not be done, where, and what to do about it. */

const advice: Readonly<Record<string, string>> = {
	ENOENT: 'there is no such file or folder. Check the path',
	ENOTDIR: 'a part of the path is a file, not a folder. Check the path',
	EISDIR: 'it is a folder. Name a file',
	EACCES: 'permission is denied. Choose another folder, or change its permissions',
	EPERM: 'the operation is not permitted. Choose another folder, or change its permissions',
	EROFS: 'the file system is read-only. Choose another folder',
	ENOSPC: 'the disk is full. Free some space, or choose another disk',
	EDQUOT: 'your disk quota is used up. Free some space, or choose another disk',
	EMFILE: 'too many files are open. Close some programs and try again',
	ENAMETOOLONG: 'the name is too long. Choose a shorter one',
};

/**
 * An error for people, with the original as its cause.
 *
 * @param action what could not be done, such as `read` or `write`.
 */
export function ioError(action: string, path: string, cause: unknown): Error {
	const code = typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : '';
	const reason = advice[code] ?? (cause instanceof Error ? cause.message : String(cause));
	return new Error(`Cannot ${action} ${path}: ${reason}.`, { cause });
}
