/** A command line that a person can paste into a POSIX shell. */

/**
 * @param options by name; those of one letter get one dash, flags that are set no value, those that are false a `no-`, lists a flag for each of
 * their values, and what is `undefined` is left out, as is a `cache` that is true: nobody says that.
 */
export function shellLine(command: string, paths: readonly string[], options: object): string {
	const given = Object.entries(options).flatMap(([name, value]: [string, unknown]) => {
		if (value === undefined || (name === 'cache' && value === true)) return [];
		const flag = `${name.length === 1 && name !== 'k' ? '-' : '--'}${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
		if (value === true) return [flag];
		if (value === false) return [flag.replace('--', '--no-')];
		return [value].flat().flatMap((each) => [flag, quoted(String(each))]);
	});
	return ['insight', command, ...paths.map((path) => quoted(asPath(path))), ...given].join(' ');
}

/** So that it is not taken for an option; a single dash is standard input. */
function asPath(path: string): string {
	return /^-./.test(path) ? `./${path}` : path;
}

/** As it is where no shell could see anything else in it, else in single quotes. */
function quoted(text: string): string {
	return /^[\w./:=,@%+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
