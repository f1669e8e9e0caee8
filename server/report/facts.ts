/** A pool, what is chosen from it and how both came about, in words and numbers. */

import {
	formatCount,
	formatInterval,
	formatParameter,
	formatPercent,
	formatQuantity,
	formatRate,
	formatScore,
} from '../../shared/format.ts';
import { intervalOf } from '../../shared/intervals.ts';
import { element, escapeText } from '../../shared/pictures/svg.ts';
import { countOf } from '../../shared/settings.ts';
import { version } from '../../shared/version.ts';
import { type Example, indicesOf } from '../core/dataset/dataset.ts';
import type { FieldPath } from '../core/json/fieldPath.ts';
import { showFieldPath } from '../core/json/fieldPath.ts';
import { sumOver } from '../core/list.ts';
import { describeRewards } from '../core/record/describeRewards.ts';
import type { Mapping } from '../core/record/mapping.ts';
import type { BeliefFit } from '../selection/fit/fitBeliefs.ts';
import { isRefusal } from '../selection/fit/refusal.ts';
import { preflight, type ShareForecast } from '../selection/preflight.ts';
import { type Column, type Content, code, descriptionList, paragraph, table } from './html.ts';
import { batchOf } from './planSection.ts';
import type { Origin, Reading, ReviewInput, Section } from './reviewInput.ts';

/** Rows of the best examples that are shown. */
const shownRows = 20;
/** Sources that are named; the rest is counted. */
const shownSources = 5;

export function summarySection({ dataset, chosen, top, settings, plan }: ReviewInput, fit: Pick<BeliefFit, 'prior'>): Section {
	const { examples, totals } = dataset;
	const share = (count: number, of: number): string => `${formatCount(count)} (${formatPercent(of === 0 ? 0 : count / of)})`;
	const { k, prior, curriculum } = settings;
	const batch = batchOf({ dataset, plan });
	const { useful, usefulFitted, stepsPerEpoch, unseen, mastered, intractable } = preflight(dataset, indicesOf(chosen), {
		k,
		prior,
		batch,
		minTrials: curriculum.minTrials,
		...(isRefusal(fit.prior) ? {} : { fittedPrior: fit.prior.prior }),
	});
	const asked = countOf(top, examples.length);
	const last = chosen.length === 0 ? undefined : chosen.at(chosen.length - 1);
	const pool: readonly (readonly [string, string])[] = [
		['examples', formatCount(examples.length)],
		['rollouts', formatCount(totals.rollouts)],
		['solved rollouts', share(totals.successes, totals.rollouts)],
		['all solved', share(totals.allPass, examples.length)],
		['none solved', share(totals.allFail, examples.length)],
		['some solved', share(totals.mixed, examples.length)],
		['no rollouts yet', share(totals.unseen, examples.length)],
		...(totals.unscored > 0 ? [['unscored rollouts', formatCount(totals.unscored)] as const] : []),
		...(totals.brokenLines > 0 ? [['broken lines', formatCount(totals.brokenLines)] as const] : []),
	];
	const selection: readonly (readonly [string, string])[] = [
		['chosen', `${share(chosen.length, examples.length)}${chosen.length < asked ? ` of ${formatCount(asked)} asked for` : ''}`],
		['score at the cut', last === undefined ? '–' : formatScore(last.group.score.score)],
		['mean belief', chosen.length === 0 ? '–' : formatRate(sumOver(chosen, ({ group }) => group.score.mean) / chosen.length)],
		[`useful groups, K\u00a0=\u00a0${k}`, forecast(useful)],
		...(usefulFitted === null ? [] : [['the same, fitted prior', forecast(usefulFitted)] as const]),
		['an epoch', `${formatQuantity(stepsPerEpoch ?? 0, 'step')} of up to ${formatQuantity(batch, 'prompt')}`],
		['no rollouts yet', share(unseen, chosen.length)],
		['mastered', share(mastered, chosen.length)],
		['intractable', share(intractable, chosen.length)],
	];
	const block = (title: string, rows: readonly (readonly [string, string])[]): string =>
		element('div', {}, element('h3', {}, escapeText(title)), descriptionList(rows));
	return {
		id: 'summary-section',
		title: 'Summary',
		html: element('div', { class: 'grid' }, block('The pool', pool), block('The chosen set', selection)),
	};
}

/** A share with the interval that holds it with 95 %, if the beliefs are right. */
function forecast({ expected, lower, upper }: ShareForecast): string {
	return `${formatPercent(expected)} [${formatPercent(lower)}, ${formatPercent(upper)}]`;
}

export function notesSection({ notes }: Pick<ReviewInput, 'notes'>): Section {
	const items = notes.map((note) => element('li', {}, escapeText(note)));
	return { id: 'notes-section', title: 'Before you believe it', html: element('ul', { class: 'notes' }, ...items) };
}

export function readingSection({ readings }: Pick<ReviewInput, 'readings'>): Section {
	const alike = new Map<string, Reading[]>();
	for (const reading of readings) {
		const key = JSON.stringify(reading.format ?? null);
		alike.set(key, [...(alike.get(key) ?? []), reading]);
	}
	return {
		id: 'reading-section',
		title: 'How it was read',
		html: [...alike.values()].map(describeReading).join(''),
	};
}

