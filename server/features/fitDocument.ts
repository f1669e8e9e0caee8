/** What a pool's own data say about prior and discount, as Markdown for a read-only document. */
import { formatCount, formatParameter, formatPercent, formatPrior, formatQuantity } from '../../shared/format.ts';
import type { FitResult } from '../../shared/protocol.ts';
import type { ScoredDocument } from '../core/document/scoredDocument.ts';
import type { Sliced } from '../core/slices.ts';
import type { DiscountFit } from '../selection/fit/discount.ts';
import { type BeliefFit, fitBeliefs } from '../selection/fit/fitBeliefs.ts';
import { heldOutText } from '../selection/fit/heldOut.ts';
import type { Estimate, PriorFit } from '../selection/fit/prior.ts';
import { isRefusal } from '../selection/fit/refusal.ts';
import { outageNotes } from '../selection/notes.ts';

/** λ of the curve that are shown. */
const shownLambdas: readonly number[] = [0, 0.2, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.98, 0.99, 0.999, 1];

/** The account, and the settings that it speaks for. */
export function* fitDocument({ uri, dataset, settings }: Pick<ScoredDocument, 'uri' | 'dataset' | 'settings'>): Sliced<FitResult> {
	const fit = yield* fitBeliefs(dataset, settings.prior, settings.discount);
	const { prior, discount, discountAlone, calibration, advice } = fit;
	const name = decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1));
	const values: FitResult['settings'] = {
		...(advice.prior === null
			? {}
			: { 'insight.prior': `${formatParameter(advice.prior.alpha)},${formatParameter(advice.prior.beta)}` }),
		...(advice.discount === null
			? {}
			: { 'insight.discount': Number(formatParameter(advice.discount.lambda)), 'insight.discountPer': advice.discount.per }),
	};
	const markdown = [
		`# What ${name} says of prior and discount`,
		'## Prior',
		isRefusal(prior) ? prior.refusal : priorText(prior, fit),
		'## Discount',
		isRefusal(discount) ? discount.refusal : discountText(discount),
		...(isRefusal(discountAlone) || discountAlone === discount ? [] : [`${lambdaText(discountAlone)}, the prior in use.`]),
		// Why the other way to count time is not told.
		...(isRefusal(discount) ? [] : [fit.perVisit, fit.perStep].filter(isRefusal).map(({ refusal }) => refusal)),
		...(calibration === null ? [] : ['## How well beliefs predict the next visit', calibrationText(calibration)]),
		...(fit.outages.length === 0 ? [] : ['## Left out', ...outageNotes(fit.outages)]),
		...(Object.keys(values).length === 0
			? []
			: ['## Settings to use it', `\`\`\`json\n${JSON.stringify(values, null, 2)}\n\`\`\``]),
		...(advice.kept.length === 0 ? [] : ['## What to keep', ...advice.kept.map(({ reason }) => reason)]),
		...(isRefusal(prior) && isRefusal(discount)
			? []
			: ['Intervals are of 95 %. Prompts are taken to be independent of each other, visits of one prompt are not.']),
	].join('\n\n');
	return { markdown, settings: values };
}

function priorText(
	{ prior, mean, evidence, logLikelihood, prompts, rollouts }: PriorFit,
	{ priorFrom, priorHeldOut }: Pick<BeliefFit, 'priorFrom' | 'priorHeldOut'>,
): string {
	const source = priorFrom === 'last visits' ? 'the last visits' : 'the counts';
	return [
		`**${formatPrior(prior)}**, by maximum likelihood of ${source} of ${formatQuantity(prompts, 'prompt')} (${formatQuantity(rollouts, 'rollout')}).`,
		`| | | 95 % |\n|:--|--:|:--|\n| mean success rate | ${row(mean)} |\n| evidence | ${row(evidence)} |`,
		`It explains the pool better than the flat prior by ${(logLikelihood.fitted - logLikelihood.flat).toFixed(1)} nats, and than one rate for all by ${(logLikelihood.fitted - logLikelihood.equal).toFixed(1)}, in sample; ${heldOutText(priorHeldOut)}.`,
	].join('\n\n');
}

function discountText(fit: DiscountFit): string {
	const { predictions, curve, logLikelihood } = fit;
	const shown = curve.filter(({ lambda }) => shownLambdas.some((wanted) => Math.abs(lambda - wanted) < 1e-9));
	const losses = shown.map(
		(point) => `| ${point.lambda} | ${formatCount(Number((logLikelihood - point.logLikelihood).toFixed(1)))} |`,
	);
	return [
		`${lambdaText(fit)}, which best predicts ${formatQuantity(predictions, 'visit')} from those before.`,
		`| λ | nats below the best |\n|--:|--:|\n${losses.join('\n')}`,
	].join('\n\n');
}

/** λ is told with the prior that it belongs to. */
function lambdaText({ discount, interval, prior }: DiscountFit): string {
	const per = discount.per === 'visit' ? 'visit' : 'training step';
	return `**λ = ${formatParameter(discount.lambda)}** per ${per} [${formatParameter(interval.lower)}, ${formatParameter(interval.upper)}] under ${formatPrior(prior)}`;
}

function calibrationText({ given, fitted }: NonNullable<BeliefFit['calibration']>): string {
	const outer = (transform: readonly number[]): string => formatPercent(transform[0]! + transform.at(-1)!);
	return [
		'| | useful groups | outcomes in the outer fifth |\n|:--|--:|--:|',
		`| as set now | ${formatPercent(given.useful.predicted)} predicted | ${outer(given.transform)} |`,
		`| as fitted, in sample | ${formatPercent(fitted.useful.predicted)} predicted | ${outer(fitted.transform)} |`,
		`| observed | **${formatPercent(given.useful.observed)}** | 20 % if beliefs were right |`,
	].join('\n');
}

function row({ value, lower, upper }: Estimate): string {
	return `${formatParameter(value)} | [${formatParameter(lower)}, ${formatParameter(upper)}]`;
}
