import { describe, expect, it } from 'vitest';
import { pageLength, RowPages } from '../../../client/webview/rowPages.ts';

/** Pages that arrive when the test says so. */
function createPages() {
	const asked: {
		readonly start: number;
		arrive(rows: readonly string[] | null): Promise<void>;
		fail(error: Error): Promise<void>;
	}[] = [];
	const seen: string[] = [];
	const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
	const pages = new RowPages<string>(
		(start) =>
			new Promise((resolve, reject) => {
				asked.push({
					start,
					arrive: async (rows) => {
						resolve(rows);
						await settled();
					},
					fail: async (error) => {
						reject(error);
						await settled();
					},
				});
			}),
		() => seen.push('rows'),
		(error) => seen.push(String(error)),
	);
	const rowsFrom = (start: number): readonly string[] => Array.from({ length: pageLength }, (_, index) => `row ${start + index}`);
	return { pages, asked, seen, rowsFrom };
}

describe('pages of rows', () => {
	it('are fetched when they come into view, once', async () => {
		const { pages, asked, seen, rowsFrom } = createPages();
		pages.want(10, 40);
		pages.want(12, 42);
		expect(asked.map(({ start }) => start)).toEqual([0]);
		expect(pages.at(10)).toBeUndefined();
		await asked[0]!.arrive(rowsFrom(0));
		expect(pages.at(10)).toBe('row 10');
		expect(seen).toEqual(['rows']);
		pages.want(10, 40);
		expect(asked).toHaveLength(1);
	});

	it('that the user scrolled past are not fetched', async () => {
		const { pages, asked, rowsFrom } = createPages();
		pages.want(0, 60);
		for (let page = 2; page < 100; page++) pages.want(page * pageLength, page * pageLength + 30);
		expect(asked.map(({ start }) => start)).toEqual([0, 50]);
		await asked[0]!.arrive(rowsFrom(0));
		expect(asked.map(({ start }) => start)).toEqual([0, 50, 99 * pageLength]);
	});

	it('of another view are dropped', async () => {
		const { pages, asked, seen, rowsFrom } = createPages();
		pages.want(0, 60);
		await asked[0]!.arrive(null);
		expect(pages.at(0)).toBeUndefined();
		pages.dispose();
		await asked[1]!.arrive(rowsFrom(50));
		expect(pages.at(50)).toBeUndefined();
		expect(seen).toEqual([]);
	});

	it('that fail are told, and fetched again when they are wanted again', async () => {
		const { pages, asked, seen } = createPages();
		pages.want(0, 10);
		await asked[0]!.fail(new Error('gone'));
		expect(seen).toEqual(['Error: gone']);
		expect(asked).toHaveLength(1);
		pages.want(0, 10);
		expect(asked).toHaveLength(2);
	});

	it('are kept within bounds, the ones seen last', async () => {
		const { pages, asked, rowsFrom } = createPages();
		for (let page = 0; page < 80; page++) {
			pages.want(page * pageLength, page * pageLength + 1);
			await asked[page]!.arrive(rowsFrom(page * pageLength));
		}
		expect(pages.at(0)).toBeUndefined();
		expect(pages.at(79 * pageLength)).toBe('row 3950');
	});
});
