/** The training step that rollouts belong to, where only the names of files and folders tell it. */

/** `step_400`, `global_step400`, `iteration-3` inside a name. */
const named = /(?:^|[_.-])(?:global_?step|step|iteration|iter|checkpoint|ckpt)[_-]?(\d{1,15})(?![\da-z])/i;

/** TRL's `completions_00010`, and verl's `10`. */
const numbered = /^(?:completions_)?(\d{1,15})$/;

/**
 * The step, from the file's name or else from the nearest folder that says one: verl's `12.jsonl`, TRL's `completions_00012.parquet`, NeMo-RL's
 * `train_data_step12.jsonl`, prime-rl's `step_12/train/all/traces.jsonl`, AReaL's `rollout/12/task.jsonl`.
 *
 * @param path with slashes or backslashes.
 */
export function stepOfPath(path: string): number | null {
	const names = path.split(/[\\/]/);
	const file = names.pop()?.replace(/(?:\.[a-z]+)+$/i, '') ?? '';
	// AReaL: the version is a folder, and the file is named after its task, which can be a number too.
	if (names.at(-2) === 'rollout' && /^\d{1,15}$/.test(names.at(-1)!)) return Number(names.at(-1));
	const ofFile = numbered.exec(file) ?? named.exec(file);
	if (ofFile !== null) return Number(ofFile[1]);
	for (const folder of names.reverse()) {
		const ofFolder = named.exec(folder);
		if (ofFolder !== null) return Number(ofFolder[1]);
	}
	return null;
}
