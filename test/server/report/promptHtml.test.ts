import { describe, expect, it } from 'vitest';
import { longestPrompt, promptHtml } from '../../../server/report/promptHtml.ts';
import { tagsOf } from '../../support/markup.ts';

/** What is read: each formula by its source, all else as it is written. */
function readingOf(prompt: string): string {
	return promptHtml(prompt)
		.replaceAll(/<span class="katex">.*?<annotation[^>]*>(.*?)<\/annotation>.*?<\/span>/gs, '⟦$1⟧')
		.replaceAll('&lt;', '<')
		.replaceAll('&gt;', '>');
}

describe('a prompt', () => {
	it.each([
		['Let $x<1$ and $$y$$.', 'Let ⟦x<1⟧ and ⟦y⟧.'],
		[String.raw`Let \( a_1 \) be, and \[b\]`, 'Let ⟦ a_1 ⟧ be, and ⟦b⟧'],
		['From $5 to $6 and $ 8$', 'From $5 to $6 and $ 8$'],
		[String.raw`Costs \$5, $\$6$ or \$7; fill \_\_`, String.raw`Costs $5, ⟦\$6⟧ or $7; fill __`],
		[String.raw`$\nonsense$ and $\frac{1}`, String.raw`$\nonsense$ and $\frac{1}`],
		['$$ and $', '$$ and $'],
		[String.raw`so\[a\]and $b$$$c$$(d)`, 'so ⟦a⟧ and ⟦b⟧ ⟦c⟧ (d)'],
		[String.raw`A line (\[a\]), $$b$$-axis.`, 'A line (⟦a⟧), ⟦b⟧-axis.'],
		['', ''],
	])('is read in %j', (prompt, reading) => {
		expect(readingOf(prompt)).toBe(reading);
	});

	it('has its formulas as MathML alone', () => {
		const names = new Set(tagsOf(promptHtml(String.raw`Is $\frac{1}{2}$ less?`)).map(({ name }) => name));
		expect([...names].sort()).toEqual(['annotation', 'math', 'mfrac', 'mn', 'mrow', 'semantics', 'span']);
	});

	it('is cut to what is shown, and never within a formula', () => {
		const words = 'x '.repeat((longestPrompt - 10) / 2);
		expect(readingOf('é'.repeat(longestPrompt))).toBe('é'.repeat(longestPrompt));
		expect(readingOf('é'.repeat(longestPrompt + 1))).toBe(`${'é'.repeat(longestPrompt - 1)}…`);
		expect(readingOf(String.raw`${words}$\frac{1}{2}$ left`)).toBe(`${words}…`);
		expect(readingOf(String.raw`${words}\(abcdefghij\) left`)).toBe(`${words}…`);
		expect(readingOf(String.raw`${words}12345678\(a\) left`)).toBe(`${words}12345678…`);
		expect(readingOf(`${words}$ABCDEFGHIJK$`)).toBe(`${words}…`);
		expect(readingOf(`${words}$5 a head, and`)).toBe(`${words}$5 a head…`);
	});

	it('has long formulas in pieces between which lines can be broken', () => {
		expect(readingOf(String.raw`$(u+u^2)+10u^9 = \frac{v+1}{2} < \left(v+1\right)+x^+$`)).toBe(
			String.raw`⟦(u⟧⟦{}+u^2)⟧⟦{}+10u^9 ⟧⟦{}= \frac{v+1}{2} ⟧⟦{}< \left(v+1\right)⟧⟦{}+x^+⟧`,
		);
		for (const whole of [String.raw`\begin{cases}x=1\\y=2+3+4\end{cases}`, String.raw`a+b+c+d+e+f+g+h \over i+j+k+l`]) {
			expect(readingOf(`$${whole}$`)).toBe(`⟦${whole}⟧`);
		}
	});

	it.each([
		String.raw`\left<a+b+c+d+e\right> = f+g+h`,
		String.raw`\big<a+b+c+d+e+f\big> = g+h+i`,
		String.raw`\sqrt[n+1]{abcdefghij} = k+l+m`,
		String.raw`abcdefghijkl \not= mnopqrstuvw`,
		String.raw`abcdefghijk \not < lmnopqrstuv`,
	])('has the formula whole where a piece would be none: %s', (whole) => {
		expect(readingOf(`$${whole}$`)).toBe(`⟦${whole}⟧`);
	});

	it.each([
		'</math><script>alert(1)</script>',
		String.raw`$\text{</math><script>alert(1)</script>}$`,
		String.raw`$\href{javascript:alert(1)}{x}\url{https://a.b}$ $\includegraphics{https://a.b/c.png}$`,
		String.raw`$\htmlStyle{position:fixed}{x}$ $\htmlData{a=b}{x}$`,
		String.raw`$\def\a{\a\a}\a$`,
		'$\u202ex\ud800$',
		'$'.repeat(longestPrompt),
		'{'.repeat(longestPrompt),
		`$${'{'.repeat(70)}x${'}'.repeat(70)}$`,
	])('holds nothing that runs, loads or leads away: %j', (prompt) => {
		const html = promptHtml(prompt);
		for (const { name, attributes } of tagsOf(html)) {
			expect(['script', 'img', 'a', 'mglyph']).not.toContain(name);
			for (const key of Object.keys(attributes)) expect(key).not.toMatch(/^(?:on.*|href|src|style|data-.*)$/);
		}
		expect(html).not.toMatch(/\p{Cc}|\p{Cf}|\p{Cs}/u);
	});
});
