/** Paths to fields of a JSON record, written as people write them: `reward`, `extra_info.index`, `rollouts[].reward`. */

/** A segment that stands for every element of an array. */
export const eachItem = '[]';

/** Segments from the record's root: a key, or {@link eachItem}. */
export type FieldPath = readonly string[];

/**
 * Parses the written form. A JSON Pointer (`/extra_info/index`) is accepted too, so that keys with dots in them can be named; there
 * `-` stands for every element.
 *
 * @returns the path, or `undefined` when the text names nothing.
 */
export function parseFieldPath(text: string): FieldPath | undefined {
	const trimmed = text.trim();
	if (trimmed === '') return undefined;
	if (trimmed.startsWith('/')) {
		return trimmed
			.slice(1)
			.split('/')
			.map((part) => (part === '-' ? eachItem : part.replaceAll('~1', '/').replaceAll('~0', '~')));
	}
	const segments: string[] = [];
	for (const part of trimmed.split('.')) {
		const key = part.replace(/(\[\])+$/, '');
		if (key !== '') segments.push(key);
		for (let depth = (part.length - key.length) / 2; depth > 0; depth--) segments.push(eachItem);
	}
	return segments.length > 0 ? segments : undefined;
}

/** The written form of a path, which {@link parseFieldPath} reads: a JSON Pointer where a key would be taken for something else. */
export function showFieldPath(path: FieldPath): string {
	if (path.some((segment) => segment !== eachItem && /^$|^\/|\.|\[\]$/.test(segment))) {
		const parts = path.map((segment) => (segment === eachItem ? '-' : segment.replaceAll('~', '~0').replaceAll('/', '~1')));
		return `/${parts.join('/')}`;
	}
	return path.reduce((text, segment) => (segment === eachItem ? `${text}[]` : text === '' ? segment : `${text}.${segment}`), '');
}

/** Every value that the path reaches in a parsed record, in order. A path without {@link eachItem} reaches at most one. */
export function valuesAt(record: unknown, path: FieldPath): readonly unknown[] {
	let value = record;
	for (const [at, segment] of path.entries()) {
		if (segment === eachItem) {
			if (!Array.isArray(value)) return [];
			return at === path.length - 1 ? value : value.flatMap((item) => valuesAt(item, path.slice(at + 1)));
		}
		if (!isJsonObject(value) || !Object.hasOwn(value, segment)) return [];
		value = value[segment];
	}
	return [value];
}

/** Whether a parsed JSON value is an object, and not an array or null. */
export function isJsonObject(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
