/** Stack traces in terms of the TypeScript sources. VS Code formats stacks itself, past Node's `--enable-source-maps`. */
import { readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { dirname, resolve } from 'node:path';

const ofOthers = /^\s+at .*(?:node_modules[\\/]mocha|node:internal)/;

/** The stack with positions in `bundle` replaced by those told by the source map beside it, without mocha's and Node's own. */
export function readableStack(stack: string, bundle: string): string {
	const map = new SourceMap(JSON.parse(readFileSync(`${bundle}.map`, 'utf8')));
	const toSource = (line: string): string => {
		const [before, after] = line.split(`${bundle}:`);
		const position = /^(\d+):(\d+)/.exec(after ?? '');
		if (position === null) return line;
		// Lines and columns count from 0 in a source map, from 1 in a stack.
		const entry = map.findEntry(Number(position[1]) - 1, Number(position[2]) - 1);
		if (!('originalSource' in entry)) return line;
		const source = resolve(dirname(bundle), entry.originalSource);
		return `${before}${source}:${entry.originalLine + 1}:${entry.originalColumn + 1}${after!.slice(position[0].length)}`;
	};
	return stack
		.split('\n')
		.map(toSource)
		.filter((line) => !ofOthers.test(line))
		.join('\n');
}
