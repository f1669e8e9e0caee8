/** Says in words where and how a line stops being JSON; jsonc-parser, which goes on after errors, finds out what was expected there. */
import { printParseErrorCode, visit } from 'jsonc-parser';

const expectations: ReadonlyMap<string, string> = new Map([
	['InvalidSymbol', 'this is not a JSON value'],
	['InvalidNumberFormat', 'this is not a JSON number'],
	['PropertyNameExpected', 'a property name in double quotes is expected here'],
	['ValueExpected', 'a value is expected here'],
	['ColonExpected', 'a colon is expected here'],
	['CommaExpected', 'a comma is expected here'],
	['CloseBraceExpected', 'a closing brace is expected here'],
	['CloseBracketExpected', 'a closing bracket is expected here'],
	['EndOfFileExpected', 'the value is complete before this'],
	['InvalidCommentToken', 'comments are not JSON'],
	['UnexpectedEndOfComment', 'comments are not JSON'],
	['UnexpectedEndOfString', 'this string has no closing quote'],
	['UnexpectedEndOfNumber', 'this number is incomplete'],
	['InvalidUnicode', 'four hexadecimal digits are expected after \\u'],
	['InvalidEscapeCharacter', 'this is not an escape that JSON knows'],
	['InvalidCharacter', 'a control character must be escaped here'],
]);

/** Explaining costs a pass of a slower parser; past this many bytes the place has to do. */
const longestExplained = 2 ** 20;

/** @returns the explanation, without the place, which is the scanner's to know. */
export function explainBreak(bytes: Uint8Array, start: number, end: number): string {
	if (end - start > longestExplained) return 'Not valid JSON: the line breaks here.';
	let expectation: string | undefined;
	visit(
		new TextDecoder().decode(bytes.subarray(start, end)),
		{
			onError: (code) => {
				expectation ??= expectations.get(printParseErrorCode(code));
			},
		},
		{ disallowComments: true },
	);
	return `Not valid JSON: ${expectation ?? 'the line breaks here'}.`;
}
