/** WebAssembly text, which the build compiles (wat.mjs). */
declare module '*.wat' {
	/** The compiled module. */
	export const wasm: Uint8Array<ArrayBuffer>;
}
