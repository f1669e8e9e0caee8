/** Real data have few distinct counts; soft counts can have many, so a memo of this many values is emptied and filled anew. */
const memoLimit = 65_536;

/** A function of two numbers that computes each pair once, as long as no more than 65,536 others were asked for since. */
export function createPairMemo<Value>(compute: (first: number, second: number) => Value): (first: number, second: number) => Value {
	const memo = new Map<number, Map<number, Value>>();
	let size = 0;
	return (first, second) => {
		const known = memo.get(second)?.get(first);
		if (known !== undefined) return known;
		const value = compute(first, second);
		if (size === memoLimit) {
			memo.clear();
			size = 0;
		}
		const ofSecond = memo.get(second);
		if (ofSecond === undefined) memo.set(second, new Map([[first, value]]));
		else ofSecond.set(first, value);
		size++;
		return value;
	};
}
