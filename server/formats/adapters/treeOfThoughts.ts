import { isList, isPresent } from '../fields.ts';
import { adapterOf, listOf } from '../layout.ts';

export const treeOfThoughts = adapterOf({
	name: 'tree-of-thoughts',
	title: 'tree-of-thought log, a prompt a line',
	documentation: 'The tree-of-thought code writes logs/{task}/….json, with the candidates and what became of each.',
	looksLike: '{"idx": 900, "ys": […], "infos": [{"r": 0}, {"r": 1}]}',
	traps: ['With search the candidates are not independent draws, so that the evidence is smaller than their number.'],
	fields: { idx: isPresent, ys: isList, infos: isList },
	rewards: listOf(['infos'], 'r', ['ys']),
	id: ['idx'],
	response: ['ys[]'],
});
