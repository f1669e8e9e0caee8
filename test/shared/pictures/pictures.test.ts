/** Pictures by their snapshots, which a person can look at, and by the numbers that are drawn. */
import { describe, expect, it } from 'vitest';
import { type BeliefCell, beliefCells } from '../../../shared/pictures/beliefCells.ts';
import { drawBeliefMap } from '../../../shared/pictures/beliefMap.ts';
import { binningOf, binsOf, rateBinning } from '../../../shared/pictures/bins.ts';
import { drawCalibration } from '../../../shared/pictures/calibration.ts';
import { drawHistogram, type HistogramData } from '../../../shared/pictures/histogram.ts';
import { drawLikelihoodCurve } from '../../../shared/pictures/likelihoodCurve.ts';
import { standalone } from '../../../shared/pictures/pictureStyle.ts';
import { drawPriorFit } from '../../../shared/pictures/priorFit.ts';
import { drawSensitivity } from '../../../shared/pictures/sensitivity.ts';
import { drawStrategyComparison } from '../../../shared/pictures/strategyComparison.ts';
import { drawTimeline, type TimelineData } from '../../../shared/pictures/timeline.ts';
import { drawWeightCurve } from '../../../shared/pictures/weightCurve.ts';
import { tagsOf, textOf } from '../../support/markup.ts';
import { samplePool } from '../../support/samplePool.ts';

const parameters = { k: 8, eta: 3, mu: 0.3 };
const pool = samplePool();
const cells = beliefCells(pool.means, pool.evidences, pool.isChosen);
const histogram: HistogramData = {
	name: 'histogram',
	title: 'Mean belief',
	label: 'mean m',
	bins: binsOf(pool.means, pool.isChosen, rateBinning(20)),
	kind: 'even',
	format: (value) => value.toFixed(2),
};
const empty = new Float64Array();
const none = new Uint8Array();
const sensitivityRows = [
	{ name: 'η = 0', kept: 0.63 },
	{ name: 'μ = 0.5', kept: 0.57 },
	{ name: 'prior fitted', kept: 1 },
	{ name: 'prior Beta(0.5, 0.5)', kept: 0 },
];
/** 40 steps of a quantity that falls by `slope` a step, with a band of a tenth about it. */
const series = (name: string, from: number, slope: number) => ({
	name,
	points: Array.from({ length: 40 }, (_, at) => {
		const middle = Math.max(0, from - slope * at);
		return { step: at + 1, lower: 0.9 * middle, middle, upper: 1.1 * middle };
	}),
});
const timeline: TimelineData = {
	panels: [
		{
			label: 'useful groups of a batch',
			atLeast: 64,
			format: String,
			series: [series('drawn', 50, 0.5), series('expected', 55, 0.6)],
		},
		{ label: 'prompts left', atLeast: 1, format: String, series: [series('not visited', 1900, 95)] },
	],
	band: 'nine of ten of 20 runs',
	usedUpAt: 21,
};

