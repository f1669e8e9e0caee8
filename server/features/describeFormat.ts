import { formatQuantity } from '../../shared/format.ts';
import { describeRewards } from '../core/describeRewards.ts';
import { showFieldPath } from '../core/fieldPath.ts';
import type { Format } from '../core/mapping.ts';
import type { ScoredDocument } from '../core/scoredDocument.ts';
import { adapters } from '../formats/adapters.ts';
import { datasetNotes } from '../selection/notes.ts';
import { datasetText, solvedText } from './summary.ts';

/** What was detected and why, with three examples as they were read. */
export function describeFormat(document: Pick<ScoredDocument, 'uri' | 'dataset' | 'detection'>): string {
	const { dataset, detection } = document;
	const { format } = dataset;
	if (format === undefined) return describeUnknown(document.uri, detection);
	const name = nameOf(document.uri);
	const notes = datasetNotes(dataset);
	return [
		`# How InSight reads ${name}`,
		`**${format.name}**: ${format.title}. ${format.evidence.join(' ')}`,
		...(format.runnerUp === undefined ? [] : [`Also possible: **${format.runnerUp.name}** (${format.runnerUp.evidence}).`]),
		datasetText(dataset),
		mappingText(format),
		'## As read',
		'| line | id | rollouts |\n|--:|:--|:--|\n' +
			dataset.examples
				.slice(0, 3)
				.map((example) => `| ${example.firstLine + 1} | ${example.group.id ?? '–'} | ${solvedText(example)} |`)
				.join('\n'),
		...(notes.length === 0 ? [] : ['## Keep in mind', notes.map((note) => `- ${note}`).join('\n')]),
	].join('\n\n');
}

function mappingText({ mapping }: Format): string {
	const fields: readonly (readonly [string, string, string])[] = [
		['reward', code(describeRewards(mapping.rewards)), '`insight.success.field`'],
		['success', mapping.success.reason, '`insight.success.threshold`'],
		[
			'an example is',
			mapping.group.length === 0
				? 'one line'
				: `all lines of one ${mapping.group.map((path) => code(showFieldPath(path))).join(' and ')}`,
			'`insight.group`',
		],
		...(['id', 'prompt', 'groundTruth', 'response', 'step', 'sample'] as const).map((role): readonly [string, string, string] => {
			const path = mapping[role];
			const name = role === 'groundTruth' ? 'ground truth' : role;
			return [name, path === undefined ? '–' : code(showFieldPath(path)), `\`insight.fields.${role}\``];
		}),
	];
	return `## Mapping\n\n| | read from | set it by |\n|:--|:--|:--|\n${fields.map((row) => `| ${row.join(' | ')} |`).join('\n')}`;
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
