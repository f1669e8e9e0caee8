import { describe, expect, it } from 'vitest';
import { insight } from '../support/commandLine.ts';
import { missingShared, sharedData } from '../support/documents.ts';

const stdin = [
	'{"id": "a", "prompt": "Één?", "rewards": [1, 0]}',
	'{"id": "a", "prompt": "Two?", "rewards": [1, "no"]}',
	'{"id": "c", "rewards": [1, 0}',
	'{"id": "d", "rewards": [1, 1, 1, 1]}',
].join('\n');

describe('insight check', () => {
	it('lists findings with their places, and fails on errors', async () => {
		const { exitCode, stdout } = await insight(['check', '-'], { stdin: `${stdin}\n` });
		expect(exitCode).toBe(1);
		expect(stdout.split('\n').map((line) => line.replace(/: (error|warning|hint): .*\[/, ': $1 [').trim())).toEqual([
			'-:2:46: warning [reward-not-a-number]',
			'-:2:8: warning [duplicate-id]',
			'-:3:29: error [invalid-json]',
			'-:4:1: hint [mastered]',
			'2 warnings, 1 error, 1 hint.',
			'',
		]);
	});

	it('fails from the severity on that it is told', async () => {
		const fine = '{"id": "d", "rewards": [1, 1, 1, 1]}\n';
		const codeFor = async (failOn: string, text: string) =>
			(await insight(['check', '-', '--fail-on', failOn], { stdin: text })).exitCode;
		expect(await codeFor('warning', fine)).toBe(0);
		expect(await codeFor('hint', fine)).toBe(1);
		expect(await codeFor('never', `${stdin}\n`)).toBe(0);
		expect(await codeFor('maybe', fine)).toBe(2);
	});

	it('writes JSON with related places', async () => {
		const findings = JSON.parse((await insight(['check', '-', '--output', 'json'], { stdin })).stdout);
		expect(findings).toHaveLength(4);
		expect(findings[1]).toMatchObject({
			file: '-',
			line: 2,
			column: 8,
			endColumn: 11,
			severity: 'warning',
			code: 'duplicate-id',
			related: { line: 1 },
			help: expect.stringMatching(/#duplicate-id$/),
		});
	});

	it('writes SARIF 2.1.0', async () => {
		const log = JSON.parse((await insight(['check', '-', '--output', 'sarif'], { stdin })).stdout);
		expect(log).toMatchObject({
			version: '2.1.0',
			runs: [{ tool: { driver: { name: 'insight' } }, columnKind: 'utf16CodeUnits' }],
		});
		const [run] = log.runs;
		for (const { ruleId, level } of run.results) {
			expect(run.tool.driver.rules.map(({ id }: { id: string }) => id)).toContain(ruleId);
			expect(['error', 'warning', 'note']).toContain(level);
		}
	});

	it('says of bytes that are not UTF-8 that they are not', async () => {
		const bytes = Buffer.concat([Buffer.from('{"id": "'), Buffer.from([0xff]), Buffer.from('", "rewards": [1, 0]}\n')]);
		const { exitCode, stdout } = await insight(['check', '-'], { stdin: bytes });
		expect(exitCode).toBe(1);
		expect(stdout).toMatch(/-:1:\d+: error: .*not valid UTF-8.* \[invalid-utf8\]/);
	});

	it.skipIf(missingShared('nemo-gym/over_refusal_placeholder_rows.jsonl'))('reports placeholder rows of real data', async () => {
		const { exitCode, stdout } = await insight(['check', sharedData('nemo-gym/over_refusal_placeholder_rows.jsonl')]);
		expect(exitCode).toBe(1);
		expect(stdout.match(/\[invalid-json\]/g)).toHaveLength(5);
	});
});
