/** A folder of step files in the dataset editor, while a run writes to it. */
import { describe, expect, it } from 'vitest';
import type { ByteSource } from '../../../server/core/json/byteSource.ts';
import { scanToPart } from '../../../server/core/scan/scanToPart.ts';
import { Table } from '../../../server/table/table.ts';
import type { TableState } from '../../../shared/tableProtocol.ts';
import { utf8 } from '../../support/bytes.ts';
import { jsonl, settingsOf } from '../../support/dataset.ts';

/** Rollouts of prompts in one step: `'a+ a- b+'`. */
const step = (rollouts: string): string =>
	jsonl(
		rollouts
			.split(' ')
			.map((rollout) => ({ task_id: rollout[0], prompt: `Prompt ${rollout[0]}?`, reward: rollout[1] === '+' ? 1 : 0 })),
	);

/** A folder in memory that counts the bytes read from it. */
function createFolder(initial: Readonly<Record<string, string>>) {
	const files = new Map(Object.entries(initial).map(([name, text]) => [name, { bytes: utf8(text), version: 0 }]));
	const read = { bytes: 0, fingerprints: 0 };
	const sourceOf = (name: string): ByteSource => {
		const { bytes } = files.get(name)!;
		return {
			name: `/run/${name}`,
			size: bytes.length,
			async *read() {
				read.bytes += bytes.length;
				yield bytes;
			},
			readRange: async (start, end) => {
				read.bytes += end - start;
				return files.get(name)!.bytes.subarray(start, end);
			},
			fingerprint: async () => {
				read.fingerprints++;
				const file = files.get(name);
				if (file === undefined) throw new Error(`Cannot read ${name}: there is no such file or folder.`);
				return `${name} ${file.version}`;
			},
		};
	};
	return {
		read,
		sources: async () =>
			[...files.keys()].toSorted((one, other) => Number.parseInt(one, 10) - Number.parseInt(other, 10)).map(sourceOf),
		write: (name: string, text: string) => files.set(name, { bytes: utf8(text), version: (files.get(name)?.version ?? 0) + 1 }),
		remove: (name: string) => files.delete(name),
	};
}

const never = (): never => {
	throw new Error('Nothing is large here.');
};

async function openFolder(initial: Readonly<Record<string, string>>) {
	const folder = createFolder(initial);
	const states: TableState[] = [];
	/** Called once the table is whole again. */
	let onReady = (): void => undefined;
	const host = {
		openSources: async () => ({ sources: await folder.sources(), passedOver: ['/run/aggregated_results.jsonl'] }),
		readRollouts: async () => undefined,
		pool: { scan: scanToPart },
		pause: async () => undefined,
		now: () => new Date(0),
		schedule: never,
	};
	const table = new Table('file:///run', host, (state) => {
		states.push(state);
		if (state.phase === 'ready') onReady();
	});
	await table.read(settingsOf({}));
	return {
		...folder,
		states,
		table,
		state: () => states.at(-1)!,
		whenReady: () => new Promise<void>((resolve) => (onReady = resolve)),
		/** `successes/trials` by id. */
		async counts() {
			const params = { uri: '', filter: '', sort: { column: 'id', descending: false }, histogram: 'score', marks: ';' } as const;
			const view = await table.view(params, new AbortController().signal);
			const { rows } = await table.rows({ generation: view.kind === 'view' ? view.generation : 0, start: 0, count: 50 });
			return rows!.map(({ id, successes, trials }) => `${id} ${successes}/${trials}`).join(' ');
		},
	};
}

const longStep = step(new Array(2000).fill('a+ b-').join(' '));

