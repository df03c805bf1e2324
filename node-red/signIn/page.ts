import { escapeHtml } from '../escapeHtml';
import type { Progress } from './attempts';

/** What the browser shows when it comes back from Microsoft: static, nothing of the request is repeated unescaped. */
export function landingPage(progress: Progress): string {
	const isDone = progress.state === 'done';
	const title = isDone ? 'Signed in' : 'The sign-in did not work';
	const text = isDone
		? `Signed in${progress.person ? ` as ${progress.person}` : ''}. You can close this page and go on in Node-RED.`
		: progress.state === 'failed'
			? progress.text
			: '';
	return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title>
<style>:root { color-scheme: light dark } body { font: 16px/1.5 system-ui, sans-serif; max-width: 36em; margin: 15vh auto 0; padding: 0 1.5em } h1 { font-size: 1.4em }</style></head>
<body><main><h1>${title}</h1><p>${escapeHtml(text)}</p></main></body>
</html>
`;
}

export const PAGE_HEADERS = {
	'Content-Type': 'text/html; charset=utf-8',
	'Content-Security-Policy':
		"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'; form-action 'none'",
	'X-Content-Type-Options': 'nosniff',
	// The address holds the code, which is of no use any more.
	'Referrer-Policy': 'no-referrer',
	'Cache-Control': 'no-store',
};
