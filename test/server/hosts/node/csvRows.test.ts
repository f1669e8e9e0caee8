/** CSV as trackers export it. */
import { describe, expect, it } from 'vitest';
import { DamagedSourceError } from '../../../../server/core/json/byteSource.ts';
import { createSourceOpener } from '../../../../server/hosts/node/openSource.ts';
import { countsOf, load } from '../../../support/dataset.ts';
import { testFolder } from '../../../support/folder.ts';

const openSource = createSourceOpener(new AbortController().signal);

/** Records that a CSV file unpacks to, and what is said of its damage. */
async function readCsv(content: string): Promise<{ readonly records: readonly unknown[]; readonly damage?: string }> {
	const folder = await testFolder();
	const source = await openSource(await folder.file('log.csv', content), 'log.csv');
	let text = '';
	const records = (): readonly unknown[] =>
		text
			.split('\n')
			.filter(Boolean)
			.map((line) => JSON.parse(line) as unknown);
	try {
		for await (const chunk of source.read(new AbortController().signal)) text += new TextDecoder().decode(chunk);
	} catch (error) {
		if (!(error instanceof DamagedSourceError)) throw error;
		return { records: records(), damage: error.message };
	}
	return { records: records() };
}

describe('a CSV file', () => {
	it('has typed values, texts in quotes as they are, and nothing where a field is empty', async () => {
		const content = '\ufeffstep,prompt,completion,correct,reward\r\n3,"Say ""1"",\nplease","1",True,0.1\n4,7,,False,nan\n';
		expect(await readCsv(content)).toEqual({
			records: [
				{ step: 3, prompt: 'Say "1",\nplease', completion: '1', correct: true, reward: 0.1 },
				{ step: 4, prompt: 7, correct: false, reward: null },
			],
		});
	});

	it('keeps numbers that no double holds, and rows that are short or long', async () => {
		expect(await readCsv('id,reward\n12345678901234567890,1\n007,1,2\n8\n')).toEqual({
			records: [{ id: '12345678901234567890', reward: 1 }, { id: '007', reward: 1 }, { id: 8 }],
		});
	});

	it('may be empty, or hold nothing but a header', async () => {
		for (const content of ['', 'id,reward\n']) expect(await readCsv(content)).toEqual({ records: [] });
	});

	it('gives what stands before a quote that has no end', async () => {
		const { records, damage } = await readCsv('id,prompt\n1,"a"\n2,"b\n');
		expect(records).toEqual([{ id: 1, prompt: 'a' }]);
		expect(damage).toMatch(/^log\.csv is damaged: .*1 rows could be read\.$/);
	});

	it('is read as the rows of TRL that it was exported from', async () => {
		const folder = await testFolder();
		const rows = ['step,prompt,completion,accuracy_reward,advantage', '1,"2+2?","4",1.0,0.5', '1,"2+2?","5",0.0,-0.5'];
		const source = await openSource(await folder.file('completions.csv', `${rows.join('\n')}\n`));
		expect(Object.values(countsOf(await load(source)))).toEqual(['1/2']);
	});
});
