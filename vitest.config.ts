import { defineConfig } from 'vitest/config';
import { viteWatPlugin } from './wat.mjs';

export default defineConfig({
	plugins: [viteWatPlugin],
	test: {
		include: ['test/**/*.test.ts'],
		exclude: ['test/vscode/**', 'node_modules/**'],
		reporters: ['default'],
	},
});
