import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../../server/config/configFile.ts';
import { parseSettings } from '../../../shared/settings.ts';

/** Each problem as the part of the text that it is about, and what is said of it. */
function problemsOf(text: string): readonly string[] {
	return parseConfig(text).problems.map(({ offset, length, problem }) => `${text.slice(offset, offset + length)} → ${problem}`);
}

describe('insight.jsonc', () => {
	it('takes keys nested, dotted, commented and with trailing commas', () => {
		const { values, problems } = parseConfig(`{
			// what the run will draw
			"k": 16,
			"success": { "field": "rollouts[].reward", "threshold": 0.5, },
			"curriculum.minTrials": 2,
			"diagnostics": { "severity": { "mastered": "off" } },
			"group": ["task_id", "step"], /* a rollout a line */
		}`);
		expect(problems).toEqual([]);
		const { settings } = parseSettings(values);
		expect(settings.k).toBe(16);
		expect(settings.reading).toMatchObject({ rewardField: 'rollouts[].reward', threshold: 0.5, group: ['task_id', 'step'] });
		expect(settings.curriculum.minTrials).toBe(2);
		expect(settings.diagnostics.severity.mastered).toBe('off');
	});

	it('comes before the settings of the editor, key by key', () => {
		const { values } = parseConfig('{"success": {"threshold": 2}, "k": 4}');
		const { settings } = parseSettings(values, { k: 16, eta: 1, success: { threshold: 1, field: 'reward' } });
		expect(settings).toMatchObject({ k: 4, eta: 1, reading: { threshold: 2, rewardField: 'reward' } });
	});

	it('says what cannot be used, where it stands', () => {
		expect(problemsOf('{"k": 0, "epsilon": 1, "success": {"feild": "r"}}')).toEqual([
			'0 → k is 0, but must be a whole number from 1 to 4096.',
			'"epsilon" → There is no setting "epsilon".',
			'"feild" → There is no setting "success.feild".',
		]);
		expect(problemsOf('{"heatmap": {"mode": "score"}}')).toEqual([
			'"mode" → "heatmap.mode" is about how an editor shows datasets: set insight.heatmap.mode in the editor.',
		]);
		expect(parseConfig('{"heatmap": {"mode": "score"}}').problems[0]?.kind).toBe('editor');
		expect(problemsOf('[1]')).toEqual(['[1] → Settings are a JSON object, such as {"k": 16}.']);
		expect(problemsOf('{"success": 3}')).toEqual(['"success" → There is no setting "success".']);
	});

	it('uses what can be had of a file that is being typed', () => {
		const { values, problems } = parseConfig('{"k": 16, "eta": ');
		expect(values).toEqual({ 'insight.k': 16 });
		expect(problems.every(({ kind }) => kind === 'syntax')).toBe(true);
		expect(problems.length).toBeGreaterThan(0);
	});

	it('says in words what is not JSON', () => {
		const texts = [
			'{"k": 16, "eta": }',
			'{"k": 16',
			'{"k" 16}',
			'{"k": 16 "eta": 3}',
			'{k: 16}',
			'{"group": ["a"',
			'{"k": 1 /*',
			'{"k": "a',
		];
		for (const text of [...texts, '{"k": "\\x"}', '{"k": "\\u12"}', '{"k": 1.}', '{} {}', '{"k": "\t"}']) {
			const [first] = problemsOf(text);
			expect(first, text).toMatch(/ → Not valid JSON: (this|a|the|there|no) [^A-Z]*\.$/);
		}
		expect(problemsOf('{"k": 16, "eta": }')).toEqual(['} → Not valid JSON: a value is missing here.']);
	});

	it('may be empty, or hold nothing but comments', () => {
		for (const text of ['', '\n', '// later\n', '{}']) expect(parseConfig(text), text).toEqual({ values: {}, problems: [] });
	});

	it('cannot reach what objects inherit', () => {
		const { values, problems } = parseConfig(
			'{"__proto__": {"k": 1}, "constructor": 1, "diagnostics.severity": {"__proto__": "off"}}',
		);
		expect(problems.map(({ problem }) => problem).join('\n')).toContain('There is no setting "__proto__"');
		expect(parseSettings(values).settings.k).toBe(8);
		expect(Object.prototype).not.toHaveProperty('k');
	});
});
