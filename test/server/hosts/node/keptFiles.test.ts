import { open } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { createKeptFiles } from '../../../../server/hosts/node/keptFiles.ts';
import { testFolder } from '../../../support/folder.ts';

describe('kept files', () => {
	it('are opened once for tasks that follow each other, and anew when that failed', async () => {
		const folder = await testFolder();
		const path = await folder.file('a', 'text');
		let opened = 0;
		const withFile = createKeptFiles().keep(async () => {
			opened++;
			if (opened === 1) throw new Error('not yet');
			return open(path);
		});
		await expect(withFile((file) => file.stat())).rejects.toThrow('not yet');
		for (let task = 0; task < 3; task++) expect((await withFile((file) => file.stat())).size).toBe(4);
		expect(opened).toBe(2);
	});

	it('are never very many', async () => {
		const folder = await testFolder();
		const path = await folder.file('a', 'text');
		const kept = createKeptFiles();
		let isOpen = 0;
		let most = 0;
		for (let count = 0; count < 200; count++) {
			const withFile = kept.keep(async () => {
				const file = await open(path);
				isOpen++;
				most = Math.max(most, isOpen);
				const close = file.close.bind(file);
				return Object.assign(file, {
					close: () => {
						isOpen--;
						return close();
					},
				});
			});
			await withFile(async () => undefined);
		}
		expect(most).toBeLessThanOrEqual(66);
		expect(isOpen).toBeGreaterThan(32);
	});
});
