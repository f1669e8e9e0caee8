/** Marks over the life of a file: names stand for the lines that they are found on. */
import { describe, expect, it } from 'vitest';
import { MarkKeeper } from '../../client/markKeeper.ts';
import { decodeMarks, encodeMarks, type Mark, mostNamedMarks } from '../../shared/basket.ts';
import type { TableState } from '../../shared/tableProtocol.ts';

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const included = (...lines: readonly number[]): string =>
	encodeMarks({ marks: new Map(lines.map((line): [number, Mark] => [line, 'include'])) });

/** A file of named lines in an editor, whose marks are kept in `store`. */
function openFile(names: readonly string[], fingerprint: string, store: { kept?: unknown }) {
	const file = { names, fingerprint, numbering: 1 };
	/** What the next request waits for. */
	let late: Promise<void> = Promise.resolve();
	const notices: (string | null)[] = [];
	const failures: unknown[] = [];
	/** Marks whose names were asked for. */
	const named: string[] = [];
	const keeper = new MarkKeeper({
		load: () => store.kept,
		store: async (kept) => {
			store.kept = kept;
		},
		keysOf: async (marks, numbering) => {
			named.push(marks);
			await late;
			if (numbering !== file.numbering) return null;
			return { keys: [...decodeMarks(marks).keys()].map((line) => file.names[line]).join(), fingerprint: file.fingerprint };
		},
		find: async (keys, numbering) => {
			await late;
			if (numbering !== file.numbering) return null;
			const lines = keys.split(/[,;]/).map((name) => file.names.indexOf(name));
			return { marks: included(...lines.filter((line) => line >= 0)) };
		},
		onMarks: (_, notice) => notices.push(notice),
		onFailure: (error) => failures.push(error),
	});
	const state = (phase: TableState['phase'] = 'ready') =>
		({ phase, fingerprint: file.fingerprint, numbering: file.numbering }) as TableState;
	return {
		keeper,
		notices,
		failures,
		named,
		state,
		/** Requests from now on are answered once the result is called: with a failure, if an error is given. */
		delay: () => {
			let answer = (_: Promise<void>): void => undefined;
			late = new Promise((resolve) => {
				answer = resolve;
			});
			return async (error?: Error) => {
				late = Promise.resolve();
				answer(error === undefined ? late : Promise.reject(error));
				await settled();
			};
		},
		change: (changed: readonly string[], numbering = file.numbering + 1) =>
			Object.assign(file, { names: changed, fingerprint: `${file.fingerprint}+`, numbering }),
	};
}

async function markedFile(lines: readonly number[], store: { kept?: unknown }) {
	const open = openFile(['a', 'b', 'c'], '1', store);
	open.keeper.start(open.state());
	open.keeper.save(included(...lines), 1);
	await settled();
	return open;
}

