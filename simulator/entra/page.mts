import type { EntraAnswer } from './state.mts';

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export const escape = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character]);

const style = `
:root { color-scheme: light dark; --ground: #f3f4f6; --pane: #fff; --line: #e1e4e8; --text: #1f2328; --muted: #5b636e; --accent: #0f6cbd; --on-accent: #fff; --hover: #eef2f6; --warn: #8a5a00; --warn-ground: #fff6e0; --bad: #a23a2a }
@media (prefers-color-scheme: dark) { :root { --ground: #17191c; --pane: #1f2225; --line: #34383d; --text: #e8eaed; --muted: #a5adb7; --accent: #6cb2f0; --on-accent: #10263a; --hover: #2a2e33; --warn: #f2c565; --warn-ground: #33291a; --bad: #f0957f } }
* { box-sizing: border-box }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 16px; background: var(--ground); color: var(--text); font: 15px/1.5 "Segoe UI", system-ui, -apple-system, Roboto, sans-serif }
main { width: 100%; max-width: 460px; background: var(--pane); border: 1px solid var(--line); border-radius: 10px; overflow: hidden }
.notice { margin: 0; padding: 10px 28px; background: var(--warn-ground); color: var(--warn); font-size: 13px }
.inner { padding: 24px 28px 28px }
h1 { margin: 0 0 4px; font-size: 22px; line-height: 1.3; font-weight: 600 }
h2 { margin: 20px 0 6px; font-size: 14px; font-weight: 600 }
p { margin: 0 0 8px }
.muted { color: var(--muted); font-size: 13px }
.bad { color: var(--bad) }
fieldset { margin: 16px 0 0; padding: 0; border: 0 }
legend { padding: 0 0 6px; font-size: 14px; font-weight: 600 }
.people { max-height: 300px; overflow: auto; border: 1px solid var(--line); border-radius: 6px }
.people label { display: flex; gap: 10px; align-items: center; padding: 8px 12px; cursor: pointer }
.people label + label { border-top: 1px solid var(--line) }
.people label:hover { background: var(--hover) }
.people span { display: block; overflow-wrap: anywhere }
ul { margin: 0; padding-left: 20px }
input[type=text] { width: 100%; padding: 8px 10px; border: 1px solid var(--muted); border-radius: 6px; background: transparent; color: inherit; font: inherit; letter-spacing: 1px }
.buttons { display: flex; justify-content: flex-end; gap: 10px; margin-top: 24px }
button { padding: 8px 20px; border: 1px solid var(--line); border-radius: 6px; background: transparent; color: inherit; font: inherit; cursor: pointer }
button.first { border-color: var(--accent); background: var(--accent); color: var(--on-accent) }
button:focus-visible, input:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px }
code { font-size: 13px; overflow-wrap: anywhere }
`;

/** `form-action` stays open: after "Accept" the browser is sent on to the application's address. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'";

/** A page of the sign-in; `content` is HTML. */
export function page(status: number, title: string, content: string): EntraAnswer {
	const body = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escape(title)} - simulator</title><style>${style}</style></head>
<body><main><p class="notice"><strong>Simulator - not Microsoft's service.</strong> No password is asked for, and nobody real signs in here.</p>
<div class="inner"><h1>${escape(title)}</h1>
${content}</div></main></body>
</html>
`;
	const headers = {
		'Content-Type': 'text/html; charset=utf-8',
		'Content-Security-Policy': policy,
		'X-Content-Type-Options': 'nosniff',
		'Referrer-Policy': 'no-referrer',
		'Cache-Control': 'no-store',
	};
	return { status, headers, body };
}

/** Where sign-in ends with a code that no application hears of. */
export const failurePage = (message: string): EntraAnswer =>
	page(400, 'Sign-in did not work', `<p class="bad">${escape(message)}</p>`);
