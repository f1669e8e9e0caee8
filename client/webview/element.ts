/** Properties and attributes of an element to make. Text is never read as HTML. */
export interface ElementParts {
	readonly class?: string;
	readonly text?: string;
	readonly title?: string;
	readonly attributes?: Readonly<Record<string, string>>;
	readonly children?: readonly Node[];
	readonly onClick?: () => void;
}

export function createElement<Tag extends keyof HTMLElementTagNameMap>(
	tag: Tag,
	{ class: className, text, title, attributes = {}, children = [], onClick }: ElementParts = {},
): HTMLElementTagNameMap[Tag] {
	const element = document.createElement(tag);
	if (className !== undefined) element.className = className;
	if (text !== undefined) element.textContent = text;
	if (title !== undefined) element.title = title;
	for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
	element.append(...children);
	if (onClick !== undefined) element.addEventListener('click', () => onClick());
	return element;
}

/** A button that says what it does, also where it shows only a sign. */
export function createButton(text: string, title: string, onClick: () => void, className = ''): HTMLButtonElement {
	return createElement('button', {
		class: className,
		text,
		title,
		attributes: { type: 'button', 'aria-label': title },
		onClick,
	});
}
