/** The VS Code server of the npm package code-server, built once into a cache folder. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { tailOf } from './background.ts';
import { buildPackages, ensureSystemPackages } from './systemPackages.ts';

/** The VS Code version is the same without the leading 4. */
const codeServerVersion = '4.139.1';
/** code-server asks for this major version of Node exactly; npm has it as a package, headers included. */
const nodeVersion = '24.21.0';

/** What to run: `node main`. */
export interface ServerInstall {
	readonly node: string;
	readonly main: string;
}

/**
 * The server under `cacheFolder`, installed there if it is not yet: 3 minutes and 0.8 GB, once.
 * A stamp written last tells a finished installation from a torn one, which is done again.
 */
export async function ensureServer(cacheFolder: string): Promise<ServerInstall> {
	const root = join(cacheFolder, `code-server-${codeServerVersion}`);
	const nodePackage = `node-${process.platform}-${process.arch}`;
	const nodeRoot = join(root, 'node', 'node_modules', nodePackage);
	const install: ServerInstall = {
		node: join(nodeRoot, 'bin', 'node'),
		main: join(root, 'server', 'node_modules', 'code-server', 'lib', 'vscode', 'out', 'server-main.js'),
	};
	const stamp = join(root, 'installed');
	if (existsSync(stamp)) return install;
	if (process.platform !== 'linux') throw new Error('code-server is installed on Linux only: here, a desktop VS Code is needed.');

	ensureSystemPackages(buildPackages, 'Building code-server');
	const logFile = join(cacheFolder, 'code-server-install.log');
	await rm(root, { recursive: true, force: true });
	await rm(logFile, { force: true });
	console.log(`Installing code-server ${codeServerVersion}, once: about 3 minutes. Log: ${logFile}`);
	// Two folders, because the second npm install would prune the headers out of the first.
	await npmInstall(join(root, 'node'), `${nodePackage}@${nodeVersion}`, process.env, logFile);
	await npmInstall(join(root, 'server'), `code-server@${codeServerVersion}`, buildEnvironment(nodeRoot), logFile);
	if (!existsSync(install.main)) throw new Error(`${install.main} is missing after the installation.\n${await tailOf(logFile)}`);
	await writeFile(stamp, '');
	return install;
}

function buildEnvironment(nodeRoot: string): NodeJS.ProcessEnv {
	return {
		...process.env,
		PATH: [join(nodeRoot, 'bin'), process.env.PATH].join(delimiter),
		// Under `npm run` these tell of the Node outside, and code-server reads which one it is for from the first.
		npm_config_user_agent: undefined,
		npm_node_execpath: undefined,
		npm_execpath: undefined,
		NODE: undefined,
		// Over any nodedir in an .npmrc: headers of another Node build modules that crash.
		npm_config_nodedir: nodeRoot,
		// code-server installs the rest of itself in a script. npm 11 warns of scripts nobody approved, npm 12 does not run
		// them, older ones do not know the setting; an environment variable reaches the npm inside that script too.
		npm_config_dangerously_allow_all_scripts: 'true',
		npm_config_ignore_scripts: 'false',
	};
}

async function npmInstall(folder: string, spec: string, env: NodeJS.ProcessEnv, logFile: string): Promise<void> {
	await mkdir(folder, { recursive: true });
	await writeFile(join(folder, 'package.json'), '{ "private": true }\n');
	await mkdir(dirname(logFile), { recursive: true });
	const log = createWriteStream(logFile, { flags: 'a' });
	await once(log, 'open');
	const args = ['install', '--save-exact', '--foreground-scripts', '--no-audit', '--no-fund', spec];
	const child = spawn('npm', args, { cwd: folder, env, stdio: ['ignore', log, log] });
	const [code] = await once(child, 'exit');
	log.end();
	if (code !== 0) throw new Error(`npm install ${spec} failed (log: ${logFile}).\n${await tailOf(logFile)}`);
}