function describeReading(readings: readonly Reading[]): string {
	const more = readings.length - shownSources;
	const sources = readings.slice(0, shownSources).map(({ source }) => element('code', {}, escapeText(source)));
	const html = `${sources.join(', ')}${more > 0 ? ` and ${formatQuantity(more, 'more file')}` : ''}`;
	const format = readings[0]!.format;
	if (format === undefined)
		return descriptionList([
			['from', { html }],
			['format', 'not recognised: it has no part in what follows'],
		]);
	return descriptionList([
		['from', { html }],
		['format', `${format.name}: ${format.title}`],
		['because', format.evidence.join(' ')],
		...mappingRows(format.mapping),
	]);
}

function mappingRows({ rewards, success, group, id, prompt }: Mapping): readonly (readonly [string, Content])[] {
	const path = (field: FieldPath | undefined): Content => (field === undefined ? '–' : code(showFieldPath(field)));
	return [
		['reward', code(describeRewards(rewards))],
		['success', success.reason],
		['an example is', group.length === 0 ? 'one line' : `all lines that agree in ${group.map(showFieldPath).join(' and ')}`],
		['id', path(id)],
		['prompt', path(prompt)],
	];
}

export function bestSection(input: Pick<ReviewInput, 'dataset' | 'chosen' | 'whereOf' | 'linkOf' | 'promptHtml'>): Section {
	const { chosen, dataset, promptHtml } = input;
	const shown = chosen.slice(0, shownRows);
	const columns: readonly Column[] = [
		{ title: 'rank', kind: 'number' },
		{ title: 'id' },
		{ title: 'where', kind: 'short' },
		{ title: 'solved', kind: 'number' },
		{ title: 'mean [95\u00a0%]', kind: 'number' },
		{ title: 'evidence', kind: 'number' },
		{ title: 'score', kind: 'number' },
		...(promptHtml !== undefined && shown.some(({ group }) => group.preview !== null)
			? [{ title: 'prompt', kind: 'text' as const }]
			: []),
	];
	const caption = `The best ${formatCount(shown.length)} of ${formatQuantity(chosen.length, 'chosen example')}`;
	return {
		id: 'best-section',
		title: 'The best examples',
		html:
			shown.length === 0
				? paragraph('There is no example to choose.')
				: table(
						caption,
						columns,
						shown.map((example) =>
							[
								...bestRow(example, dataset.rankOf(example.index), whereCell(input, example)),
								{ html: promptHtml?.(example.group.preview ?? '') ?? '' },
							].slice(0, columns.length),
						),
					),
	};
}

function whereCell({ whereOf, linkOf }: Pick<ReviewInput, 'whereOf' | 'linkOf'>, example: Example): Content {
	const where = whereOf(example);
	return linkOf === undefined ? where : { html: element('a', { href: linkOf(example) }, escapeText(where)) };
}

function bestRow({ group }: Example, rank: number, where: Content): readonly Content[] {
	const { successes, trials, score, id } = group;
	return [
		formatCount(rank),
		id === null ? '–' : code(id),
		where,
		`${formatCount(successes)}/${formatCount(trials)}`,
		`${formatRate(score.mean)} ${formatInterval(intervalOf(score)).replace(' ', '\u00a0')}`,
		formatCount(score.evidence),
		formatScore(score.score),
	];
}

export function settingsSection(
	{ settings: { k, eta, mu, prior, discount, seed, choosing } }: Pick<ReviewInput, 'settings'>,
	origin: Origin | undefined,
): Section {
	const { repeat, sources } = origin ?? { repeat: [], sources: [] };
	const rows: readonly (readonly [string, Content])[] = [
		['score', `A = w(m)·I (InSight eq. 13, 15, 16) for the next K = ${k} rollouts`],
		['difficulty weight', `η = ${eta}, μ = ${mu}`],
		['prior', rounded((show) => `Beta(${show(prior.alpha)}, ${show(prior.beta)})`)],
		[
			'discount',
			discount.lambda === 1
				? 'none (λ = 1)'
				: rounded((show) => `λ = ${show(discount.lambda)} per ${discount.per === 'visit' ? 'visit' : 'training step'}`),
		],
		['chosen by', `${choosing.strategy}, at most ${formatPercent(choosing.unseenQuota)} unseen`],
		['seed of ties', String(seed)],
		['InSight', version],
		...sources.map(({ path, sha256 }) => ['SHA-256', { html: `${markup(path)}<br/>${markup(sha256)}` }] as const),
	];
	const commands = repeat.length === 0 ? '' : element('pre', {}, element('code', {}, escapeLines(repeat)));
	return {
		id: 'settings-section',
		title: origin === undefined ? 'Settings' : 'Settings, and how to repeat this',
		html: descriptionList(rows) + commands,
	};
}

/** For reading, with the exact numbers behind it where they are others. */
function rounded(write: (show: (value: number) => string) => string): Content {
	const [shown, exact] = [write(formatParameter), write(String)];
	return shown === exact ? shown : { html: element('span', { class: 'rounded', title: exact }, escapeText(shown)) };
}

function markup(text: string): string {
	return element('code', {}, escapeText(text));
}

/** Line breaks between the lines are kept, those inside are not. */
function escapeLines(lines: readonly string[]): string {
	return lines.map(escapeText).join('\n');
}
