/** The entry of the dataset editor's page. */
import { createRequester, type Port } from '../../shared/rpc.ts';
import { isWebviewMemory, type WebviewMessage, type WebviewMethods } from '../../shared/webviewProtocol.ts';
import { App } from './app.ts';

/** What VS Code gives to a webview. */
interface VsCode {
	postMessage(message: unknown): void;
	getState(): unknown;
	setState(state: unknown): void;
}
declare function acquireVsCodeApi(): VsCode;

const vscode = acquireVsCodeApi();
const port: Port = {
	post: (message) => vscode.postMessage(message),
	listen: (listener) => {
		const onMessage = ({ data }: MessageEvent): void => listener(data);
		window.addEventListener('message', onMessage);
		return () => window.removeEventListener('message', onMessage);
	},
};
const app = new App(createRequester<WebviewMethods>(port), {
	load: () => {
		const kept = vscode.getState();
		return isWebviewMemory(kept) ? kept : undefined;
	},
	save: (memory) => vscode.setState(memory),
});
port.listen((message) => {
	if (typeof message === 'object' && message !== null && 'kind' in message) app.receive(message as WebviewMessage);
});
void app.start();
