/** Every kind of reward source: what a line contributes, and every problem it can have, in the words that people read. */
import { describe, expect, it } from 'vitest';
import { parseFieldPath } from '../../../../server/core/json/fieldPath.ts';
import { compileMapping } from '../../../../server/core/record/compiledMapping.ts';
import type { RecordLine } from '../../../../server/core/record/lineReading.ts';
import type { Mapping, RewardSource, SuccessRule } from '../../../../server/core/record/mapping.ts';
import { createRecordReader } from '../../../../server/core/record/recordReader.ts';
import { utf8 } from '../../../support/bytes.ts';

const pathOf = (text: string) => parseFieldPath(text)!;
const atLeastOne: SuccessRule = { threshold: 1, reason: 'reward ≥ 1', isDoubtful: false, largestSeen: 1 };

function mappingOf(rewards: RewardSource, success = atLeastOne): Mapping {
	return { id: undefined, group: [], prompt: undefined, groundTruth: undefined, rewards, success };
}

const rewardList = mappingOf({
	kind: 'list',
	list: pathOf('rewards'),
	reward: pathOf('rewards[]'),
	parallel: [pathOf('code'), pathOf('pred')],
	declaredTrials: pathOf('n'),
});
const rolloutList = mappingOf({
	kind: 'list',
	list: pathOf('rollouts'),
	reward: pathOf('rollouts[].reward'),
	parallel: [],
	declaredTrials: undefined,
});
const single = mappingOf({ kind: 'single', reward: pathOf('info.reward') });
const successes = mappingOf({ kind: 'counts', count: pathOf('correct'), of: 'successes', trials: pathOf('n') });
const failures = mappingOf({ kind: 'counts', count: pathOf('wrong'), of: 'failures', trials: pathOf('n') });
const rateBeside = mappingOf({ kind: 'rate', rate: pathOf('rate'), trials: pathOf('n') });
const rateOfEight = mappingOf({ kind: 'rate', rate: pathOf('rate'), trials: 8 });

function read(mapping: Mapping, text: string): RecordLine {
	// Not at the start of the buffer, so that spans from the wrong origin show.
	const bytes = utf8(`#####${text}#####`);
	const reading = createRecordReader(compileMapping(mapping))(bytes, 5, bytes.length - 5, false);
	if (reading.kind !== 'record') throw new Error(`${text} was read as ${JSON.stringify(reading)}`);
	return reading;
}

/** `successes/trials+unscored`, then `code «what of the line it is about»: message` for each problem. */
function outcome(mapping: Mapping, text: string): readonly string[] {
	const { successes, trials, unscored, problems } = read(mapping, text);
	const shown = problems.map(({ code, message, span }) => {
		const about = span === undefined ? '' : ` «${Buffer.from(utf8(text)).toString('utf8', span.start, span.end)}»`;
		return `${code}${about}: ${message}`;
	});
	return [`${successes}/${trials}+${unscored}`, ...shown];
}

