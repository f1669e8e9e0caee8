/** Requests over a port that only carries messages, such as the one between the extension and a webview. Errors cross it as text. */

export interface Port {
	post(message: unknown): void;
	/** @returns what ends the listening. */
	listen(listener: (message: unknown) => void): () => void;
}

type Wire =
	| { readonly rpc: 'request'; readonly id: number; readonly method: string; readonly params: unknown }
	| { readonly rpc: 'cancel'; readonly id: number }
	| { readonly rpc: 'result'; readonly id: number; readonly result: unknown }
	| { readonly rpc: 'error'; readonly id: number; readonly message: string };

/** Methods by name: what they take and what they give. */
export type Methods = Readonly<Record<string, readonly [params: unknown, result: unknown]>>;

export interface Requester<M extends Methods> {
	/** Rejects with the error's message; when aborted or disposed of, at once. */
	request<Name extends keyof M & string>(method: Name, params: M[Name][0], signal?: AbortSignal): Promise<M[Name][1]>;
	/** Rejects what is pending. */
	dispose(): void;
}

export type Handlers<M extends Methods> = {
	readonly [Name in keyof M]: (params: M[Name][0], signal: AbortSignal) => Promise<M[Name][1]> | M[Name][1];
};

export function createRequester<M extends Methods>(port: Port): Requester<M> {
	const pending = new Map<number, { resolve(result: unknown): void; reject(error: Error): void }>();
	let lastId = 0;
	const unlisten = port.listen((message) => {
		if (!isWire(message) || (message.rpc !== 'result' && message.rpc !== 'error')) return;
		const waiting = pending.get(message.id);
		pending.delete(message.id);
		if (message.rpc === 'result') waiting?.resolve(message.result);
		else waiting?.reject(new Error(message.message));
	});
	return {
		request: <Name extends keyof M & string>(method: Name, params: M[Name][0], signal?: AbortSignal) =>
			new Promise<M[Name][1]>((resolve, reject) => {
				const id = ++lastId;
				const cancel = (): void => {
					if (!pending.delete(id)) return;
					post(port, { rpc: 'cancel', id });
					reject(new Error('Cancelled.'));
				};
				if (signal?.aborted === true) {
					reject(new Error('Cancelled.'));
					return;
				}
				pending.set(id, { resolve: (result) => resolve(result as M[Name][1]), reject });
				signal?.addEventListener('abort', cancel, { once: true });
				post(port, { rpc: 'request', id, method, params });
			}),
		dispose: () => {
			unlisten();
			for (const { reject } of pending.values()) reject(new Error('The other side is gone.'));
			pending.clear();
		},
	};
}

/** Answers requests until it is disposed of. @returns what ends it, and aborts what is under way. */
export function serveRequests<M extends Methods>(port: Port, handlers: Handlers<M>): () => void {
	const running = new Map<number, AbortController>();
	const run = async (id: number, method: string, params: unknown): Promise<void> => {
		const controller = new AbortController();
		running.set(id, controller);
		try {
			const handle = Object.hasOwn(handlers, method) ? handlers[method] : undefined;
			if (handle === undefined) throw new Error(`There is no method ${method}.`);
			const result: unknown = await handle(params, controller.signal);
			if (!controller.signal.aborted) post(port, { rpc: 'result', id, result: result ?? null });
		} catch (error) {
			const message = error instanceof Error ? error.message : String(error);
			if (!controller.signal.aborted) post(port, { rpc: 'error', id, message });
		} finally {
			running.delete(id);
		}
	};
	const unlisten = port.listen((message) => {
		if (!isWire(message)) return;
		if (message.rpc === 'request') void run(message.id, message.method, message.params);
		else if (message.rpc === 'cancel') running.get(message.id)?.abort();
	});
	return () => {
		unlisten();
		for (const controller of running.values()) controller.abort();
	};
}

function post(port: Port, message: Wire): void {
	port.post(message);
}

/** Whether a message is one of these; other messages may share the port. */
function isWire(message: unknown): message is Wire {
	return typeof message === 'object' && message !== null && 'rpc' in message && 'id' in message;
}
