/** Score → bucket → colour, the same in editor, terminal and pictures. */

export const bucketCount = 10;

/**
 * Cividis at ten even steps: made for colour-blind readers, and monotone in lightness (Nuñez, Anderton, Renslow, PLOS ONE 2018).
 * Index 0 is the lowest bucket. Values from the polynomial fit that d3-scale-chromatic publishes.
 */
export const cividis = [
	'#002051',
	'#0d346b',
	'#33486e',
	'#575c6e',
	'#737172',
	'#8b8677',
	'#a49d78',
	'#c3b56d',
	'#e6cf59',
	'#fdea45',
] as const;