describe('a list of rewards', () => {
	it.each([
		['{"rewards":[1,0,1,1]}', '3/4+0'],
		['{"rewards":[true,false,1.0,0.0]}', '2/4+0'],
		['{"rewards":[1e0,10e-1,0.1e1,-1,-0,2E0]}', '4/6+0'],
		['{"rewards":[0.99999,0.1,0.05,-1]}', '0/4+0'],
		['{"rewards":[]}', '0/0+0'],
		['{"rewards":[null,NaN,Infinity,-Infinity,1e999,1]}', '1/1+5'],
		['{"rewards":[null]}', '0/0+1'],
		['{"n":2,"rewards":[1,0],"code":["",""],"pred":[1,2]}', '1/2+0'],
	])('%s counts %s', (text, counts) => {
		const [shown, ...problems] = outcome(mappingOf(rewardList.rewards, { ...atLeastOne, largestSeen: 2 }), text);
		expect(shown).toBe(counts);
		expect(problems).toEqual([]);
	});

	it.each([
		['{"id":1}', ['0/0+0', 'missing-rollouts: No "rewards" here: no rollout is counted, the belief is the prior.']],
		['{"rewards":null}', ['0/0+0', 'missing-rollouts: "rewards" is null: no rollout is counted, the belief is the prior.']],
		[
			'{"rewards":{"a":1}}',
			['0/0+0', 'reward-not-a-number «{"a":1}»: "rewards" is an object, not a list: no rollout of this line is counted.'],
		],
		[
			'{"rewards":"1,0"}',
			['0/0+0', 'reward-not-a-number «"1,0"»: "rewards" is a string, not a list: no rollout of this line is counted.'],
		],
		[
			'{"rewards":0.5}',
			['0/0+0', 'reward-not-a-number «0.5»: "rewards" is a number, not a list: no rollout of this line is counted.'],
		],
		[
			'{"rewards":[1,"1",{"r":1}]}',
			[
				'1/1+2',
				'reward-not-a-number «"1"»: 2 of 3 rewards cannot be read as a number (the first is a string): left out, the rollouts count as unscored.',
			],
		],
		[
			'{"rewards":[[1],[0]]}',
			[
				'0/0+2',
				'reward-not-a-number «[1]»: 2 of 2 rewards cannot be read as a number (the first is a list): left out, the rollouts count as unscored.',
			],
		],
		[
			'{"rewards":[1,0],"code":["a"],"pred":[]}',
			['1/2+0', 'count-mismatch «[1,0]»: "rewards" has 2 entries but "code" has 1: the 2 rewards are counted.'],
		],
		['{"rewards":[1,0],"n":8}', ['1/2+0', 'count-mismatch «8»: "n" is 8 but "rewards" has 2 entries: the 2 rewards are counted.']],
		[
			'{"rewards":[1,0,5,7]}',
			[
				'3/4+0',
				'ambiguous-success «5»: A reward of 5 is above the scale seen at the start of the file (up to 1). Success is taken to be reward ≥ 1; set insight.success.threshold if that is wrong.',
			],
		],
	])('%s: %j', (text, expected) => {
		expect(outcome(rewardList, text)).toEqual(expected);
	});

	it('may be long', () => {
		const rewards = Array.from({ length: 1000 }, (_, index) => (index % 3 === 0 ? 1 : 0));
		expect(outcome(rewardList, JSON.stringify({ rewards }))).toEqual(['334/1000+0']);
	});

	it('says of one entry that it has one', () => {
		expect(outcome(rewardList, '{"rewards":[1],"code":[]}')).toEqual([
			'1/1+0',
			'count-mismatch «[1]»: "rewards" has 1 entry but "code" has 0: the 1 reward is counted.',
		]);
	});

	it('takes other thresholds', () => {
		const generous = mappingOf(rewardList.rewards, { ...atLeastOne, threshold: 0.5 });
		expect(outcome(generous, '{"rewards":[0.5,0.49,1]}')).toEqual(['2/3+0']);
	});
});

