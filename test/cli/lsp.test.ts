import { expect, it } from 'vitest';
import { insight } from '../support/commandLine.ts';

it('tells who starts a language server by hand what it waits for, and nobody else', async () => {
	const { exitCode, stdout, stderr } = await insight(['lsp'], { isTyped: true });
	expect([exitCode, stdout]).toEqual([0, '']);
	expect(stderr).toMatch(/^insight: This waits for an editor/);
	for (const args of [['lsp'], ['lsp', '--stdio']]) expect((await insight(args)).stderr).toBe('');
	expect((await insight(['lsp', '--stdio'], { isTyped: true })).stderr).toBe('');
});
