/** Why nothing can be fitted: a sentence for people, with what to do. */
export interface Refusal {
	readonly refusal: string;
}

export function isRefusal(result: object): result is Refusal {
	return 'refusal' in result;
}
