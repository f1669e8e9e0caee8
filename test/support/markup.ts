/** Looks at markup as a reader of it does. */

export interface Tag {
	readonly name: string;
	readonly attributes: Readonly<Record<string, string>>;
	/** Names of the elements around it, the outermost first. */
	readonly around: readonly string[];
}

/** Every element, in order. @throws Error for markup that is not well formed. */
export function tagsOf(markup: string): readonly Tag[] {
	const tags: Tag[] = [];
	const open: string[] = [];
	const pattern = /<(?:!doctype html>|(\/?)([a-zA-Z][\w-]*)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>)|[<>]/g;
	for (const [found, isEnd, name, attributes = '', isEmpty] of withoutStyles(markup).matchAll(pattern)) {
		if (found === '<!doctype html>') continue;
		if (name === undefined) throw new Error(`a stray ${found}`);
		if (isEnd === '/') {
			if (open.pop() !== name) throw new Error(`</${name}> closes something else`);
			continue;
		}
		const pairs = [...attributes.matchAll(/([\w:-]+)="([^"]*)"/g)].map(([, key, value]) => [key!, value!] as const);
		if (new Set(pairs.map(([key]) => key)).size < pairs.length) throw new Error(`<${name}> has an attribute twice`);
		tags.push({ name, attributes: Object.fromEntries(pairs), around: [...open] });
		if (isEmpty !== '/') open.push(name);
	}
	if (open.length > 0) throw new Error(`<${open.at(-1)}> is not closed`);
	return tags;
}

/** The text of the first element of a name. */
export function textOf(markup: string, name: string): string {
	return new RegExp(`<${name}[^>]*>([^<]*)`).exec(withoutStyles(markup))?.[1] ?? '';
}

function withoutStyles(markup: string): string {
	return markup.replaceAll(/(<style[^>]*>)[^<]*/g, '$1');
}
