import { formatQuantity } from '../../shared/format.ts';
import { joinNotes } from '../core/dataset/joinNotes.ts';
import type { JoinReport } from '../core/dataset/loadDataset.ts';
import type { ScoredDocument } from '../core/document/scoredDocument.ts';
import { describeMapping } from '../core/record/describeMapping.ts';
import type { Format } from '../core/record/mapping.ts';
import { adapters } from '../formats/adapters.ts';
import { datasetNotes } from '../selection/notes.ts';
import { datasetText, solvedText } from './summary.ts';

/** What was detected and why, with three examples as they were read. */
export function describeFormat(document: Pick<ScoredDocument, 'uri' | 'dataset' | 'settings' | 'detection' | 'join'>): string {
	const { dataset, settings, detection, join } = document;
	const { format } = dataset;
	if (format === undefined) return describeUnknown(document.uri, detection);
	const name = nameOf(document.uri);
	const notes = [...format.doubts.map(({ message }) => message), ...datasetNotes(dataset, settings), ...format.traps];
	return [
		`# How InSight reads ${name}`,
		`**${format.name}**: ${format.title}. ${format.evidence.join(' ')}`,
		...(format.runnerUp === undefined ? [] : [`Also possible: **${format.runnerUp.name}** (${format.runnerUp.evidence}).`]),
		datasetText(dataset),
		...(join === undefined ? [] : [rolloutsText(join)]),
		mappingText(format),
		'## As read',
		'| where | id | rollouts |\n|:--|:--|:--|\n' +
			dataset.examples
				.slice(0, 3)
				.map((example) => `| ${dataset.lineName(example.firstLine)} | ${example.group.id ?? '–'} | ${solvedText(example)} |`)
				.join('\n'),
		...(notes.length === 0 ? [] : ['## Keep in mind', notes.map((note) => `- ${note}`).join('\n')]),
	].join('\n\n');
}

/** Files named of those that rollouts were read from. */
const mostNamed = 5;

function rolloutsText(join: JoinReport): string {
	const { rollouts } = join;
	const files = rollouts
		.slice(0, mostNamed)
		.map(({ source, format }) => `- ${code(source.name)}: ${format?.title ?? 'not recognised'}`);
	const more = rollouts.length > mostNamed ? [`- ${formatQuantity(rollouts.length - mostNamed, 'more file')}`] : [];
	return ['## Rollouts', joinNotes({ join }).join(' '), [...files, ...more].join('\n')].join('\n\n');
}

function mappingText({ mapping }: Format): string {
	const rows = describeMapping(mapping).map(({ name, text, setting }) => {
		const value = text === null ? '–' : name === 'success' || name === 'an example is' ? text : code(text);
		return `| ${name} | ${value.replaceAll('|', '\\|')} | ${setting === undefined ? '' : code(setting)} |`;
	});
	return `## Mapping\n\n| | read from | set it by |\n|:--|:--|:--|\n${rows.join('\n')}`;
}

/** Why nothing was recognised, and what is. */
export function describeUnknown(uri: string, detection: string): string {
	return [
		`# InSight does not recognise ${nameOf(uri)}`,
		`Because ${detection}.`,
		'If the records hold rewards, name their field in the setting `insight.success.field`, for example `reward`, `extra.score` or `rollouts[].reward`.',
		`## ${formatQuantity(adapters.length, 'shape')} that are recognised`,
		adapters.map((adapter) => `- **${adapter.name}**: ${adapter.title}, such as \`${adapter.looksLike}\``).join('\n'),
	].join('\n\n');
}

function nameOf(uri: string): string {
	return decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1));
}

function code(text: string): string {
	return `\`${text}\``;
}
