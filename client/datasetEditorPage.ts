/** The page of the dataset editor. Free of VS Code, so that it is tested without it. */

export interface PageParts {
	/** What the page may load from: VS Code's name for the extension's own files. */
	readonly origin: string;
	/** Unguessable, a new one each time. */
	readonly nonce: string;
	readonly script: string;
	readonly style: string;
}

/** The page: its own script and style and nothing from anywhere else, whatever the data hold. */
export function datasetEditorPage({ origin, nonce, script, style }: PageParts): string {
	const policy = [
		"default-src 'none'",
		// The script that is named here may load the rest of itself.
		`script-src 'nonce-${nonce}' 'strict-dynamic'`,
		`style-src ${origin}`,
		`font-src ${origin}`,
		"base-uri 'none'",
		"form-action 'none'",
	].join('; ');
	return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${style}">
<title>InSight Dataset</title>
</head>
<body>
<script type="module" nonce="${nonce}" src="${script}"></script>
</body>
</html>`;
}
