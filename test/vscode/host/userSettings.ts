/** The user settings VS Code starts with here: no network, no first-run guests, nothing that moves. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export type UserSettings = Readonly<Record<string, unknown>>;

/** For every VS Code started here. */
export const quietSettings: UserSettings = {
	'chat.disableAIFeatures': true,
	'telemetry.telemetryLevel': 'off',
	'update.mode': 'none',
	'extensions.autoCheckUpdates': false,
	'extensions.ignoreRecommendations': true,
	'security.workspace.trust.enabled': false,
	'workbench.startupEditor': 'none',
	'workbench.enableExperiments': false,
	'workbench.secondarySideBar.defaultVisibility': 'hidden',
	'git.enabled': false,
	// As on the desktop.
	'files.autoSave': 'off',
};

/** For pictures: the same every time, and only what they are about. */
export const pictureSettings: UserSettings = {
	...quietSettings,
	'breadcrumbs.enabled': false,
	'editor.cursorBlinking': 'solid',
	'editor.fontFamily': 'DejaVu Sans Mono',
	'editor.minimap.enabled': false,
	'editor.occurrencesHighlight': 'off',
	'editor.stickyScroll.enabled': false,
	'remote.autoForwardPorts': false,
	'window.autoDetectColorScheme': false,
	'window.autoDetectHighContrast': false,
	'window.commandCenter': false,
	'workbench.activityBar.location': 'hidden',
	'workbench.layoutControl.enabled': false,
	'workbench.reduceMotion': 'on',
	'workbench.tips.enabled': false,
};

/** Writes the settings into a user data folder; a running VS Code takes them up. */
export async function writeUserSettings(userData: string, settings: UserSettings): Promise<void> {
	const folder = join(userData, 'User');
	await mkdir(folder, { recursive: true });
	await writeFile(join(folder, 'settings.json'), JSON.stringify(settings, undefined, 2));
}
