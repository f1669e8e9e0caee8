/** What menus, keys and buttons do to the selected rows. */
import type { Requester } from '../../shared/rpc.ts';
import type { TableCommand, WebviewMethods } from '../../shared/webviewProtocol.ts';
import type { MarkedRows } from './markedRows.ts';

export interface CommandContext {
	readonly server: Requester<WebviewMethods>;
	readonly marks: MarkedRows;
	/** Of the view. */
	readonly generation: number;
	/** Lines of the selected rows' examples. */
	selected(): Promise<readonly number[]>;
	/** Of the example under the cursor. */
	readonly id: string | null;
	onFound(row: number): void;
}

/**
 * @param line of the row that a context menu was opened on; without one, or where it is selected, the selection is meant.
 * @returns what the user should hear of it.
 */
export async function runCommand(command: TableCommand, line: number | undefined, context: CommandContext): Promise<string | null> {
	const { server, marks } = context;
	if (command === 'goTo') return goTo(context);
	if (command === 'export') await server.request('export', null);
	else if (command === 'copyId') await navigator.clipboard.writeText(context.id ?? '');
	else {
		const selected = await context.selected();
		const lines = line === undefined || selected.includes(line) ? selected : [line];
		const first = line ?? selected[0];
		if (command === 'toggleInclude') marks.toggle(lines, 'include');
		else if (command === 'toggleExclude') marks.toggle(lines, 'exclude');
		else if (command === 'unmark') marks.set(lines, undefined);
		else if (command !== 'openText') marks.set(lines, command);
		else if (first !== undefined) await server.request('openText', { line: first });
	}
	return null;
}

async function goTo({ server, generation, onFound }: CommandContext): Promise<string | null> {
	const found = await server.request('goTo', { generation });
	if (found === null) return null;
	if (found.row === null)
		return found.line === null ? `There is no example ${found.target}.` : `The filter does not show the example ${found.target}.`;
	onFound(found.row);
	return null;
}