describe('a list of rollouts', () => {
	it.each([
		['{"rollouts":[{"reward":1,"response":"{\\"reward\\":0}"},{"reward":0}]}', ['1/2+0']],
		['{"rollouts":[{"reward":1,"reward":0}]}', ['0/1+0', 'duplicate-key']],
		['{"rollouts":[{"info":{"reward":1},"reward":0}]}', ['0/1+0']],
		['{"rollouts":[],"reward":1}', ['0/0+0']],
		[
			'{"rollouts":[{"reward":1},{},{"other":1},null]}',
			['1/1+3', 'missing-rollouts «[{"reward":1},{},{"other":1},null]»: 3 of 4 rollouts have no "reward": they count as unscored.'],
		],
		['{"rollouts":[1,0]}', ['0/0+2', 'missing-rollouts «[1,0]»: 2 of 2 rollouts have no "reward": they count as unscored.']],
		['{"rollouts":[{"reward":NaN},{"reward":null}]}', ['0/0+2']],
	])('%s: %j', (text, expected) => {
		expect(outcome(rolloutList, text).map((line, index) => (expected[index]?.includes(':') ? line : line.split(' ')[0]))).toEqual(
			expected,
		);
	});

	it('counts every reward where lists lie in lists', () => {
		const turns = mappingOf({
			kind: 'list',
			list: pathOf('turns'),
			reward: pathOf('turns[].rewards[]'),
			parallel: [],
			declaredTrials: undefined,
		});
		expect(outcome(turns, '{"turns":[{"rewards":[1,0,1]},{"rewards":[1,null]}]}')).toEqual(['3/4+1']);
	});
});

describe('one reward', () => {
	it.each([
		['{"info":{"reward":1}}', ['1/1+0']],
		['{"info":{"reward":0.1}}', ['0/1+0']],
		['{"info":{"reward":true}}', ['1/1+0']],
		['{"info":{"reward":false}}', ['0/1+0']],
		['{"info":{"reward":null}}', ['0/0+1']],
		['{"info":{"reward":NaN}}', ['0/0+1']],
		['{"reward":1,"info":{}}', ['0/0+1', 'missing-rollouts: No "info.reward" here: the rollout counts as unscored.']],
		[
			'{"info":{"reward":"1"}}',
			['0/0+1', 'reward-not-a-number «"1"»: "info.reward" is a string: left out, the rollout counts as unscored.'],
		],
		[
			'{"info":{"reward":{"total":1}}}',
			['0/0+1', 'reward-not-a-number «{"total":1}»: "info.reward" is an object: left out, the rollout counts as unscored.'],
		],
		[
			'{"info":{"reward":2}}',
			[
				'1/1+0',
				'ambiguous-success «2»: A reward of 2 is above the scale seen at the start of the file (up to 1). Success is taken to be reward ≥ 1; set insight.success.threshold if that is wrong.',
			],
		],
	])('%s: %j', (text, expected) => {
		expect(outcome(single, text)).toEqual(expected);
	});
});

describe('counts', () => {
	it.each([
		['{"correct":3,"n":8}', ['3/8+0']],
		['{"correct":3.0,"n":8.0}', ['3/8+0']],
		['{"correct":0,"n":0}', ['0/0+0']],
		['{"correct":100,"n":220}', ['100/220+0']],
		['{"correct":9007199254740991,"n":9007199254740991}', ['9007199254740991/9007199254740991+0']],
		['{"correct":9,"n":8}', ['0/0+0', 'count-mismatch «9»: "correct" is 9, more than the 8 rollouts in "n": not counted.']],
		['{"correct":-1,"n":8}', ['0/0+0', 'count-mismatch «-1»: "correct" is -1, which is negative: not counted.']],
		['{"correct":1,"n":-8}', ['0/0+0', 'count-mismatch «-8»: "n" is -8, which is negative: not counted.']],
		['{"correct":2.5,"n":8}', ['0/0+0', 'count-mismatch «2.5»: "correct" is 2.5, which is not a whole number: not counted.']],
		[
			'{"correct":1,"n":1e300}',
			['0/0+0', 'count-mismatch «1e300»: "n" is 1e+300, which is more than can be counted: not counted.'],
		],
		[
			'{"correct":1,"n":1e999}',
			['0/0+0', 'count-mismatch «1e999»: "n" is Infinity, which is more than can be counted: not counted.'],
		],
		[
			'{"correct":"3","n":8}',
			['0/0+0', 'reward-not-a-number «"3"»: "correct" is a string, not a number of rollouts: not counted.'],
		],
		[
			'{"correct":NaN,"n":8}',
			['0/0+0', 'reward-not-a-number «NaN»: "correct" is NaN or Infinity, not a number of rollouts: not counted.'],
		],
		['{"correct":true,"n":8}', ['0/0+0', 'reward-not-a-number «true»: "correct" is true, not a number of rollouts: not counted.']],
		['{"n":8}', ['0/0+0', 'missing-rollouts: No "correct" here: no rollout is counted, the belief is the prior.']],
		['{"correct":1,"n":null}', ['0/0+0', 'missing-rollouts: "n" is null: no rollout is counted, the belief is the prior.']],
	])('%s: %j', (text, expected) => {
		expect(outcome(successes, text)).toEqual(expected);
	});

	it('turns failures around', () => {
		expect(outcome(failures, '{"wrong":3,"n":8}')).toEqual(['5/8+0']);
		expect(outcome(failures, '{"wrong":0,"n":0}')).toEqual(['0/0+0']);
		expect(outcome(failures, '{"wrong":9,"n":8}')[0]).toBe('0/0+0');
	});
});

