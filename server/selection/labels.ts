/** A field's values over the examples of a pool, such as their sources or levels. */
export interface LabelColumn {
	/** The field as users name it. */
	readonly field: string;
	/** The label of each example, as an index of `values`. */
	readonly labels: Int32Array;
	/** In the order of their first examples; `null` stands for examples without the field. */
	readonly values: readonly (string | null)[];
}

/** A column from the value of each example. */
export function labelColumn(field: string, ofExamples: readonly (string | null)[]): LabelColumn {
	const known = new Map<string | null, number>();
	const labels = Int32Array.from(ofExamples, (value) => {
		const label = known.get(value) ?? known.size;
		known.set(value, label);
		return label;
	});
	return { field, labels, values: [...known.keys()] };
}
