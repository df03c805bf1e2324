import { escapeHtml } from '../escapeHtml';
import type { Progress } from './attempts';

/** Texts of the page, in the language of the runtime. */
export const PAGE_TEXTS = {
	language: 'en',
	done: 'Signed in',
	failed: 'The sign-in did not work',
	person: 'Signed in as {person}.',
	nobody: 'Signed in.',
	close: 'You can close this page and go on in Node-RED.',
};

/** What the browser shows when it comes back from Microsoft: static, nothing of the request is repeated unescaped. */
export function landingPage(progress: Progress, translate: (name: keyof typeof PAGE_TEXTS) => string): string {
	const isDone = progress.state === 'done';
	const title = escapeHtml(translate(isDone ? 'done' : 'failed'));
	const text = textOf(progress, translate);
	return `<!doctype html>
<html lang="${escapeHtml(translate('language'))}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title>
<style>:root { color-scheme: light dark } body { font: 16px/1.5 system-ui, sans-serif; max-width: 36em; margin: 15vh auto 0; padding: 0 1.5em } h1 { font-size: 1.4em }</style></head>
<body><main><h1>${title}</h1><p>${escapeHtml(text)}</p></main></body>
</html>
`;
}

function textOf(progress: Progress, translate: (name: keyof typeof PAGE_TEXTS) => string): string {
	if (progress.state === 'failed') return progress.text;
	if (progress.state === 'waiting') return '';
	const { person } = progress;
	const said = person === '' ? translate('nobody') : translate('person').replace('{person}', () => person);
	return `${said} ${translate('close')}`;
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
