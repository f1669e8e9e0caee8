/** What a person does in the workbench, each step done when its effect is seen. */
import type { Locator, Page } from 'playwright-core';

/** One step. Lines and columns count from 1, as the status bar does. */
export type Step =
	/** Runs a command by its title, through the palette. */
	| { readonly command: string }
	/** Opens a file by its path in the folder. */
	| { readonly open: string }
	/** Presses keys, as Playwright names them: `Control+Shift+M`, `Escape`. */
	| { readonly press: string }
	| { readonly type: string }
	/** Puts the cursor there and opens the hover of that place. */
	| { readonly hover: { readonly line: number; readonly column: number } }
	| { readonly goTo: { readonly line: number; readonly column?: number } }
	/** Rests the mouse on what a selector finds. */
	| { readonly point: string }
	| { readonly click: string }
	/** Opens the context menu of what a selector finds, and takes an item of it. */
	| { readonly menu: string; readonly item: string }
	/** Takes an item of the list that VS Code asks with. */
	| { readonly choose: string }
	/** Answers VS Code's input box. */
	| { readonly answer: string }
	/** Waits for what a selector finds. */
	| { readonly see: string }
	/** The same inside the webview in front. */
	| { readonly clickInWebview: string }
	| { readonly seeInWebview: string }
	/** Waits until there is no such thing any more. */
	| { readonly missInWebview: string };

export async function perform(page: Page, step: Step): Promise<void> {
	if ('command' in step) await runCommand(page, step.command);
	else if ('open' in step) await openFile(page, step.open);
	else if ('press' in step) await page.keyboard.press(step.press);
	else if ('type' in step) await page.keyboard.type(step.type);
	else if ('goTo' in step) await goTo(page, step.goTo.line, step.goTo.column);
	else if ('hover' in step) await openHover(page, step.hover.line, step.hover.column);
	else if ('point' in step) await page.locator(step.point).first().hover();
	else if ('click' in step) await page.locator(step.click).first().click();
	else if ('see' in step) await page.locator(step.see).first().waitFor();
	else if ('clickInWebview' in step) await inWebview(page, step.clickInWebview).click();
	else if ('menu' in step) await takeFromMenu(page, step.menu, step.item);
	else if ('choose' in step) await choose(page, step.choose);
	else if ('answer' in step) await answer(page, step.answer);
	else if ('missInWebview' in step) await inWebview(page, step.missInWebview).waitFor({ state: 'hidden' });
	else await inWebview(page, step.seeInWebview).waitFor();
}

async function runCommand(page: Page, title: string): Promise<void> {
	await page.keyboard.press('F1');
	await pick(page, `>${title}`, title);
}

async function openFile(page: Page, path: string): Promise<void> {
	const name = path.slice(path.lastIndexOf('/') + 1);
	await page.keyboard.press('Control+P');
	await pick(page, path, name);
	await page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
}

async function goTo(page: Page, line: number, column = 1): Promise<void> {
	await page.keyboard.press('Control+G');
	const input = page.locator('.quick-input-widget input.input');
	await input.fill(`:${line}:${column}`);
	await input.press('Enter');
	await page.locator('#status\\.editor\\.selection', { hasText: `Ln ${line}, Col ${column}` }).waitFor();
}

async function openHover(page: Page, line: number, column: number): Promise<void> {
	await goTo(page, line, column);
	await page.keyboard.press('Control+K');
	await page.keyboard.press('Control+I');
	await page
		.locator('.monaco-editor .monaco-hover:not(.hidden) .hover-contents', { hasNotText: /^Loading/ })
		.first()
		.waitFor();
}

/** Fills the quick input that has just been asked for, and takes the row with exactly that label. */
async function pick(page: Page, text: string, label: string): Promise<void> {
	const widget = page.locator('.quick-input-widget');
	await widget.locator('input.input').fill(text);
	await widget.locator('.monaco-list-row .label-name').getByText(label, { exact: true }).first().click();
	await widget.waitFor({ state: 'hidden' });
}

async function takeFromMenu(page: Page, selector: string, item: string): Promise<void> {
	const row = page.locator('.context-view .action-label').getByText(item, { exact: true });
	// What an extension adds to a menu is there once VS Code knows the extension.
	for (let attempt = 0; attempt < 20 && !(await row.isVisible()); attempt++) {
		await page.keyboard.press('Escape');
		await page.locator(selector).first().click({ button: 'right' });
		await page.locator('.context-view .action-label').first().waitFor();
		await page.waitForTimeout(100);
	}
	await row.click();
}

async function choose(page: Page, label: string): Promise<void> {
	await page.locator('.quick-input-widget .monaco-list-row .label-name').getByText(label, { exact: true }).click();
}

async function answer(page: Page, text: string): Promise<void> {
	const input = page.locator('.quick-input-widget input.input');
	await input.fill(text);
	await input.press('Enter');
}

/** Webviews are a frame in a frame. */
export function inWebview(page: Page, selector: string): Locator {
	return page.frameLocator('iframe.webview.ready').first().frameLocator('#active-frame').locator(selector).first();
}
