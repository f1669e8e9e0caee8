import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where this system keeps what may be thrown away. */
export function defaultCacheFolder(env: Readonly<Record<string, string | undefined>>, platform = process.platform): string {
	const home = homedir();
	if (platform === 'darwin') return join(home, 'Library', 'Caches', 'insight-rlvr');
	if (platform === 'win32') return join(env.LOCALAPPDATA ?? join(home, 'AppData', 'Local'), 'insight-rlvr', 'Cache');
	// An empty or relative path is to be ignored, says the XDG specification.
	const cache = env.XDG_CACHE_HOME?.startsWith('/') === true ? env.XDG_CACHE_HOME : join(home, '.cache');
	return join(cache, 'insight-rlvr');
}
