/** Settings as editors and files write them. */

/** The value at a full key, whether it stands flat or nested, with or without the `insight` prefix. */
export function lookUpSetting(values: unknown, key: string): unknown {
	const relative = key.slice('insight.'.length);
	const root = property(values, 'insight') ?? values;
	const found = [property(values, key), property(root, relative), relative.split('.').reduce(property, root)];
	// A null says that it is to be as usual, which is something to say.
	return found.find((value) => value !== undefined);
}

function property(value: unknown, key: string): unknown {
	return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
		? (value as Record<string, unknown>)[key]
		: undefined;
}
