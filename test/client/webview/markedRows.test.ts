import { describe, expect, it } from 'vitest';
import { MarkedRows } from '../../../client/webview/markedRows.ts';
import { mostNamedMarks } from '../../../shared/basket.ts';

describe('marks', () => {
	it('are warned of while they are too many to go with their examples', () => {
		const marks = new MarkedRows(() => undefined);
		marks.set(
			Array.from({ length: mostNamedMarks }, (_, line) => line),
			'include',
		);
		expect(marks.warning).toBeNull();
		marks.set([mostNamedMarks], 'exclude');
		expect(marks.warning).toMatch(/^More than 50,000 marks hold while the file stays as it is/);
		marks.undo();
		expect(marks.warning).toBeNull();
	});
});
