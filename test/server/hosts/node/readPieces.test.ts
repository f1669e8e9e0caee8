import { open } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPieces } from '../../../../server/hosts/node/readPieces.ts';
import { type Piece, piecesOf } from '../../../support/bytes.ts';
import { testFolder } from '../../../support/folder.ts';
import { holds } from '../../../support/random.ts';

const never = new AbortController().signal;
const content = Uint8Array.from({ length: 3_000_000 }, (_, at) => (at * 31 + (at >>> 8)) % 251);

async function withFile<T>(task: (descriptor: number) => Promise<T>): Promise<T> {
	const file = await open(await (await testFolder()).file('a', content));
	try {
		return await task(file.fd);
	} finally {
		await file.close();
	}
}

/** Pieces that lie so far from each other and are so long, put into the target from its end on. */
function placed(sizes: readonly (readonly [gap: number, length: number])[]): readonly Piece[] {
	let at = sizes.reduce((sum, [, length]) => sum + length, 0);
	let position = 0;
	return sizes.map(([gap, length]) => {
		const start = position + gap;
		position = start + length;
		at -= length;
		return [start, position, at];
	});
}

describe('pieces', () => {
	it('come to their places, near or far, short or long', async () => {
		const gap = fc.oneof(fc.nat({ max: 20 }), fc.nat({ max: 20_000 }));
		const length = fc.oneof(fc.nat({ max: 50 }), fc.nat({ max: 2_000 }), fc.nat({ max: 40_000 }), fc.constant(1_200_000));
		await withFile(async (descriptor) =>
			holds(
				fc.asyncProperty(fc.array(fc.tuple(gap, length), { maxLength: 40 }), async (sizes) => {
					const pieces = placed(sizes).filter(([, end]) => end <= content.length);
					const target = new Uint8Array(sizes.reduce((sum, [, length]) => sum + length, 0));
					await readPieces(descriptor, 'a', piecesOf(...pieces), target, never);
					for (const [start, end, at] of pieces) {
						expect(Buffer.compare(target.subarray(at, at + end - start), content.subarray(start, end))).toBe(0);
					}
				}),
				100,
			),
		);
	});

	it('that are not all there are an error that says so', async () => {
		const beyond = piecesOf([content.length - 10, content.length + 1, 0]);
		await expect(withFile((descriptor) => readPieces(descriptor, 'a', beyond, new Uint8Array(11), never))).rejects.toThrow(
			'a is shorter than it was: it changed while it was read. Try again.',
		);
	});

	it('of a file that cannot be read are an error for people', async () => {
		const pieces = piecesOf([0, 1, 0]);
		await expect(readPieces(2 ** 30, 'a', pieces, new Uint8Array(1), never)).rejects.toThrow('Cannot read a: ');
	});

	it('are read on after others had their turn, unless aborted', async () => {
		const abort = new AbortController();
		const ahead = setImmediate(() => abort.abort(new Error('enough')));
		// Reading this much takes longer than anyone may be kept waiting.
		const pieces = piecesOf(...Array.from({ length: 1000 }, (): Piece => [0, content.length, 0]));
		const target = new Uint8Array(content.length);
		const reading = withFile((descriptor) => readPieces(descriptor, 'a', pieces, target, abort.signal));
		await expect(reading).rejects.toThrow('enough');
		clearImmediate(ahead);
	});
});
