/** What Export Top-K and Export Random Control ask, each with the answer of last time at hand. */
import type * as vscode from 'vscode';
import { type ExportForm, exportFormNames, exportForms } from '../../shared/exportForms.ts';
import { formatPercent, formatQuantity } from '../../shared/format.ts';
import type { ExportOrder } from '../../shared/protocol.ts';
import { type Amount, parseAmount } from '../../shared/settings.ts';
import { type StrategyName, strategyNames, strategyTitles } from '../../shared/strategies.ts';
import { askInTurn, type Question } from '../askInTurn.ts';
import { askText, pickOne } from '../quickInputs.ts';

export interface ExportAnswers {
	readonly top: Amount;
	readonly strategy: StrategyName;
	readonly unseenQuota: number;
	readonly order: ExportOrder;
	readonly form: ExportForm;
	/** Whether a random control set goes beside the chosen one. */
	readonly withControl: boolean;
}

/** Answers of last time; the amount as it was written. */
interface Remembered extends Partial<Omit<ExportAnswers, 'top'>> {
	readonly amount?: string;
}

const rememberedKey = 'insight.lastExport';

export interface Asking {
	readonly title: string;
	readonly memory: vscode.Memento;
	/** How many examples there are, where that is known. */
	readonly available: number | undefined;
	/** What the settings say. */
	readonly strategy: StrategyName;
	readonly unseenQuota: number;
	/** Answers that are there already: these are not asked for. */
	readonly given: Partial<ExportAnswers>;
}

/** @returns all answers, or `undefined` where the user thought better of it. */
export async function askExport(asking: Asking): Promise<ExportAnswers | undefined> {
	const { memory, given } = asking;
	const last = memory.get<Remembered>(rememberedKey, {});
	const questions = questionsOf(asking, last);
	const open = (Object.keys(questions) as (keyof ExportAnswers)[]).filter((name) => given[name] === undefined);
	const answers = await askInTurn<ExportAnswers & { readonly amount: string }>(
		open.map((name) => questions[name]),
		given,
	);
	if (answers === undefined) return undefined;
	const { top: _, ...remembered } = answers;
	await memory.update(rememberedKey, { ...last, ...remembered });
	return answers as ExportAnswers;
}

type Questions = Readonly<Record<keyof ExportAnswers, Question<ExportAnswers & { readonly amount: string }>>>;

function questionsOf({ title, available, strategy, unseenQuota }: Asking, last: Remembered): Questions {
	const replyOf = async <Value, Name extends keyof ExportAnswers>(
		name: Name,
		picked: Promise<{ readonly value: Value } | 'back' | undefined>,
	) => {
		const reply = await picked;
		return reply === undefined || reply === 'back' ? reply : ({ [name]: reply.value } as Partial<ExportAnswers>);
	};
	return {
		top: async (_, step) => {
			const all = available === undefined ? 'examples' : formatQuantity(available, 'example');
			const reply = await askText(
				{ title: `${title}: how many`, ...step },
				{
					prompt: `How many of the ${all}: a number, or a share such as 10%.`,
					value: last.amount ?? '10%',
					check: (text) =>
						parseAmount(text) === undefined ? 'Give a whole number from 1, or a share up to 100 % such as 10%.' : undefined,
				},
			);
			return reply === undefined || reply === 'back' ? reply : { top: parseAmount(reply.value)!, amount: reply.value };
		},
		strategy: (_, step) =>
			replyOf(
				'strategy',
				pickOne(
					{ title: `${title}: chosen by`, ...step },
					strategyNames.map((name) => ({ value: name, label: name, description: strategyTitles[name] })),
					last.strategy ?? strategy,
				),
			),
		unseenQuota: (_, step) => {
			const shares = [...new Set([last.unseenQuota ?? unseenQuota, unseenQuota, 0, 0.25, 0.5, 1])];
			const choices = shares.map((value) => ({
				value,
				label: value === 0 ? 'None' : value === 1 ? 'Any number' : `At most ${formatPercent(value)}`,
				description: value === 1 ? 'they come first, by most strategies' : value === unseenQuota ? 'as in the settings' : '',
			}));
			return replyOf('unseenQuota', pickOne({ title: `${title}: prompts without rollouts`, ...step }, choices, shares[0]!));
		},
		order: (_, step) =>
			replyOf(
				'order',
				pickOne<ExportOrder>(
					{ title: `${title}: order`, ...step },
					[
						{ value: 'rank', label: 'By rank', description: 'the best first' },
						{ value: 'file', label: 'As in the file', description: 'the order of the source is kept' },
					],
					last.order ?? 'rank',
				),
			),
		form: (_, step) =>
			replyOf(
				'form',
				pickOne(
					{ title: `${title}: written as`, ...step },
					exportFormNames.map((name) => ({ value: name, label: name, description: exportForms[name].title })),
					last.form ?? 'jsonl',
				),
			),
		withControl: (_, step) =>
			replyOf(
				'withControl',
				pickOne(
					{ title: `${title}: control set`, ...step },
					[
						{ value: false, label: 'No control set', description: '' },
						{ value: true, label: 'Random control set', description: 'as many of the others, in a file of its own beside it' },
					],
					last.withControl ?? false,
				),
			),
	};
}
