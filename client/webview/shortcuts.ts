/** Keys that do the same wherever the focus is in the page. */
export interface Shortcuts {
	find(): void;
	undo(): void;
	redo(): void;
	close(): void;
}

export function listenForShortcuts({ find, undo, redo, close }: Shortcuts): void {
	document.addEventListener('keydown', (event) => {
		const hasControl = event.ctrlKey || event.metaKey;
		const isTyping = event.target instanceof HTMLInputElement && event.target.type === 'text';
		const key = event.key.toLowerCase();
		if (hasControl && key === 'f') find();
		else if (isTyping) return;
		else if (key === '/') find();
		else if (hasControl && (key === 'y' || (key === 'z' && event.shiftKey))) redo();
		else if (hasControl && key === 'z') undo();
		else if (key === 'escape') close();
		else return;
		event.preventDefault();
		event.stopPropagation();
	});
}
