/** How pictures look: rules over a few variables, which a page sets for light, dark and paper, and VS Code by its theme. */
import { cividis } from '../colorScale.ts';

/** Colours by variable. Text has a contrast of at least 4.5 to the paper, shapes of 3. */
type Palette = Readonly<Record<'paper' | 'ink' | 'muted' | 'grid' | 'pool' | 'chosen' | 'accent', string>>;

export const lightPalette: Palette = {
	paper: '#ffffff',
	ink: '#1b1f24',
	muted: '#57606a',
	grid: '#d8dee4',
	pool: cividis[5],
	chosen: cividis[1],
	accent: '#a8326b',
};

export const darkPalette: Palette = {
	paper: '#16191d',
	ink: '#e6e9ec',
	muted: '#a3adb8',
	grid: '#363c44',
	pool: cividis[4],
	chosen: cividis[9],
	accent: '#f08fbb',
};

/** The declarations of a palette, for a rule of the page's choice. */
export function declarationsOf(palette: Palette): string {
	return Object.entries(palette)
		.map(([name, color]) => `--${name}:${color}`)
		.join(';');
}

/** The rules of all pictures. Tests keep its promises on contrast. */
export const pictureStyle = [
	'.picture{display:block;width:100%;height:auto;font:12px system-ui,"Segoe UI",Roboto,"Helvetica Neue",sans-serif}',
	'.picture text{fill:var(--ink)}',
	'.picture .tick,.picture .note{fill:var(--muted)}',
	'.picture .heading{font-weight:600}',
	'.picture .end{text-anchor:end}',
	'.picture .middle{text-anchor:middle}',
	'.picture .grid{stroke:var(--grid);fill:none}',
	'.picture .axis{stroke:var(--muted);fill:none}',
	'.picture .pool{fill:var(--pool)}',
	'.picture .chosen{fill:var(--chosen);stroke:var(--paper)}',
	'.picture .hatch{stroke:var(--paper);stroke-width:1.5}',
	'.picture .line{fill:none;stroke:var(--ink);stroke-width:2}',
	'.picture .second{fill:none;stroke:var(--ink);stroke-width:1.5;stroke-dasharray:5 4}',
	'.picture .band{fill:var(--pool);fill-opacity:.35}',
	'.picture .mark{fill:none;stroke:var(--accent);stroke-width:1.5}',
	'.picture .marked{fill:var(--accent)}',
	'.picture .dot{fill:var(--chosen);stroke:var(--paper)}',
	'.picture .level{stroke:var(--accent);stroke-width:3}',
	'.picture .edge{stroke:var(--paper);stroke-width:6}',
	'.picture .halo{stroke:var(--paper);stroke-width:3.5;stroke-linejoin:round;paint-order:stroke}',
	// On the heat, whose colours are the same in every theme.
	'.picture .contour{fill:#fff;stroke:#000;stroke-width:2.5;stroke-opacity:.75;paint-order:stroke}',
	'.picture .bubble{fill:#fff;fill-opacity:.65;stroke:#000;stroke-width:1.25}',
	'.picture .core{fill:#000;stroke:#fff;stroke-width:.75}',
	...cividis.map((color, bucket) => `.picture .heat${bucket}{fill:${color}}`),
].join('\n');

/** A picture as a file of its own, which follows the reader's scheme. */
export function standalone(picture: string): string {
	const style = [
		`:root{${declarationsOf(lightPalette)};background:var(--paper)}`,
		`@media screen and (prefers-color-scheme:dark){:root{${declarationsOf(darkPalette)}}}`,
		pictureStyle,
	].join('\n');
	return `${picture.replace('<title', () => `<style>${style}</style><title`)}\n`;
}
