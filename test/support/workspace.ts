import manifest from '../../package.json' with { type: 'json' };
import { scanToPart } from '../../server/core/scan/scanToPart.ts';
import type { Workspace } from '../../server/workspace.ts';

const never = (): never => {
	throw new Error('This test has no files.');
};

/** A world without files, whose clocks do not wait, except for what the test brings itself. */
export function createTestWorkspace(own: Partial<Workspace> = {}): Workspace {
	return {
		openSource: never,
		openSources: async (uri) => ({ sources: [await (own.openSource ?? never)(uri)], passedOver: [] }),
		isFolder: async () => false,
		openRollouts: never,
		pool: { scan: scanToPart },
		rememberIn: () => undefined,
		createFile: never,
		createChecksum: never,
		now: () => new Date(0),
		readText: async () => undefined,
		settingSections: manifest.contributes.configuration,
		pause: async () => undefined,
		schedule: (callback) => {
			const timer = setImmediate(callback);
			return () => clearImmediate(timer);
		},
		...own,
	};
}
