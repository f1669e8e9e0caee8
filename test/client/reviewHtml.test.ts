import { describe, expect, it } from 'vitest';
import { reviewHtml } from '../../client/reviewHtml.ts';
import { tagsOf } from '../support/markup.ts';

const parts = {
	title: 'Review: pool.jsonl',
	result: undefined,
	notice: undefined,
	exportLink: 'command:insight.exportTopK?%5B%5D',
	nonce: 'q83vEg==',
};

describe('the review panel', () => {
	it('lets only its own style in, by nonce, and no script', () => {
		const page = reviewHtml({ ...parts, result: { html: '<p>drawn</p>', style: 'p{color:var(--ink)}' } });
		const tags = tagsOf(page);
		const policy = tags.find(({ attributes }) => attributes['http-equiv'] === 'Content-Security-Policy')?.attributes.content;
		expect(policy).toBe("default-src 'none'; style-src 'nonce-q83vEg=='");
		expect(tags.filter(({ name }) => name === 'style').map(({ attributes }) => attributes.nonce)).toEqual(['q83vEg==']);
		expect(tags.some(({ name, attributes }) => name === 'script' || 'style' in attributes)).toBe(false);
		expect(page).toContain('<p>drawn</p>');
	});

	it('exports what it shows, once it shows something', () => {
		const links = (page: string) => tagsOf(page).flatMap(({ attributes: { href } }) => href ?? []);
		expect(links(reviewHtml(parts))).toEqual([]);
		expect(links(reviewHtml({ ...parts, result: { html: '', style: '' } }))).toEqual([parts.exportLink]);
	});

	it('keeps a hostile name as text', () => {
		const page = reviewHtml({ ...parts, title: '</title><script>', notice: '<img>' });
		expect(tagsOf(page).map(({ name }) => name)).not.toContain('script');
		expect(tagsOf(page).map(({ name }) => name)).not.toContain('img');
	});
});