const pictures: Readonly<Record<string, string>> = {
	'belief-map': drawBeliefMap({ cells, parameters }),
	'belief-map-of-one': drawBeliefMap({ cells: [{ mean: 0.4, evidence: 10, pool: 1, chosen: 1 }], parameters }),
	'belief-map-of-none': drawBeliefMap({ cells: [], parameters }),
	histogram: drawHistogram(histogram),
	'histogram-of-equals': drawHistogram({
		...histogram,
		bins: binsOf(new Float64Array(40).fill(10), new Uint8Array(40), binningOf(new Float64Array(40).fill(10), 20)),
		kind: 'whole',
	}),
	'histogram-of-none': drawHistogram({ ...histogram, bins: binsOf(empty, none, binningOf(empty, 20)) }),
	'weight-curve': drawWeightCurve({ eta: 3, mu: 0.3, means: histogram.bins }),
	'prior-fit': drawPriorFit({
		fitted: 'Beta(0.43, 0.92)',
		inUse: 'Beta(1, 1)',
		bins: Array.from({ length: 20 }, (_, at) => ({
			from: at / 20,
			to: (at + 1) / 20,
			observed: Math.round(200 * (1 - at / 20) ** 2),
			fitted: 190 * (1 - at / 20) ** 2,
			inUse: 65,
		})),
	}),
	'likelihood-curve': drawLikelihoodCurve({
		name: 'likelihood-curve',
		title: 'Discount λ per visit',
		best: 0.55,
		interval: { lower: 0.49, upper: 0.61 },
		points: Array.from({ length: 21 }, (_, at) => ({ lambda: at / 20, logLikelihood: -5000 - 900 * (at / 20 - 0.55) ** 2 })),
	}),
	'likelihood-curve-next-to-one': drawLikelihoodCurve({
		name: 'likelihood-curve',
		title: 'Discount λ per step',
		best: 0.996,
		interval: { lower: 0.994, upper: 0.998 },
		points: [0, 0.5, 0.9, 0.98, 0.99, 0.995, 0.996, 0.998, 0.999, 1].map((lambda) => ({
			lambda,
			logLikelihood: -50 - 21 * (1 - Math.exp(-(((lambda - 0.996) / 0.004) ** 2))),
		})),
	}),
	calibration: drawCalibration({
		name: 'calibration',
		title: 'As set',
		reliability: Array.from({ length: 9 }, (_, at) => ({
			predicted: (at + 0.5) / 10,
			observed: 0.02 + 0.09 * (at + 0.5),
			lower: 0.08 * (at + 0.5),
			upper: 0.05 + 0.1 * (at + 0.5),
			visits: 100 - 10 * at,
		})),
		pit: [0.2, 0.1, 0.08, 0.07, 0.06, 0.06, 0.08, 0.1, 0.1, 0.15],
	}),
	'calibration-of-none': drawCalibration({ name: 'calibration', title: 'As set', reliability: [], pit: [] }),
	strategies: drawStrategyComparison(
		['insight', 'random', 'easy-to-hard', 'hardest-solved'].map((name, at) => ({
			name,
			note: `${100 - 30 * at} % shared · 78 % useful`,
			means: binsOf(
				pool.means,
				Uint8Array.from(pool.means, (mean) => (Math.abs(mean - 0.2 * (at + 1)) < 0.11 ? 1 : 0)),
				rateBinning(10),
			),
		})),
	),
	'strategies-of-none': drawStrategyComparison([]),
	sensitivity: drawSensitivity(sensitivityRows),
	'sensitivity-of-none': drawSensitivity([]),
	timeline: drawTimeline(timeline),
	'timeline-of-one-step': drawTimeline({
		panels: [
			{
				label: 'useful groups of a batch',
				atLeast: 1,
				format: String,
				series: [{ name: 'drawn', points: timeline.panels[0]!.series[0]!.points.slice(0, 1) }],
			},
		],
		band: '1 run',
		usedUpAt: 1,
	}),
	'weight-curve-mu-outside': drawWeightCurve({ eta: 3, mu: 3, means: [] }),
};

