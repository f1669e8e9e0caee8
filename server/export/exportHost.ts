/** What an export needs of the world. */

/** A file that comes into being whole or not at all: written beside the target under another name, flushed, renamed. */
export interface AtomicFile {
	/** The path it will have. */
	readonly path: string;
	write(bytes: Uint8Array): Promise<void>;
	/** Puts what was written onto the disk, under its other name. Nothing may be written after this. */
	flush(): Promise<void>;
	/** Flushes, and puts the file in place. */
	commit(): Promise<void>;
	/** Leaves nothing behind. Does nothing after {@link commit}. */
	discard(): Promise<void>;
}

export interface Checksum {
	update(bytes: Uint8Array): void;
	/** Lower-case hexadecimal. */
	digest(): string;
}

export interface ExportHost {
	/**
	 * @param sources paths that must not be overwritten, under whatever name the target reaches them.
	 * @throws an error for people: what, where, what to do.
	 */
	createFile(path: string, sources: readonly string[]): Promise<AtomicFile>;
	/** SHA-256. */
	createChecksum(): Checksum;
	now(): Date;
}
