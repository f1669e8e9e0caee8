/** Free of VS Code, so that it is tested without it. */

/**
 * Hands on together what comes within a time, counted from the first of it. Waiting for a pause instead would wait forever where things come
 * all the time.
 */
export function gather<T>(handOn: (items: readonly T[]) => void, milliseconds: number): (item: T) => void {
	let items: T[] = [];
	return (item) => {
		items.push(item);
		if (items.length > 1) return;
		setTimeout(() => {
			const gathered = items;
			items = [];
			handOn(gathered);
		}, milliseconds);
	};
}
