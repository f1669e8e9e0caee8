/** The world as the language service sees it; hosts implement it, tests fake it. */
import type { ByteSource } from './core/byteSource.ts';
import type { DocumentsHost } from './documents.ts';
import type { ExportHost } from './export/exportHost.ts';

export interface Workspace extends DocumentsHost, ExportHost {
	/**
	 * The saved content of a document.
	 *
	 * @throws an error for people when there is none, such as for an untitled document.
	 */
	openSource(uri: string): Promise<ByteSource>;
}

/** Where the service writes what a developer wants to read afterwards. */
export interface Logger {
	info(message: string): void;
	error(message: string): void;
}
