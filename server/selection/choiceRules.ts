/** What a choice has to keep to, by indices of the pool. Everything that is left out does not limit it. */
export interface ChoiceRules {
	/** How many to choose. */
	readonly top?: number;
	/** The least value that is good enough. */
	readonly minValue?: number;
	/**
	 * The share of `top` that prompts without rollouts may have, in [0, 1], rounded down. Further ones are taken only where nothing else is
	 * left, unless `isStrict`.
	 */
	readonly unseen?: { readonly share: number; readonly isStrict: boolean };
	/** Limits for labels of examples; all of them hold. */
	readonly quotas?: readonly LabelQuota[];
	/** Taken before all others, whatever their value; they count towards `top` and quotas, but no quota stops them. */
	readonly include?: ReadonlySet<number>;
	readonly exclude?: ReadonlySet<number>;
	/** Examples with equal numbers are one prompt, of which the best is taken; NaN: a prompt of its own. */
	readonly prompts?: Float64Array;
}

/** At most so many of each label. */
export interface LabelQuota {
	/** The label of each example, as an index of `limits`. */
	readonly labels: Int32Array;
	/** Infinite: no limit. */
	readonly limits: Float64Array;
}
