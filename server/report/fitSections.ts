/** What a pool's own data say about how to believe them, in pictures; or why they cannot say it. */
import type { FittedSetting } from '../../shared/fitting.ts';
import { formatPercent, formatPrior, formatQuantity } from '../../shared/format.ts';
import { drawCalibration } from '../../shared/pictures/calibration.ts';
import { drawLikelihoodCurve } from '../../shared/pictures/likelihoodCurve.ts';
import { drawPriorFit } from '../../shared/pictures/priorFit.ts';
import type { Advice } from '../selection/fit/advice.ts';
import type { Calibration } from '../selection/fit/calibration.ts';
import type { DiscountFit } from '../selection/fit/discount.ts';
import type { BeliefFit } from '../selection/fit/fitBeliefs.ts';
import { fitDataOf } from '../selection/fit/fitData.ts';
import { heldOutText } from '../selection/fit/heldOut.ts';
import type { PriorFit } from '../selection/fit/prior.ts';
import { isRefusal } from '../selection/fit/refusal.ts';
import { expectedRates } from './expectedRates.ts';
import { figure, paragraph } from './html.ts';
import type { ReviewInput, Section } from './reviewInput.ts';

const binCount = 20;

type FitInput = Pick<ReviewInput, 'dataset' | 'settings'>;

export function fitSections(
	input: FitInput,
	{ prior, priorFrom, priorHeldOut, perVisit, perStep, discount, calibration, advice }: BeliefFit,
): readonly Section[] {
	return [
		{
			id: 'prior-section',
			title: 'Does the prior fit this pool?',
			html: isRefusal(prior)
				? paragraph(prior.refusal)
				: priorFigure(input, prior, { priorFrom, priorHeldOut }) + keptText(advice, 'prior'),
		},
		{
			id: 'discount-section',
			title: 'How fast does evidence age?',
			html: isRefusal(discount) ? paragraph(discount.refusal) : discountFigures(perVisit, perStep) + keptText(advice, 'discount'),
		},
		{
			id: 'calibration-section',
			title: 'Did beliefs keep their word?',
			html:
				calibration === null
					? paragraph('It takes a history to tell: rollouts of the same prompts at several training steps.')
					: calibrationFigures(calibration),
		},
	];
}

/** Why one in use stays, where it does. */
function keptText({ kept }: Advice, setting: FittedSetting): string {
	return kept.map((each) => (each.setting === setting ? paragraph(each.reason) : '')).join('');
}

function priorFigure(
	{ dataset, settings }: FitInput,
	{ prior, prompts, logLikelihood }: PriorFit,
	{ priorFrom, priorHeldOut }: Pick<BeliefFit, 'priorFrom' | 'priorHeldOut'>,
): string {
	const gain = (logLikelihood.fitted - logLikelihood.flat).toFixed(1);
	return figure(
		drawPriorFit({
			bins: expectedRates(fitDataOf(dataset, settings).counts, prior, settings.prior, binCount),
			fitted: formatPrior(prior),
			inUse: formatPrior(settings.prior),
		}),
		`Fitted to the ${priorFrom} of ${formatQuantity(prompts, 'prompt')}; in sample ${gain} nats better than the flat prior, ${heldOutText(priorHeldOut)}. ` +
			'A flat prior promises too many useful groups where a pool is hard.',
	);
}

function discountFigures(perVisit: BeliefFit['perVisit'], perStep: BeliefFit['perStep']): string {
	const isSame = !isRefusal(perVisit) && !isRefusal(perStep) && perVisit.logLikelihood === perStep.logLikelihood;
	const figures = (isSame ? [perVisit] : [perVisit, perStep]).map((fit) =>
		isRefusal(fit) ? paragraph(fit.refusal) : discountFigure(`discount-per-${fit.discount.per}`, fit),
	);
	const note = 'λ per training step is the same: every prompt was rolled out at each step of its history.';
	return figures.join('') + (isSame ? paragraph(note) : '');
}

function discountFigure(name: string, { discount, interval, curve, logLikelihood, predictions, prior }: DiscountFit): string {
	const { lambda, per } = discount;
	const by = `By ${formatQuantity(predictions, 'prediction')} one visit ahead, under ${formatPrior(prior)}.`;
	if (interval.lower === 0 && interval.upper === 1) return paragraph(`${by} The data do not tell λ per ${per}: each is as good.`);
	const points = [...curve, { lambda, logLikelihood }].toSorted((left, right) => left.lambda - right.lambda);
	return figure(
		drawLikelihoodCurve({ name, title: `Discount λ per ${per}`, points, best: lambda, interval }),
		`${by} The shaded λ are those that the data do not rule out, prompts taken to be independent and visits of one not.`,
	);
}

function calibrationFigures({ given, fitted }: NonNullable<BeliefFit['calibration']>): string {
	const asSet = calibrationFigure('calibration-given', 'As set: prior and discount in use', given);
	// What is in use may have been fitted to the same visits.
	if (JSON.stringify(given) === JSON.stringify(fitted)) return asSet + paragraph('As fitted they are the same.');
	const title = 'As fitted, in sample: to these visits, the prior to the last of them';
	return asSet + calibrationFigure('calibration-fitted', title, fitted);
}

function calibrationFigure(name: string, title: string, { reliability, transform, useful, visits, leftOut }: Calibration): string {
	const bins = reliability.map(({ predicted, observed, standardError, visits: ofBin }) => ({
		predicted,
		observed,
		lower: Math.max(0, observed - 1.96 * standardError),
		upper: Math.min(1, observed + 1.96 * standardError),
		visits: ofBin,
	}));
	const left = leftOut === 0 ? '' : ` ${formatQuantity(leftOut, 'visit')} left out: soft counts, or too many rollouts.`;
	return figure(
		drawCalibration({ name, title, reliability: bins, pit: transform }),
		`${formatQuantity(visits, 'visit')}. ${formatPercent(useful.predicted)} of groups were predicted to be useful, ${formatPercent(useful.observed)} were.${left}`,
	);
}
