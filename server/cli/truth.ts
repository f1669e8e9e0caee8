import { type LoadedDataset, placeOf } from '../core/dataset/loadDataset.ts';
import { parseFieldPath, valuesAt } from '../core/json/fieldPath.ts';
import { parseTolerantly } from '../core/json/tolerantJson.ts';
import { lineRange } from '../core/scan/scanPart.ts';
import { CommandError, ExitCode } from './commandIo.ts';

/**
 * The known success rate of each example, from a field of its first line.
 *
 * @throws CommandError where a field's name is none, or a line has no number in [0, 1] there; what a source's I/O throws.
 */
export async function readTruth(loaded: LoadedDataset, field: string, signal: AbortSignal): Promise<Float64Array> {
	const path = parseFieldPath(field);
	if (path === undefined)
		throw new CommandError(`--truth ${field}: must be the name of a field, such as extra.rate`, ExitCode.usage);
	const { dataset } = loaded;
	const rates = new Float64Array(dataset.examples.length);
	for (const { index, firstLine } of dataset.examples) {
		signal.throwIfAborted();
		const { source, index: at } = placeOf(loaded, firstLine);
		const { start, end } = lineRange(source.part, at);
		const bytes = await source.source.readRange(start, end);
		const [value] = valuesAt(parseTolerantly(new TextDecoder().decode(bytes)), path);
		if (!(typeof value === 'number' && value >= 0 && value <= 1)) {
			const found = value === undefined ? 'is not there' : `is ${JSON.stringify(value)}`;
			const message = `--truth ${field}: it ${found} on ${dataset.lineName(firstLine)}, and must be a success rate from 0 to 1 on every line`;
			throw new CommandError(message, ExitCode.unreadable);
		}
		rates[index] = value;
	}
	return rates;
}
