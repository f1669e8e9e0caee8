/** `import { wasm } from './x.wat'`: WebAssembly text, compiled as it is bundled or tested, as bytes inside the importing code. */
import { readFileSync } from 'node:fs';
import createWabt from 'wabt';

/** The JavaScript module that a file of WebAssembly text stands for. */
async function moduleOf(path) {
	const wabt = await createWabt();
	const module = wabt.parseWat(path, readFileSync(path, 'utf8'), { simd: true });
	try {
		module.validate();
		const base64 = Buffer.from(module.toBinary({}).buffer).toString('base64');
		return `export const wasm = Uint8Array.from(atob('${base64}'), (character) => character.charCodeAt(0));`;
	} finally {
		module.destroy();
	}
}

/** For Rolldown, and for Vite, which Vitest runs on. */
export const watPlugin = {
	name: 'wat',
	enforce: 'pre',
	load: (id) => (id.endsWith('.wat') ? moduleOf(id) : null),
};
