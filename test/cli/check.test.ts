import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { insight } from '../support/commandLine.ts';
import { missingShared, sharedData } from '../support/documents.ts';
import { testFolder } from '../support/folder.ts';

interface Located {
	readonly physicalLocation: { readonly region: object };
}

const stdin = [
	'{"id": "a", "prompt": "Één?", "rewards": [1, 0]}',
	'{"id": "a", "prompt": "Two?", "rewards": [1, "no"]}',
	'{"id": "c", "rewards": [1, 0}',
	'{"id": "d", "rewards": [1, 1, 1, 1]}',
].join('\n');

describe('insight check', () => {
	it('lists findings with their places, and fails on errors', async () => {
		const { exitCode, stdout, stderr } = await insight(['check', '-'], { stdin: `${stdin}\n` });
		expect(exitCode).toBe(1);
		expect(stderr).not.toContain('insight check');
		expect(stdout.split('\n').map((line) => line.replace(/: (error|warning|hint): .*\[/, ': $1 [').trim())).toEqual([
			'-:2:46: warning [reward-not-a-number]',
			'-:2:8: warning [duplicate-id]',
			'-:3:29: error [invalid-json]',
			'-:4:1: hint [mastered]',
			'1 error, 2 warnings, 1 hint.',
			'',
		]);
	});

	it('says why a file is not recognised', async () => {
		const { stderr, stdout } = await insight(['check', '-'], { stdin: '{"step": 1, "data": {"loss": 0.5}}\n' });
		expect(stdout).toContain('[unknown-format]');
		expect(stderr).toMatch(/^insight: - is not recognised: these are the metrics of training steps /);
	});

	it('finds in the example what its README says', async () => {
		const examples = fileURLToPath(new URL('../../examples/', import.meta.url));
		const { stdout } = await insight(['check', `${examples}needs-attention.jsonl`, '--output', 'json']);
		const found: readonly { readonly line: number; readonly code: string }[] = JSON.parse(stdout);
		const rows = [...readFileSync(`${examples}README.md`, 'utf8').matchAll(/^\| (\d+) .*\| (\S.*?) +\|$/gm)];
		expect(rows).toHaveLength(28);
		for (const [, line, codes] of rows) {
			const onLine = new Set(found.filter((finding) => finding.line === Number(line)).map(({ code }) => `\`${code}\``));
			expect([...onLine].sort().join(', ') || '–', `line ${line}`).toBe(codes);
		}
	});

	it('names the source that failed by itself at a step', async () => {
		const lines = [1, 2, 3, 4].flatMap((step) =>
			Array.from({ length: 10 }, (_, index) => {
				const isOut = step === 3 && index >= 5;
				const rewards = [1, 0, 1, 0, 1, 0, 1, 0].map((reward) => (isOut ? 0 : reward));
				return `${JSON.stringify({ id: `p${index}`, step, data_source: index < 5 ? 'algebra' : 'code', rewards })}\n`;
			}),
		);
		const outages = async (text: string) =>
			(await insight(['check', '-', '--group', 'id'], { stdin: text })).stdout
				.split('\n')
				.filter((line) => line.includes('[outage]'));
		const [outage, ...others] = await outages(lines.join(''));
		expect(others).toEqual([]);
		expect(outage).toContain('-:6:1: warning: Step 3, source "code": none of 40 rollouts of 5 prompts succeeded');
		// Of all sources together, half of the step went well.
		expect(await outages(lines.join('').replaceAll('data_source', 'tag'))).toEqual([]);
		// Of one prompt in many, and of none that detection sees.
		const rare = lines.map((line) => line.replace('"data_source":"algebra"', '"tag":"algebra"'));
		expect(await outages(rare.join(''))).toEqual([outage]);
		const filling = `${JSON.stringify({ id: 'filling', step: 0, rewards: [1], tag: 'x'.repeat(1000) })}\n`;
		const [late] = await outages(filling.repeat(400) + lines.join(''));
		expect(late).toContain('Step 3, source "code": none of 40 rollouts of 5 prompts succeeded');
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

	it('lists no findings below a severity, but counts them, and fails on them', async () => {
		const args = ['check', '-', '--least', 'warning', '--fail-on', 'hint'];
		const { exitCode, stdout } = await insight(args, { stdin: '{"id": "d", "rewards": [1, 1, 1, 1]}\n' });
		expect([exitCode, stdout]).toEqual([1, '1 hint not listed.\n']);
		const { stdout: json } = await insight(['check', '-', '--least', 'error', '--output', 'json'], { stdin: `${stdin}\n` });
		expect(JSON.parse(json).map(({ code }: { code: string }) => code)).toEqual(['invalid-json']);
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
		expect(findings[3]).toMatchObject({ code: 'mastered', column: 1, endColumn: null });
	});

	it('speaks of options where the editor speaks of settings', async () => {
		const { stdout } = await insight(['check', '-'], { stdin: '{"a": 1}\n' });
		expect(stdout).toContain('name their field in --reward (such as "rollouts[].reward"); "insight formats" lists');
		expect((await insight(['check', '-', '--mu', '3'], { stdin })).stdout).toContain('--mu is 3, outside [0, 1]');
	});

	it('keeps each finding on a line, whatever an id holds', async () => {
		const twice = `{"id": "a\\n\\u001b[31mb", "rewards": [1, 0]}\n`.repeat(2);
		const { stdout } = await insight(['check', '-'], { stdin: twice });
		expect(stdout.trimEnd().split('\n')).toHaveLength(2);
		expect(stdout).not.toContain('\u001b');
	});

	it('counts columns in UTF-16 units', async () => {
		const line = '{"id": "😀é", "rewards": [1, "x"]}';
		const [finding] = JSON.parse((await insight(['check', '-', '--output', 'json'], { stdin: `${line}\n` })).stdout);
		expect(line.slice(finding.column - 1, finding.endColumn - 1)).toBe('"x"');
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
		const regions = run.results.map(({ locations }: { locations: readonly Located[] }) => locations[0]?.physicalLocation.region);
		expect(regions[1]).toEqual({ startLine: 2, startColumn: 8, endColumn: 11 });
		expect(regions[3]).toEqual({ startLine: 4 });
		expect(run.results[1].relatedLocations[0].physicalLocation.region).toEqual({ startLine: 1 });
	});

	it('writes paths into SARIF as URIs', async () => {
		const folder = await testFolder();
		const file = await folder.file('50% #1 é.jsonl', '{"id": "d", "rewards": [1, 1, 1, 1]}\n');
		for (const path of [file, relative('.', file)]) {
			const log = JSON.parse((await insight(['check', path, '--output', 'sarif'])).stdout);
			const { uri } = log.runs[0].results[0].locations[0].physicalLocation.artifactLocation;
			expect(fileURLToPath(new URL(uri, pathToFileURL(`${process.cwd()}/`)))).toBe(file);
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
