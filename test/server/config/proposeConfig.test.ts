import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../../server/config/configFile.ts';
import { proposeConfig } from '../../../server/config/proposeConfig.ts';
import { rewardCandidates } from '../../../server/formats/rewardCandidates.ts';

describe('the proposal of a settings file', () => {
	it('names the field that looks most like a reward, and lists the others', () => {
		const records = [{ uid: 7, checks: [{ final_ok: true, seconds: 1.5 }], weight: 0.3, step: 2 }];
		const candidates = rewardCandidates(records);
		expect(candidates).toEqual(['checks[].final_ok', 'checks[].seconds', 'weight']);
		const text = proposeConfig(candidates);
		expect(text).toContain('Seen: "checks[].final_ok", "checks[].seconds", "weight".');
		expect(parseConfig(text)).toEqual({
			problems: [],
			values: { 'insight.success.field': 'checks[].final_ok', 'insight.success.threshold': null, 'insight.group': [] },
		});
	});

	it('is a settings file whatever fields are called', () => {
		const hostile = ['a"b', 'line\nbreak', '*/ // \u2028', '\\', '\ud800', '__proto__'];
		const records = [Object.fromEntries(hostile.map((key) => [key, 1]))];
		expect(parseConfig(proposeConfig(rewardCandidates(records))).problems).toEqual([]);
		expect(parseConfig(proposeConfig([])).problems).toEqual([]);
		expect(proposeConfig(Array.from({ length: 30 }, (_, index) => `f${index}`))).toContain('and 18 more');
	});
});
