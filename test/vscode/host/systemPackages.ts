/** What must be on the system before code-server can be built or a browser opened. */
import { spawnSync } from 'node:child_process';

interface SystemPackage {
	/** The Debian name. */
	readonly name: string;
	/** A command that succeeds where the package, or the same thing from elsewhere, is there. */
	readonly probe: readonly [string, ...string[]];
}

/** The native modules of the VS Code server are compiled during its installation. */
export const buildPackages: readonly SystemPackage[] = [
	{ name: 'make', probe: ['make', '--version'] },
	{ name: 'g++', probe: ['g++', '--version'] },
	{ name: 'python3', probe: ['python3', '--version'] },
	{ name: 'pkg-config', probe: ['pkg-config', '--version'] },
	{ name: 'libkrb5-dev', probe: ['pkg-config', '--exists', 'krb5-gssapi'] },
	{ name: 'libsecret-1-dev', probe: ['pkg-config', '--exists', 'libsecret-1'] },
];

/** A browser, and fonts: without any, its pages are boxes. */
export const browserPackages: readonly SystemPackage[] = [
	{ name: 'chromium', probe: ['chromium', '--version'] },
	{ name: 'fonts-dejavu-core', probe: ['fc-match', '--version'] },
];

/**
 * Installs what is missing with apt-get where this process may do so, and says it.
 * @throws Error with the command to type where it may not.
 */
export function ensureSystemPackages(packages: readonly SystemPackage[], purpose: string): void {
	const missing = packages.filter(({ probe }) => !succeeds(probe)).map(({ name }) => name);
	if (missing.length === 0) return;
	const names = missing.join(' ');
	const install = `apt-get install -y --no-install-recommends ${names}`;
	if (!succeeds(['apt-get', '--version'])) {
		throw new Error(`${purpose} needs these packages, here under their Debian names: ${names}. Install them and try again.`);
	}
	if (process.getuid?.() !== 0) {
		throw new Error(`${purpose} needs packages of the system. Install them and try again:\n\n  sudo ${install}\n`);
	}
	console.log(`${purpose} needs ${names}: installing with apt-get.`);
	for (const command of ['apt-get update', install]) {
		const { status } = spawnSync(command, {
			shell: true,
			stdio: ['ignore', 'ignore', 'inherit'],
			env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
		});
		if (status !== 0) throw new Error(`"${command}" failed with exit code ${status}.`);
	}
}

function succeeds([command, ...args]: readonly [string, ...string[]]): boolean {
	return spawnSync(command, args, { stdio: 'ignore' }).status === 0;
}