describe('a success rate', () => {
	it.each([
		['{"rate":0.375,"n":8}', ['3/8+0']],
		['{"rate":0.38,"n":8}', ['3/8+0']],
		['{"rate":0.33,"n":3}', ['1/3+0']],
		['{"rate":0.67,"n":3}', ['2/3+0']],
		['{"rate":0,"n":8}', ['0/8+0']],
		['{"rate":1.0,"n":8}', ['8/8+0']],
		['{"rate":0.5,"n":0}', ['0/0+0']],
		['{"rate":null,"n":8}', ['0/0+8']],
		['{"rate":NaN,"n":8}', ['0/0+8']],
		['{"n":8}', ['0/0+0', 'missing-rollouts: No "rate" here: no rollout is counted, the belief is the prior.']],
		['{"rate":0.5}', ['0/0+0', 'missing-rollouts: No "n" here: no rollout is counted, the belief is the prior.']],
		['{"rate":0.5,"n":-2}', ['0/0+0', 'count-mismatch «-2»: "n" is -2, which is negative: not counted.']],
		['{"rate":1.5,"n":8}', ['0/0+0', 'count-mismatch «1.5»: "rate" is 1.5, outside [0, 1]: not a success rate, not counted.']],
		['{"rate":-0.5,"n":8}', ['0/0+0', 'count-mismatch «-0.5»: "rate" is -0.5, outside [0, 1]: not a success rate, not counted.']],
		[
			'{"rate":"0.5","n":8}',
			['0/0+0', 'reward-not-a-number «"0.5"»: "rate" is "0.5", not successes of rollouts such as "3/8": not counted.'],
		],
		[
			'{"rate":0.3,"n":8}',
			['2/8+0', 'count-mismatch «0.3»: "rate" is 0.3, which no number of successes in 8 rollouts gives: counted as 2.'],
		],
	])('%s: %j', (text, expected) => {
		expect(outcome(rateBeside, text)).toEqual(expected);
	});

	it('takes a number of rollouts that is given', () => {
		expect(outcome(rateOfEight, '{"rate":0.25,"n":4}')).toEqual(['2/8+0']);
		expect(outcome(rateOfEight, '{"rate":null}')).toEqual(['0/0+8']);
	});
});

it('lets the last of a key that stands twice count, and says so', () => {
	const twice = 'This key stands twice in one object: the last value counts, as in Python and JavaScript.';
	expect(outcome(successes, '{"correct":1,"n":8,"correct":3}')).toEqual(['3/8+0', `duplicate-key «"correct"»: ${twice}`]);
	expect(outcome(single, '{"info":{"reward":1},"info":{}}')).toContain(`duplicate-key «"info"»: ${twice}`);
	expect(outcome(rewardList, '{"rewards":[1,1],"\\u0072ewards":[0]}')).toEqual([
		'0/1+0',
		`duplicate-key «"\\u0072ewards"»: ${twice}`,
	]);
});
