/** Names of the file to export to. Free of VS Code, so that it is tested without it. */
import { basename, dirname, extname, join, resolve } from 'node:path';
import type { Amount } from '../../shared/settings.ts';

/** The file that is proposed, beside the source: `pool.jsonl` → `pool.top100.jsonl`, `pool.top10pct.jsonl`, `pool.included.jsonl`. */
export function proposedTarget(source: string, what: Amount | 'included' | 'filtered'): string {
	const extension = extname(source);
	// No percent sign, as it means something else in a URL.
	const name = typeof what === 'string' ? what : 'count' in what ? `top${what.count}` : `top${what.percent}pct`;
	return join(dirname(source), `${basename(source, extension)}.${name}${extension || '.jsonl'}`);
}

/** Whether two paths are spelt for the same file. Links are for the server to find out. */
export function isSamePath(left: string, right: string, platform: NodeJS.Platform): boolean {
	const [first, second] = [resolve(left), resolve(right)];
	return platform === 'win32' || platform === 'darwin' ? first.toLowerCase() === second.toLowerCase() : first === second;
}
