import { defineConfig } from 'vitest/config';
import { watPlugin } from './wat.mjs';

export default defineConfig({
	plugins: [watPlugin],
	test: {
		include: ['test/**/*.test.ts'],
		exclude: ['test/vscode/**', 'node_modules/**'],
		reporters: ['default'],
		// Nothing is timed: this only ends what hangs, on machines that are busy too.
		testTimeout: 60_000,
	},
});
