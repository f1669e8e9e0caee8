/** Generated datasets in the shapes that rollouts come in. The same seed gives the same bytes on every machine. */
import { createRandom, type Random } from '../examples/random.ts';

export interface Shape {
	readonly name: 'S1' | 'S2' | 'S3' | 'S4' | 'S5';
	readonly title: string;
	/** Of its file, at a scale of 1. */
	readonly megabytes: number;
	/** How a peer that knows the format finds its fields. */
	readonly layout: 'rewards' | 'rollouts' | 'single';
	/** Lines without end, each with its line break. */
	lines(random: Random): Generator<string, never>;
}

/** Paragraphs to put texts together from: making each text anew would take longer than all that is measured. */
type Flavour = readonly string[];

const words = (
	'the of a number is then we have so that for each let sum two first find how many value side triangle circle ' +
	'therefore since equal total answer step consider because remaining which point area length between integer positive ' +
	'solution check whether again divide multiply both sides factor prime even odd probability at least one given'
).split(' ');

/** Each part of a text is one of the pieces by chance, and else a word. */
interface Pieces {
	readonly pieces: readonly string[];
	readonly share: number;
}

const prose: Pieces = {
	pieces: ['"x"', '12', '3.5', 'naïve', 'π ≈ 3.14', '答案', '😀', '\n\n', '(a + b)', '→', 'U+2028:\u2028'],
	share: 0.06,
};
const latex: Pieces = {
	pieces: [
		'\\frac{1}{2}',
		'\\sqrt{x^2 + 1}',
		'$\\alpha \\le \\beta$',
		'\\begin{aligned} x &= 1 \\\\ y &= 2 \\end{aligned}',
		'\\boxed{42}',
		'{"name": "search", "arguments": {"query": "he said \\"no\\"", "n": 3}}',
		'print("a\\tb\\n")',
		'\\\\',
		'```json\n{"reward": 1, "rewards": [0, 1]}\n```',
	],
	share: 0.25,
};

function paragraphs(random: Random, count: number, ...mixed: readonly Pieces[]): Flavour {
	return Array.from({ length: count }, () => {
		const parts = Array.from({ length: random.integer(20, 60) }, () => {
			const { pieces } = mixed.find(({ share }) => random.next() < share) ?? { pieces: words };
			return random.pick(pieces);
		});
		return `${parts.join(' ')}.\n`;
	});
}

function text(random: Random, flavour: Flavour, length: number): string {
	let made = '';
	while (made.length < length) made += random.pick(flavour);
	return made;
}

/** Rewards as a pool has them: each prompt with a success rate of its own, many of them 0 or 1. */
function rewards(random: Random, count: number): number[] {
	const rate = Math.min(1, Math.max(0, 0.4 + 0.4 * random.normal()));
	return Array.from({ length: count }, () => (random.next() < rate ? 1 : 0));
}

function* rewardLists(random: Random): Generator<string, never> {
	const flavour = paragraphs(random, 400, prose);
	for (let index = 0; ; index++) {
		const record = {
			id: `train/${index}`,
			source: random.pick(['aime', 'gsm8k', 'olympiad', 'math']),
			prompt: text(random, flavour, 560),
			answer: String(random.integer(0, 999)),
			level: random.integer(1, 5),
			tags: [random.pick(words), random.pick(words)],
			extra_info: { index, split: 'train', url: `https://example.org/problems/${index}` },
			rewards: rewards(random, 8),
		};
		yield `${JSON.stringify(record)}\n`;
	}
}

function* rolloutLists(random: Random, flavour: Flavour): Generator<string, never> {
	for (let index = 0; ; index++) {
		const rollouts = rewards(random, 8).map((reward) => ({ response: text(random, flavour, 4400), reward }));
		yield `${JSON.stringify({ id: index, prompt: text(random, flavour, 400), rollouts })}\n`;
	}
}

/** verl writes the rollouts of a step in any order, each with its whole prompt, by Python's json with its spaces. */
function* singles(random: Random): Generator<string, never> {
	const flavour = paragraphs(random, 400, prose);
	for (let step = 1; ; step++) {
		const prompts = Array.from({ length: 64 }, () => ({ input: text(random, flavour, 500), gts: String(random.integer(0, 99)) }));
		const rollouts = prompts.flatMap((prompt) => rewards(random, 8).map((score) => ({ ...prompt, score })));
		for (const { input, gts, score } of random.shuffle(rollouts)) {
			const [prompt, output] = [JSON.stringify(input), JSON.stringify(text(random, flavour, 2100))];
			yield `{"input": ${prompt}, "output": ${output}, "gts": "${gts}", "score": ${score}.0, "step": ${step}}\n`;
		}
	}
}

export const shapes: readonly Shape[] = [
	{ name: 'S1', title: 'lines of 1 KB with a list of 8 rewards', layout: 'rewards', megabytes: 200, lines: rewardLists },
	{
		name: 'S2',
		title: 'lines of 40 KB with 8 long responses',
		layout: 'rollouts',
		megabytes: 800,
		lines: (random) => rolloutLists(random, paragraphs(random, 400, prose)),
	},
	{
		name: 'S3',
		title: 'a rollout a line of 3 KB, to be grouped by (input, gts)',
		layout: 'single',
		megabytes: 480,
		lines: singles,
	},
	{
		name: 'S4',
		title: 'as S2, with LaTeX and JSON inside the strings',
		layout: 'rollouts',
		megabytes: 800,
		lines: (random) => rolloutLists(random, paragraphs(random, 400, latex, prose)),
	},
	{
		// Without a character beyond Latin-1 strings are half as long in memory, and JSON.parse is twice as fast.
		name: 'S5',
		title: 'as S4, in ASCII alone',
		layout: 'rollouts',
		megabytes: 800,
		lines: (random) => rolloutLists(random, paragraphs(random, 400, latex)),
	},
];

/** At least so many bytes of a shape, in pieces of about 4 MB, ending with a line. */
export function* generate(shape: Shape, bytes: number): Generator<Uint8Array> {
	const encoder = new TextEncoder();
	let piece = '';
	let made = 0;
	for (const line of shape.lines(createRandom(`bench ${shape.name}`))) {
		piece += line;
		if (piece.length < 2 ** 22 && made + piece.length < bytes) continue;
		const encoded = encoder.encode(piece);
		made += encoded.length;
		piece = '';
		yield encoded;
		if (made >= bytes) return;
	}
}
