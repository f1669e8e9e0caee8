/**
 * A record as one line of JSON. What JSON has no words for: whole numbers that no double holds become their digits in a string, bytes
 * Base64, dates ISO 8601, NaN null.
 */
export function jsonLineOf(record: unknown): string {
	return `${JSON.stringify(record, (_, value: unknown) => {
		if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
		return ArrayBuffer.isView(value) && !(value instanceof DataView) ? plainArrayOf(value as NumericArray) : value;
	})}\n`;
}

type NumericArray = Uint8Array | Float32Array | Float64Array | Int32Array | BigInt64Array;

/** Bytes as Base64, columns of numbers as a list. */
function plainArrayOf(array: NumericArray): string | readonly (number | bigint)[] {
	return array instanceof Uint8Array
		? Buffer.from(array.buffer, array.byteOffset, array.byteLength).toString('base64')
		: [...array];
}
