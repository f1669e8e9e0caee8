import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { insight } from '../support/commandLine.ts';

describe('the help', () => {
	it.each(['score', 'select', 'compare', 'check', 'plan', 'next', 'report', 'fit', 'formats'])(
		'of %s ends in texts that fit the terminal, and in examples that are a line each',
		async (command) => {
			for (const terminal of [60, 80, 120]) {
				const { stdout } = await insight([command, '--help'], { terminal });
				const [texts = '', examples = ''] = stdout.split('\nExamples:\n');
				const end = texts.slice(texts.indexOf('no progress and no notes'));
				for (const line of end.split('\n')) expect(stringWidth(line), line).toBeLessThanOrEqual(terminal);
				const lines = examples.trimEnd().split('\n');
				expect(lines.filter((line) => !line.startsWith(`  insight ${command}`))).toEqual([]);
			}
		},
	);

	it('names forms and paragraphs, whole', async () => {
		const words = async (command: string) => (await insight([command, '--help'], { terminal: 60 })).stdout.replaceAll(/\s+/g, ' ');
		expect(await words('select')).toContain(
			"mopps MoPPS's index_score.json: {index: [alpha, beta]}, for its bandit_load_dir polaris",
		);
		expect(await words('fit')).toContain('Intervals are of 95 %, for prompts that are independent of each other;');
		expect((await insight(['--help'], { terminal: 60 })).stdout).toMatch(/\n\nExit codes: [^\n]{1,48}\n[^\n]*130 interrupted\.\n$/);
	});
});
