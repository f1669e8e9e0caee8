/**
 * The web-standard globals that every host has (Node, workers, browsers), declared by hand so that host-free code compiles without
 * the DOM or Node libraries, and so that anything else of theirs is a compile error there.
 */

interface AbortSignal {
	readonly aborted: boolean;
	readonly reason: unknown;
	throwIfAborted(): void;
	addEventListener(type: 'abort', listener: () => void, options?: { readonly once?: boolean }): void;
	removeEventListener(type: 'abort', listener: () => void): void;
}

interface AbortController {
	readonly signal: AbortSignal;
	abort(reason?: unknown): void;
}
declare var AbortController: { new (): AbortController };

interface TextDecoder {
	decode(input?: Uint8Array, options?: { readonly stream?: boolean }): string;
}
declare var TextDecoder: {
	new (label?: string, options?: { readonly fatal?: boolean; readonly ignoreBOM?: boolean }): TextDecoder;
};

interface TextEncoder {
	encode(input?: string): Uint8Array<ArrayBuffer>;
	encodeInto(source: string, destination: Uint8Array): { read: number; written: number };
}
declare var TextEncoder: { new (): TextEncoder };
