/** What was fitted, for people. */
import { formatCount, formatParameter, formatPercent, formatPrior, formatQuantity } from '../../shared/format.ts';
import type { Calibration } from '../selection/fit/calibration.ts';
import type { DiscountFit } from '../selection/fit/discount.ts';
import type { BeliefFit } from '../selection/fit/fitBeliefs.ts';
import { heldOutText } from '../selection/fit/heldOut.ts';
import type { Estimate, PriorFit } from '../selection/fit/prior.ts';
import { isRefusal } from '../selection/fit/refusal.ts';
import { outageNotes } from '../selection/notes.ts';
import type { Palette } from './terminal.ts';
import { wrapText } from './wrapText.ts';

/** λ of the curve that are shown; JSON has all. */
const shownLambdas: readonly number[] = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.98, 0.99, 0.995, 0.999, 1];

const barWidth = 32;

/** Lines of at most `width` cells. */
export function fitReport(fit: BeliefFit, palette: Palette, width: number): readonly string[] {
	const { prior, discount, calibration } = fit;
	const rows: readonly (readonly [string, string])[] = [
		...(isRefusal(prior) ? [['prior', prior.refusal] as const] : priorRows(prior, fit)),
		...discountRows(fit),
		...(calibration === null ? [] : calibrationRows(calibration.given, calibration.fitted)),
		...outageNotes(fit.outages).map((note) => ['left out', note] as const),
		...(isAdvised(fit) ? [['use', usageOf(fit)] as const] : []),
		...fit.advice.kept.map(({ reason }) => ['keep', reason] as const),
	];
	const indent = ' '.repeat(10);
	const lines = rows.flatMap(([name, text]) => {
		const [first = '', ...rest] = wrapText(text, width - indent.length, '');
		return [`${palette.bold(name.padEnd(8))}  ${first}`, ...rest.map((line) => indent + line)];
	});
	return isRefusal(discount) ? lines : [...lines, '', ...curveLines(discount, palette)];
}

function priorRows(
	{ prior, mean, evidence, logLikelihood, prompts, rollouts }: PriorFit,
	{ priorFrom, priorHeldOut }: Pick<BeliefFit, 'priorFrom' | 'priorHeldOut'>,
) {
	const source = `${priorFrom === 'last visits' ? 'the last visits' : 'the counts'} of ${formatQuantity(prompts, 'prompt')} (${formatQuantity(rollouts, 'rollout')})`;
	const gain = (other: number): string => `${(logLikelihood.fitted - other).toFixed(1)} nats better than`;
	return [
		['prior', `${formatPrior(prior)}, fitted to ${source}`],
		['', `mean ${estimate(mean)} · evidence ${estimate(evidence)}`],
		[
			'',
			`log-likelihood ${logLikelihood.fitted.toFixed(1)}, in sample: ${gain(logLikelihood.flat)} the flat prior, ${gain(logLikelihood.equal)} one rate for all`,
		],
		['', heldOutText(priorHeldOut)],
	] as const;
}

function discountRows({ perVisit, perStep, discount, discountAlone }: BeliefFit): readonly (readonly [string, string])[] {
	if (isRefusal(discount)) return [['discount', discount.refusal]];
	const texts = [perVisit, perStep].map((fit, index) => {
		if (isRefusal(fit)) return fit.refusal;
		const isFirst = index === 0 || isRefusal(perVisit);
		return `${discountText(fit)}${isFirst ? `, by ${formatQuantity(fit.predictions, 'prediction')} one visit ahead` : ''}`;
	});
	const alone = isRefusal(discountAlone) || discountAlone === discount ? [] : [`${discountText(discountAlone)}, the prior in use`];
	return [...texts, ...alone].map((text, index) => [index === 0 ? 'discount' : '', text]);
}

/** λ is told with the prior that it belongs to. */
function discountText({ discount, interval, prior }: DiscountFit): string {
	const per = discount.per === 'visit' ? 'visit' : 'training step';
	return `λ = ${formatParameter(discount.lambda)} [${formatParameter(interval.lower)}, ${formatParameter(interval.upper)}] per ${per} under ${formatPrior(prior)}`;
}

function calibrationRows(given: Calibration, fitted: Calibration) {
	const text = ({ useful, transform }: Calibration): string =>
		`${formatPercent(useful.predicted)} of groups useful · ${formatPercent(transform[0]! + transform.at(-1)!)} of outcomes in the outer fifth`;
	return [
		['given', `predicts ${text(given)}`],
		['fitted', `predicts ${text(fitted)}, in sample: it was fitted to these visits, the prior to the last of them`],
		[
			'observed',
			`${formatPercent(given.useful.observed)} of groups useful · 20 % would be in the outer fifth if beliefs were right`,
		],
	] as const;
}

function isAdvised({ advice: { prior, discount } }: BeliefFit): boolean {
	return prior !== null || discount !== null;
}

/** How to use what is recommended. */
function usageOf({ advice: { prior, discount } }: BeliefFit): string {
	return [
		...(prior === null ? [] : [`--prior ${formatParameter(prior.alpha)},${formatParameter(prior.beta)}`]),
		// Always with what it counts by, which may be set otherwise where it is used.
		...(discount === null ? [] : [`--discount ${formatParameter(discount.lambda)} --discount-per ${discount.per}`]),
	].join(' ');
}

/** How much less likely the rewards are under other λ: a line each, the shorter the bar the likelier. */
function curveLines({ curve, logLikelihood }: DiscountFit, palette: Palette): readonly string[] {
	const shown = curve.filter(({ lambda }) => shownLambdas.some((wanted) => Math.abs(lambda - wanted) < 1e-9));
	const most = Math.max(...shown.map((point) => logLikelihood - point.logLikelihood));
	return [
		palette.bold('    λ    nats below the best'),
		...shown.map((point) => {
			const loss = logLikelihood - point.logLikelihood;
			const bar = '█'.repeat(most > 0 ? Math.round((barWidth * loss) / most) : 0);
			return `${point.lambda.toFixed(3)}  ${formatCount(Number(loss.toFixed(1))).padStart(12)}  ${bar}`.trimEnd();
		}),
	];
}

function estimate({ value, lower, upper }: Estimate): string {
	return `${formatParameter(value)} [${formatParameter(lower)}, ${formatParameter(upper)}]`;
}
