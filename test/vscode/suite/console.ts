/** The `console` of the test bundle, put in place of the global one by the bundler. */
import { format } from 'node:util';
import * as vscode from 'vscode';
import { outputMark } from './environment.ts';

type Print = (...args: readonly unknown[]) => void;

/**
 * Prints as Node does, on the terminal of the harness. Not the global object, because VS Code's cannot be wrapped (its setters
 * do nothing), drops a call whose first argument is not a string, and shares its way out with the workbench.
 */
const testConsole = {
	log: marked(globalThis.console.log),
	info: marked(globalThis.console.info),
	warn: marked(globalThis.console.warn),
	error: marked(globalThis.console.error),
};

export { testConsole as console };

function marked(print: Print): Print {
	const mark = vscode.env.uiKind === vscode.UIKind.Web ? outputMark : '';
	return (...args) => print(mark + format(...args));
}
