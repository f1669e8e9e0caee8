/**
 * JSON with a long list in it, piece by piece: to the letter what `JSON.stringify` with an indent of two makes of the whole.
 *
 * @param frame what stands around the list. The list is the last thing in it, and empty.
 */
export async function* jsonPieces<T>(
	frame: unknown,
	items: AsyncIterable<T>,
	toJson: (item: T) => unknown = (item) => item,
): AsyncGenerator<string, void> {
	const text = JSON.stringify(frame, null, 2);
	const at = text.lastIndexOf('[]');
	const margin = /^ */.exec(text.slice(text.lastIndexOf('\n', at) + 1))![0];
	yield text.slice(0, at + 1);
	let isEmpty = true;
	for await (const item of items) {
		yield `${isEmpty ? '' : ','}\n${margin}  ${JSON.stringify(toJson(item), null, 2).replaceAll('\n', `\n${margin}  `)}`;
		isEmpty = false;
	}
	yield `${isEmpty ? '' : `\n${margin}`}${text.slice(at + 1)}\n`;
}
