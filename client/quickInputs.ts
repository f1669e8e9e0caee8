/** Quick picks and input boxes that have a Back button. */
import * as vscode from 'vscode';

interface Asked {
	readonly title: string;
	readonly step: number;
	readonly of: number;
}

export interface Choice<Value> extends vscode.QuickPickItem {
	readonly value: Value;
}

/** @param current is the one that Enter takes. */
export function pickOne<Value>(
	{ title, step, of }: Asked,
	choices: readonly Choice<Value>[],
	current: Value,
): Promise<{ readonly value: Value } | 'back' | undefined> {
	const pick = vscode.window.createQuickPick<Choice<Value>>();
	pick.items = choices;
	pick.activeItems = choices.filter(({ value }) => value === current);
	pick.matchOnDescription = true;
	return shown(pick, { title, step, of }, () => pick.selectedItems[0]);
}

/** @param check says what is wrong with a text, or nothing. */
export function askText(
	{ title, step, of }: Asked,
	{ prompt, value, check }: { readonly prompt: string; readonly value: string; check(text: string): string | undefined },
): Promise<{ readonly value: string } | 'back' | undefined> {
	const box = vscode.window.createInputBox();
	box.prompt = prompt;
	box.value = value;
	box.valueSelection = [0, value.length];
	const checked = box.onDidChangeValue((text) => {
		box.validationMessage = check(text);
	});
	return shown(box, { title, step, of }, () => {
		box.validationMessage = check(box.value);
		return box.validationMessage === undefined ? { value: box.value } : undefined;
	}).finally(() => checked.dispose());
}

/** @param accepted the answer when Enter is pressed, where it is one. */
function shown<Answer>(
	input: vscode.QuickPick<vscode.QuickPickItem> | vscode.InputBox,
	{ title, step, of }: Asked,
	accepted: () => Answer | undefined,
): Promise<Answer | 'back' | undefined> {
	input.title = title;
	input.step = step;
	input.totalSteps = of;
	input.ignoreFocusOut = true;
	if (step > 1) input.buttons = [vscode.QuickInputButtons.Back];
	return new Promise<Answer | 'back' | undefined>((resolve) => {
		input.onDidAccept(() => {
			const answer = accepted();
			if (answer !== undefined) resolve(answer);
		});
		input.onDidTriggerButton(() => resolve('back'));
		input.onDidHide(() => resolve(undefined));
		input.show();
	}).finally(() => input.dispose());
}
