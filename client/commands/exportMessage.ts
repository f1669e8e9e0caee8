/** What a person is told of an export. Free of VS Code, so that it is tested without it. */
import { basename } from 'node:path';
import { formatQuantity } from '../../shared/format.ts';
import type { ExportResult } from '../../shared/protocol.ts';

/** With the first of the notes: a notification has room for few words, and the manifest has them all. */
export function exportMessage({ examples, lines, target, control, notes }: ExportResult): string {
	const what = `${formatQuantity(examples, 'example')} (${formatQuantity(lines, 'line')})`;
	const beside = control === undefined ? '' : `, and as many at random to ${basename(control.target)}`;
	const [first, ...others] = notes;
	const more = others.length === 0 ? [] : [`The manifest has ${formatQuantity(others.length, 'further note')}.`];
	const sentences = [`InSight: wrote ${what} to ${basename(target)}${beside}.`, ...(first === undefined ? [] : [first, ...more])];
	return sentences.join(' ');
}
