/** A row's cells. */
import type { Mark } from '../../shared/basket.ts';
import { bucketCount } from '../../shared/colorScale.ts';
import { formatCount, formatInterval, formatRate, formatScore } from '../../shared/format.ts';
import type { ColumnName } from '../../shared/tableColumns.ts';
import type { TableRow } from '../../shared/tableProtocol.ts';
import { createElement } from './element.ts';

/** A column as the grid shows it. */
export interface GridColumn {
	readonly title: string;
	/** What it is called, where the title is only a sign. */
	readonly name?: string;
	/** For a header that says little. */
	readonly hint: string;
	/** What a click on the header sorts by; without one it does nothing. */
	readonly sort: ColumnName | undefined;
	readonly class: string;
	cell(row: TableRow, context: RowContext): HTMLElement;
}

export interface RowContext {
	readonly mark: Mark | undefined;
	/** The bucket of its rank. */
	readonly heat: number;
}

const markSigns: Readonly<Record<Mark, string>> = { include: '✓', exclude: '✕' };
const markNames: Readonly<Record<Mark, string>> = { include: 'included', exclude: 'excluded' };

export const gridColumns: readonly GridColumn[] = [
	{
		title: '✓',
		name: 'Mark',
		hint: 'Included ✓ or excluded ✕ by you',
		sort: 'marked',
		class: 'mark',
		cell: (_, { mark }) =>
			createElement('div', {
				text: mark === undefined ? '' : markSigns[mark],
				attributes: { 'aria-label': mark === undefined ? 'not marked' : markNames[mark] },
			}),
	},
	number('Rank', 'Place among all examples by score', 'rank', ({ rank }) => formatCount(rank)),
	{
		title: 'Line',
		hint: 'Its first line in the file',
		sort: 'line',
		class: 'number place',
		cell: ({ line, place }) => (place === null ? createElement('div', { text: formatCount(line + 1) }) : fromEnd(place)),
	},
	{
		title: 'Id',
		hint: 'What names the example',
		sort: 'id',
		class: 'id place',
		cell: ({ id }) => (id === null ? createElement('div', { text: '–' }) : fromEnd(id)),
	},
	{
		title: 'Prompt',
		hint: 'Its beginning; the pane beside the table has all of it',
		sort: undefined,
		class: 'prompt',
		cell: ({ preview }) => createElement('div', { text: preview?.replace(/\s+/g, ' ') ?? '' }),
	},
	{ title: 'Rollouts', hint: 'Solved ●, not solved ○, unscored ·', sort: 'successes', class: 'strip', cell: stripCell },
	{ title: 'Success rate', hint: 'Mean of the belief, with its 95 % interval', sort: 'mean', class: 'rate', cell: rateCell },
	number('Evidence', 'Rollouts behind the belief, prior included', 'evidence', ({ evidence }) => formatCount(evidence), 'detail'),
	number(
		'I',
		'What the next K rollouts would tell, in nats',
		'information',
		({ information }) => formatScore(information),
		'detail',
	),
	number('w', 'Weight of its difficulty', 'weight', ({ weight }) => formatScore(weight), 'detail'),
	{
		title: 'Score',
		hint: 'w · I, which examples are ranked by',
		sort: 'score',
		class: 'number score',
		cell: ({ score }, { heat }) => createElement('div', { text: formatScore(score), class: `heat${heat}` }),
	},
];

/** @param kind where it may be hidden: `place`, `detail`. */
function number(title: string, hint: string, sort: ColumnName, text: (row: TableRow) => string, kind = ''): GridColumn {
	return { title, hint, sort, class: `number ${kind}`, cell: (row) => createElement('div', { text: text(row) }) };
}

/** A name, of which the end is seen where there is no room: that is what tells it from others. */
function fromEnd(name: string): HTMLElement {
	const text = createElement('bdi', { text: name, attributes: { dir: 'ltr' } });
	return createElement('div', { title: name, class: 'from-end', children: [text] });
}

/** The bucket of a rank: the same colours as in the text editor by its default scale. */
export function heatOf(rank: number, examples: number): number {
	return Math.min(bucketCount - 1, Math.floor((1 - (rank - 0.5) / Math.max(1, examples)) * bucketCount));
}

/** Above this they stand closer. */
const mostWideSigns = 9;

const rolloutSigns: Readonly<Record<string, string>> = { '1': '●', '0': '○', '-': '·' };

/** Rollouts one by one, or as a share where there are too many. */
function stripCell({ strip, isOrdered, successes, trials, unscored }: TableRow): HTMLElement {
	const solved = trials === 0 ? 'no rollouts' : `${formatCount(successes)} of ${formatCount(trials)} solved`;
	const label = unscored > 0 ? `${solved}, ${formatCount(unscored)} unscored` : solved;
	const order = strip === '' ? '' : isOrdered ? ', in the order of the record' : ', their order is not known';
	const parts = { title: label + order, attributes: { 'aria-label': label } };
	if (strip !== '' || trials === 0) {
		const signs = Array.from(strip, (outcome) => rolloutSigns[outcome]).join('');
		return createElement('div', { ...parts, text: signs === '' ? '–' : signs, class: strip.length > mostWideSigns ? 'dense' : '' });
	}
	const bar = createElement('span', { class: 'share' });
	const filled = createElement('span');
	filled.style.width = `${(100 * successes) / trials}%`;
	bar.append(filled);
	return createElement('div', { ...parts, children: [bar, document.createTextNode(formatCount(trials))] });
}

function rateCell({ mean, lower, upper }: TableRow): HTMLElement {
	const interval = createElement('span', { class: 'interval' });
	const band = createElement('span', { class: 'band' });
	band.style.left = `${100 * lower}%`;
	band.style.width = `${100 * (upper - lower)}%`;
	const point = createElement('span', { class: 'point' });
	point.style.left = `${100 * mean}%`;
	interval.append(band, point);
	const text = `${formatRate(mean)} ${formatInterval({ lower, upper })}`;
	return createElement('div', {
		title: text,
		attributes: { 'aria-label': text },
		children: [createElement('span', { text: formatRate(mean) }), interval],
	});
}