describe('a folder of steps', () => {
	it('is one table', async () => {
		const { counts, state } = await openFolder({ '1.jsonl': step('a+ b-'), '2.jsonl': step('a- b- c+') });
		expect(await counts()).toBe('a 1/2 b 0/2 c 1/1');
		expect(state()).toMatchObject({ phase: 'ready', examples: 3, lines: 5, isOutdated: false });
	});

	it('goes on with what comes to its last file, and with the next file, and reads no more than that', async () => {
		const { counts, read, state, states, table, write } = await openFolder({ '1.jsonl': longStep, '2.jsonl': step('a+') });
		const { numbering } = state();
		read.bytes = 0;
		write('2.jsonl', step('a+ a- c+'));
		write('10.jsonl', step('c-'));
		await table.check();
		// Little but the ends of the file that grew.
		expect(read.bytes).toBeLessThan(2000);
		expect(await counts()).toBe('a 2001/2002 b 0/2000 c 1/2');
		expect(state()).toMatchObject({ phase: 'ready', lines: 4004, numbering });
		expect(states.some(({ isOutdated }) => isOutdated)).toBe(false);
	});

	it('says which files do not count', async () => {
		const { state } = await openFolder({ '1.jsonl': step('a+'), '2.jsonl': '{"loss": 1}\n' });
		expect(state().notes.slice(0, 2)).toEqual([
			'1 file of the folder not counted: no rollouts are recognised in run/2.jsonl.',
			'1 file of the folder not counted: passed over, because they repeat or describe others: run/aggregated_results.jsonl.',
		]);
	});

	it('takes the memory of one index for all its files, however many are read or grow', async () => {
		const names = Array.from({ length: 20 }, (_, index) => `${index + 1}.jsonl`);
		const { Memory } = WebAssembly;
		let taken = 0;
		WebAssembly.Memory = class extends Memory {
			constructor(limits: WebAssembly.MemoryDescriptor) {
				super(limits);
				taken++;
			}
		};
		try {
			const { counts, table, write } = await openFolder(Object.fromEntries(names.map((name) => [name, step('a+')])));
			expect(taken).toBe(1);
			for (const name of [...names, '21.jsonl', '22.jsonl']) write(name, step('a+ b-'));
			await table.check();
			expect(await counts()).toBe('a 22/22 b 0/22');
			expect(taken).toBe(2);
		} finally {
			WebAssembly.Memory = Memory;
		}
	});

	it('looks once at each file when it is checked, whatever has come of them', async () => {
		const { read, table, write } = await openFolder({ '1.jsonl': step('a+'), '2.jsonl': step('b-') });
		const looks = async (): Promise<number> => {
			read.fingerprints = 0;
			await table.check();
			return read.fingerprints;
		};
		expect(await looks()).toBe(2);
		write('2.jsonl', step('b- c+'));
		expect(await looks()).toBe(2);
		write('1.jsonl', step('c+'));
		expect(await looks()).toBe(2);
	});

	it('waits for the rest of a line, and for the first line of a file', async () => {
		const { counts, table, write } = await openFolder({ '1.jsonl': step('a+'), '2.jsonl': step('a-') });
		write('3.jsonl', '');
		await table.check();
		expect(await counts()).toBe('a 1/2');
		const [first, second] = step('a+ b+').split('\n');
		write('3.jsonl', `${first}\n${second!.slice(0, 9)}`);
		await table.check();
		expect(await counts()).toBe('a 2/3');
		write('3.jsonl', `${first}\n${second}\n`);
		await table.check();
		expect(await counts()).toBe('a 2/3 b 1/1');
	});

	it('has its lines numbered anew where an earlier file grows', async () => {
		const { counts, state, table, write } = await openFolder({ '1.jsonl': step('a+'), '2.jsonl': step('b-') });
		const { numbering } = state();
		write('1.jsonl', step('a+ a+'));
		await table.check();
		expect(await counts()).toBe('a 2/2 b 0/1');
		expect(state().numbering).toBe(numbering + 1);
	});

	it('is read anew when a second step makes it a history', async () => {
		const prompts = (reward: number) => jsonl(['One?', 'Two?'].map((input) => ({ input, output: 'x', gts: '1', score: reward })));
		const { counts, table, whenReady, write } = await openFolder({ '1.jsonl': prompts(1) });
		const ready = whenReady();
		write('2.jsonl', prompts(0));
		await table.check();
		await ready;
		expect((await counts()).split(' ').filter((count) => count === '1/2')).toHaveLength(2);
	});

	it.each<[string, (folder: Awaited<ReturnType<typeof openFolder>>) => unknown]>([
		['is cut', ({ write }) => write('1.jsonl', '')],
		['is written anew', ({ write }) => write('1.jsonl', step('c+ c+ c+'))],
		['is deleted', ({ remove }) => remove('1.jsonl')],
	])('is out of date when a file of it %s', async (_, change) => {
		const folder = await openFolder({ '1.jsonl': step('a+ b-'), '2.jsonl': step('a-') });
		change(folder);
		await folder.table.check();
		expect(folder.state()).toMatchObject({ phase: 'ready', isOutdated: true });
	});
});
