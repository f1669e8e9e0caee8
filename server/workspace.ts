/** The world as the language service sees it; hosts implement it, tests fake it. */

import type { SettingSection } from './config/configSchema.ts';
import type { ByteSource } from './core/json/byteSource.ts';
import type { DocumentsHost } from './documents.ts';
import type { ExportHost } from './export/exportHost.ts';
import type { RolloutsHost } from './rollouts.ts';
import type { SourceSet } from './table/readTable.ts';

export interface Workspace extends DocumentsHost, ExportHost, RolloutsHost {
	/**
	 * The saved content of a document.
	 *
	 * @throws an error for people when there is none, such as for an untitled document.
	 */
	openSource(uri: string): Promise<ByteSource>;
	/**
	 * A file, or the files of a folder that hold records, in natural order.
	 *
	 * @throws an error for people when there is none.
	 */
	openSources(uri: string): Promise<SourceSet>;
	/** Whether a folder lies there, whose files are one dataset. */
	isFolder(uri: string): Promise<boolean>;
	/** From now on, what is read of large files is remembered in a folder. */
	rememberIn(folder: string): void;
	/** The saved text of a small file, or `undefined` where there is none to be read. */
	readText(uri: string): Promise<string | undefined>;
	/** The settings as the manifest describes them. */
	readonly settingSections: readonly SettingSection[];
}

/** Where the service writes what a developer wants to read afterwards. */
export interface Logger {
	info(message: string): void;
	warn(message: string): void;
	error(message: string): void;
}