describe.each(Object.entries(pictures))('%s', (name, picture) => {
	it('looks as it did', async () => {
		await expect(standalone(picture)).toMatchFileSnapshot(`../../fixtures/pictures/${name}.svg`);
	});

	it('has nothing in it that is made of pixels on paper', () => {
		const names = tagsOf(picture).map((tag) => tag.name);
		for (const name of ['pattern', 'filter', 'mask', 'image', 'foreignObject']) expect(names).not.toContain(name);
	});

	it('is well formed, says what it shows, and draws only numbers', () => {
		const [svg] = tagsOf(standalone(picture));
		expect(svg).toMatchObject({ name: 'svg', attributes: { role: 'img', xmlns: 'http://www.w3.org/2000/svg' } });
		expect(textOf(picture, 'title')).not.toBe('');
		expect(textOf(picture, 'desc')).not.toBe('');
		expect(picture).not.toMatch(/NaN|Infinity|undefined|\[object/);
	});

	it('refers to ids that are there, once each', () => {
		const tags = tagsOf(picture);
		const ids = tags.flatMap(({ attributes: { id } }) => id ?? []);
		expect(ids).toEqual([...new Set(ids)]);
		for (const { attributes } of tags) {
			for (const id of Object.values(attributes).flatMap((value) => /^url\(#(.*)\)$/.exec(value)?.[1] ?? []))
				expect(ids).toContain(id);
			for (const key of ['aria-labelledby', 'aria-describedby'])
				if (attributes[key] !== undefined) expect(ids).toContain(attributes[key]);
		}
	});
});

describe('the belief map', () => {
	it('has a ring a place and a core where something is chosen, their areas in proportion', () => {
		const drawn = tagsOf(pictures['belief-map']!).filter(({ name, around }) => name === 'circle' && around.length === 2);
		const radii = (className: string): readonly number[] =>
			drawn.filter(({ attributes }) => attributes.class === className).map(({ attributes }) => Number(attributes.r));
		// Two rings and a core are in the legend.
		expect(radii('bubble')).toHaveLength(cells.length + 2);
		expect(radii('core')).toHaveLength(cells.filter(({ chosen }) => chosen > 0).length + 1);
		const largest = cells.reduce((best, cell) => (cell.pool > best.pool ? cell : best));
		const core = radii('core')[1]!;
		expect(core ** 2 / 15 ** 2).toBeCloseTo(largest.chosen / largest.pool, 2);
	});

	it('puts places where the axes say', () => {
		const cell: BeliefCell = { mean: 0.5, evidence: 10, pool: 3, chosen: 0 };
		const other: BeliefCell = { mean: 0.25, evidence: 40, pool: 1, chosen: 0 };
		const circles = tagsOf(drawBeliefMap({ cells: [cell, other], parameters }))
			.filter(({ name }) => name === 'circle')
			.slice(-2);
		const [first, second] = circles.map(({ attributes: { cx, cy } }) => ({ x: Number(cx), y: Number(cy) }));
		// The plot is 574 pixels wide and 324 high; evidence runs from 10/1.6 to 64 in the logarithm.
		expect(first!.x - second!.x).toBeCloseTo(574 / 4, 1);
		expect(first!.y - second!.y).toBeCloseTo((324 * Math.log(4)) / Math.log(4 * 1.6 ** 2), 1);
	});
});

describe('a histogram', () => {
	it('has bars whose heights add up to the examples, and to the chosen', () => {
		const tags = tagsOf(pictures.histogram!);
		const heights = (className: string): number =>
			tags
				.filter(({ name, attributes, around }) => name === 'rect' && attributes.class === className && around.length === 2)
				.slice(1) // The first is in the legend.
				.reduce((sum, { attributes }) => sum + Number(attributes.height), 0);
		const top = Math.max(
			...[...pictures.histogram!.matchAll(/class="tick end">([\d,]+)</g)].map((tick) => Number(tick[1]!.replace(',', ''))),
		);
		const perExample = (182 - 58) / top;
		// A bar is never lower than a pixel, and each is rounded to a hundredth of one.
		const slack = histogram.bins.length / perExample;
		expect(Math.abs(heights('pool') / perExample - pool.means.length)).toBeLessThan(slack);
		expect(Math.abs(heights('chosen') / perExample - pool.isChosen.reduce((a, b) => a + b))).toBeLessThan(slack);
	});

	it('says in words what it shows', () => {
		expect(textOf(pictures.histogram!, 'desc')).toMatch(
			/^2,000 examples, \d+ of them chosen\. Most of them, \d+ \(\d+ %\), lie from /,
		);
		expect(textOf(pictures['histogram-of-none']!, 'desc')).toBe('There is no example.');
	});
});

describe('the weight curve', () => {
	it('marks the largest weight, and μ where it is in sight', () => {
		// Where its derivative is 0, for η = 3 and μ = 0.3: 1−2m = 6·m(1−m)(m−0.3), by bisection m = 0.4158.
		expect(textOf(pictures['weight-curve']!, 'desc')).toContain('at m = 0.42');
		expect(pictures['weight-curve-mu-outside']).toContain('μ = 3 lies outside');
	});
});

describe('the fitted prior', () => {
	it('has bars as high as what was observed, and marks as high as what is expected', () => {
		const tags = tagsOf(pictures['prior-fit']!);
		const bars = tags
			.filter(({ name, attributes, around }) => name === 'rect' && attributes.class === 'pool' && around.length === 2)
			.slice(1);
		const dots = tags.filter(({ attributes }) => attributes.class === 'dot').slice(1);
		const tallest = Number(bars[0]!.attributes.height); // 200 examples, of which 190 are expected.
		const bottom = Number(bars[0]!.attributes.y) + tallest;
		expect(Number(bars[4]!.attributes.height) / tallest).toBeCloseTo(128 / 200, 2);
		expect((bottom - Number(dots[0]!.attributes.cy)) / tallest).toBeCloseTo(190 / 200, 2);
		const levels = tags.filter(({ attributes }) => attributes.class === 'level').slice(1);
		expect((bottom - Number(levels[0]!.attributes.y1)) / tallest).toBeCloseTo(65 / 200, 2);
	});
});

describe('the mark of the prior in use', () => {
	it('is seen beside the dot that stands on it where both priors agree', () => {
		const prior = 'Beta(0.3, 0.3)';
		const bins = [{ from: 0, to: 0.05, observed: 10, fitted: 8, inUse: 8 }];
		const tags = tagsOf(drawPriorFit({ fitted: prior, inUse: prior, bins }));
		const numberOf = (className: string, key: string): number =>
			Number(tags.filter(({ attributes }) => attributes.class === className).at(-1)!.attributes[key]);
		const [center, radius] = [numberOf('dot', 'cx'), numberOf('dot', 'r')];
		expect(center - radius - numberOf('level', 'x1')).toBeGreaterThan(2 * radius);
		expect(numberOf('level', 'x2') - center - radius).toBeGreaterThan(2 * radius);
	});
});

describe('calibration', () => {
	it('says how far off the predictions are, and how many results came as a surprise', () => {
		// By hand: Σ visits·|0.02 − 0.01·(at + ½)| / Σ visits = 11.4 / 540.
		expect(textOf(pictures.calibration!, 'desc')).toMatch(
			/^540 visits\. .* differ by 0\.021 on average\. 35 % of the results .* where 20 % should\.$/,
		);
	});
});

describe('the strategies', () => {
	it('have a panel each, whose chosen bars add up', () => {
		const tags = tagsOf(pictures.strategies!);
		const panels = tags.filter(({ attributes }) => attributes.class === 'heading').length - 1;
		expect(panels).toBe(4);
		const chosen = pool.means.filter((mean) => Math.abs(mean - 0.2) < 0.11).length;
		const bars = tags.filter(
			({ name, attributes }) =>
				name === 'rect' && attributes.class === 'chosen' && Number(attributes.x) < 213 && Number(attributes.y) < 206,
		);
		const most = Math.max(...binsOf(pool.means, pool.isChosen, rateBinning(10)).map((bin) => bin.pool));
		const drawn = bars.reduce((sum, { attributes }) => sum + Number(attributes.height), 0) * (most / 90);
		expect(Math.abs(drawn - chosen)).toBeLessThan((bars.length * most) / 90);
	});
});

describe('sensitivity', () => {
	it('has bars as long as what is kept', () => {
		const widths = tagsOf(pictures.sensitivity!).flatMap(({ attributes }) =>
			attributes.class === 'pool' ? Number(attributes.width) : [],
		);
		// 380 pixels are all; nothing is drawn as a pixel, to be seen.
		expect(widths).toEqual([0.63 * 380, 0.57 * 380, 380, 1].map((width) => expect.closeTo(width, 1)));
		expect(textOf(pictures.sensitivity!, 'desc')).toBe(
			'4 changes. The largest is prior Beta(0.5, 0.5): 0 % of the chosen set stay.',
		);
	});
});

describe('the timeline', () => {
	it('draws each series through its means, and the band between its ends', () => {
		const paths = tagsOf(pictures.timeline!).filter(({ name }) => name === 'path');
		const pointsOf = (className: string): readonly (readonly number[])[] =>
			[...paths.find(({ attributes }) => attributes.class === className)!.attributes.d!.matchAll(/([\d.]+),([\d.]+)/g)].map(
				(pair) => pair.slice(1).map(Number),
			);
		const line = pointsOf('line');
		expect(line).toHaveLength(40);
		// The panel is 74 pixels high and shows 0 to 80, the next tick after 64; 50 falls to 30.5 over the steps.
		expect(line[39]![1]! - line[0]![1]!).toBeCloseTo((74 * (50 - 30.5)) / 80, 1);
		const band = pointsOf('band');
		expect(band).toHaveLength(80);
		expect(band[79]![1]! - band[0]![1]!).toBeCloseTo((74 * 0.2 * 50) / 80, 1);
	});

	it('says in words how it goes', () => {
		expect(textOf(pictures.timeline!, 'desc')).toContain('prompts left: from 1900 to 0. Every prompt is visited by step 21.');
	});
});