describe('marks', () => {
	it('are there again when the file is opened again', async () => {
		const store = {};
		await markedFile([1], store);
		const again = openFile(['a', 'b', 'c'], '1', store);
		again.keeper.start(again.state('reading'));
		expect(again.keeper.marks).toBe(included(1));
	});

	it('go with their examples when the file was written anew between two openings', async () => {
		const store = {};
		await markedFile([0, 1], store);
		const again = openFile(['x', 'b', 'a'], '2', store);
		again.keeper.start(again.state('reading'));
		expect(decodeMarks(again.keeper.marks).size).toBe(0);
		again.keeper.follow(again.state('ready'));
		await settled();
		expect(again.keeper.marks).toBe(included(1, 2));
		expect(again.notices).toEqual([null]);
		expect(store).toMatchObject({ kept: { fingerprint: '2', marks: included(1, 2) } });
	});

	it('go with their examples when the file is written anew while it is open', async () => {
		const { keeper, change, state, notices } = await markedFile([2], {});
		change(['c', 'd']);
		keeper.follow(state('reading'));
		expect(decodeMarks(keeper.marks).size).toBe(0);
		keeper.follow(state('ready'));
		await settled();
		expect(keeper.marks).toBe(included(0));
		expect(notices).toEqual([null, null]);
	});

	it('stay on their lines when the file grows', async () => {
		const { keeper, change, state, notices } = await markedFile([2], {});
		change(['a', 'b', 'c', 'd'], 1);
		keeper.follow(state());
		await settled();
		expect([keeper.marks, notices]).toEqual([included(2), []]);
	});

	it('are said to be gone where their examples are', async () => {
		const { keeper, change, state, notices } = await markedFile([0, 1, 2], {});
		change(['c']);
		keeper.follow(state());
		await settled();
		expect(keeper.marks).toBe(included(0));
		expect(notices.at(-1)).toBe(
			'The file changed. Of the 3 examples that you marked, 2 are not to be found in it any more: their marks are gone.',
		);
	});

	it('that were too many to be kept by name are said to be gone, and their examples not', async () => {
		const marks = included(...Array(mostNamedMarks + 1).keys());
		const store: { kept?: unknown } = { kept: { marks, keys: null, fingerprint: '1' } };
		const again = openFile(['a'], '2', store);
		again.keeper.start(again.state());
		await settled();
		expect(again.notices).toEqual([
			'The file changed, and the 50,001 marks in it are gone: so many are not kept by what names their examples.',
		]);
	});

	it('that were not named before the window was closed are said to be gone, and nothing of their examples', async () => {
		const noticeAfter = async (earlier: readonly number[] | object, lines: readonly number[], names: readonly string[]) => {
			const store: { kept?: unknown } = Array.isArray(earlier) ? {} : { kept: earlier };
			const open = openFile(['a', 'b', 'c'], '1', store);
			open.keeper.start(open.state('reading'));
			if (Array.isArray(earlier)) open.keeper.save(included(...earlier), 1);
			await settled();
			open.delay();
			open.keeper.save(included(...lines), 1);
			const again = openFile(names, '2', store);
			again.keeper.start(again.state());
			await settled();
			return [again.keeper.marks, again.notices];
		};
		const nothingKept = 'cannot be looked for, as nothing that names it was kept';
		const oneIsGone = [included(), [`The file changed. The example that you marked ${nothingKept}: its mark is gone.`]];
		expect(await noticeAfter([], [0], ['x', 'a'])).toEqual(oneIsGone);
		// Nor are they too many any more, where all but one were taken away.
		const tooMany = { marks: included(...Array(mostNamedMarks + 1).keys()), keys: null, fingerprint: '1' };
		expect(await noticeAfter(tooMany, [0], ['x', 'a'])).toEqual(oneIsGone);
		expect(await noticeAfter([0], [0, 2], ['c', 'x'])).toEqual([
			included(),
			[
				'The file changed. Of the 2 examples that you marked, 1 is not to be found in it any more and 1 ' +
					`${nothingKept}: their marks are gone.`,
			],
		]);
		// One that was taken away is not marked again by its name of before.
		expect(await noticeAfter([0, 1], [1], ['x', 'b', 'a'])).toEqual([included(1), [null]]);
		expect(await noticeAfter([0], [1], ['b', 'a'])).toEqual(oneIsGone);
	});

	it('that are made while others are looked for are kept with them', async () => {
		const store: { kept?: unknown } = {};
		await markedFile([0], store);
		const again = openFile(['x', 'a'], '2', store);
		again.keeper.start(again.state('reading'));
		again.keeper.save(included(0), 1);
		await settled();
		expect(store).toMatchObject({ kept: { fingerprint: '1' } });
		again.keeper.follow(again.state());
		await settled();
		expect(again.keeper.marks).toBe(included(0, 1));
		expect(store).toMatchObject({ kept: { fingerprint: '2', marks: included(0, 1) } });
	});

	it('are not stored under the names of a file that was written anew before the server was asked', async () => {
		const store: { kept?: unknown } = {};
		const { keeper, change, delay, state, notices } = await markedFile([0], store);
		const answer = delay();
		keeper.save(included(0, 1), 1);
		await settled();
		change(['x', 'y', 'a', 'b']);
		await answer();
		expect(store).toMatchObject({ kept: { marks: included(0, 1), keys: 'a,-;', fingerprint: '1' } });
		keeper.follow(state('reading'));
		keeper.follow(state());
		await settled();
		// The server could not tell the name of the second any more.
		expect([keeper.marks, notices.at(-1)]).toEqual([
			included(2),
			'The file changed. Of the 2 examples that you marked, 1 cannot be looked for, as nothing that names it was kept: its mark is gone.',
		]);
	});

	it('are stored before the server has named them, beside the names of those of before', async () => {
		const store: { kept?: unknown } = {};
		const { keeper, delay, state } = await markedFile([0], store);
		const answer = delay();
		keeper.save(included(0, 2), 1);
		expect(store).toMatchObject({ kept: { marks: included(0, 2), keys: 'a,-;', fingerprint: '1' } });
		// As after a window that was closed, or a server that ended, in the meantime.
		const again = openFile(['a', 'b', 'c'], '1', store);
		again.keeper.start(again.state('reading'));
		expect(again.keeper.marks).toBe(included(0, 2));
		await answer();
		expect(store).toMatchObject({ kept: { marks: included(0, 2), keys: 'a,c' } });
		// And no marks at once, too.
		delay();
		keeper.follow(state());
		keeper.save(included(), 1);
		expect(store.kept).toBeUndefined();
	});

	it('that are made in rows of before, when the file was written anew, are not taken for those of others', async () => {
		const store: { kept?: unknown } = {};
		const { keeper, change, state, notices } = await markedFile([0], store);
		change(['x', 'a', 'b']);
		keeper.follow(state('reading'));
		expect(keeper.save(included(1), 1)).toBe(false);
		keeper.follow(state());
		await settled();
		expect([keeper.marks, notices]).toEqual([
			included(1),
			[null, 'The file changed meanwhile, and the last mark was not made. Make it again in the new rows.', null],
		]);
		expect(store).toMatchObject({ kept: { marks: included(1), keys: 'a' } });
	});

	it('that are made while the server is at others are named once, all together', async () => {
		const store: { kept?: unknown } = {};
		const { keeper, delay, named } = await markedFile([0], store);
		named.length = 0;
		const answer = delay();
		keeper.save(included(1), 1);
		await settled();
		for (const lines of [[1, 2], [2], [0, 2]]) keeper.save(included(...lines), 1);
		await answer();
		expect(named).toEqual([included(1), included(0, 2)]);
		expect(store).toMatchObject({ kept: { marks: included(0, 2), keys: 'a,c' } });
	});

	it('that the server cannot name yet are stored with their names when the file is read', async () => {
		const store: { kept?: unknown } = {};
		const { keeper, change, state } = openFile(['a', 'b'], '1', store);
		keeper.start(state());
		change(['c', 'd'], 1);
		keeper.follow({ ...state('reading'), numbering: 2 });
		keeper.save(included(1), 2);
		await settled();
		expect(store).toMatchObject({ kept: { marks: included(1), keys: '-;' } });
		change(['c', 'd'], 2);
		keeper.follow(state());
		await settled();
		expect(store).toMatchObject({ kept: { marks: included(1), keys: 'd' } });
	});

	it('are not given up where reading is stopped before their examples come', async () => {
		const store: { kept?: unknown } = {};
		const { keeper, change, state, notices } = await markedFile([1], store);
		change(['x']);
		keeper.follow(state('reading'));
		keeper.follow(state('stopped'));
		await settled();
		expect(notices).toEqual([null]);
		expect(store).toMatchObject({ kept: { fingerprint: '1' } });
		change(['x', 'b'], 2);
		keeper.follow(state());
		await settled();
		expect([keeper.marks, notices]).toEqual([included(1), [null, null]]);
	});

	it('stay on their lines when the server is started again over the same file', async () => {
		const { keeper, change, state, notices } = await markedFile([1], {});
		keeper.follow({ ...state('reading'), numbering: 0, fingerprint: '' });
		keeper.follow(state('reading'));
		keeper.follow(state());
		await settled();
		expect([keeper.marks, notices]).toEqual([included(1), []]);
		keeper.follow({ ...state('reading'), numbering: 0, fingerprint: '' });
		// Written anew meanwhile, and numbered as before.
		change(['b', 'a'], 1);
		keeper.follow(state());
		await settled();
		expect([keeper.marks, notices]).toEqual([included(0), [null, null]]);
	});

	it('are there again when the file is again what it was', async () => {
		const store: { kept?: unknown } = { kept: { marks: included(2), keys: null, fingerprint: '1' } };
		const { keeper, state } = openFile(['a', 'b', 'c'], '1', store);
		keeper.start({ ...state('failed'), numbering: 0, fingerprint: '' });
		expect(decodeMarks(keeper.marks).size).toBe(0);
		keeper.follow(state());
		await settled();
		expect(keeper.marks).toBe(included(2));
	});

	it('are looked for again where that failed, or the file changed before there was an answer', async () => {
		const { keeper, change, delay, state, notices, failures } = await markedFile([1], {});
		change(['b']);
		const fail = delay();
		keeper.follow(state());
		await settled();
		await fail(new Error('The server is gone.'));
		expect([keeper.marks, failures, notices]).toEqual([';', [new Error('The server is gone.')], [null]]);
		const answer = delay();
		keeper.follow(state());
		await settled();
		change(['x', 'y', 'b']);
		keeper.follow(state('reading'));
		await answer();
		expect(keeper.marks).toBe(';');
		keeper.follow(state());
		await settled();
		expect([keeper.marks, notices]).toEqual([included(2), [null, null]]);
	});

	it('are kept under the names of the whole file, and of what it has grown to', async () => {
		const store: { kept?: unknown } = {};
		const { keeper, change, state } = openFile(['a', 'b'], '1', store);
		keeper.start(state('reading'));
		keeper.save(included(1), 1);
		await settled();
		expect(store).toMatchObject({ kept: { keys: 'b', fingerprint: '1' } });
		for (const [names, fingerprint] of [
			[['a', 'b (1 of 2)'], '1+'],
			[['a', 'b (1 of 3)'], '1++'],
		] as const) {
			change(names, 1);
			keeper.follow(state());
			await settled();
			expect(store).toMatchObject({ kept: { keys: names[1], fingerprint } });
		}
	});
});
