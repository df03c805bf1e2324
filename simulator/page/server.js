/* Talking to the simulator. */

import { at } from './dom.js';

/** What the simulator answers to a GET; undefined when it has no such thing. Throws when it cannot be reached. */
export async function load(path, query = {}) {
	const response = await fetch(`/simulator/${path}?${new URLSearchParams(query)}`);
	return response.ok ? response.json() : undefined;
}

export const address = (path, query) => `/simulator/${path}?${new URLSearchParams(query)}`;

/** Answers `{ ok, status, … }` with the members of the simulator's JSON; never throws. */
export async function act(action, values = {}) {
	try {
		const response = await fetch(`/simulator/${action}`, {
			method: 'POST',
			headers: { 'Content-Type': 'application/json' },
			body: JSON.stringify(values),
		});
		const text = await response.text();
		const isJson = (response.headers.get('Content-Type') ?? '').startsWith('application/json');
		return { ...(isJson ? JSON.parse(text) : { message: text }), ok: response.ok, status: response.status };
	} catch {
		return { ok: false, status: 0, message: 'The simulator does not answer. It may have been stopped.' };
	}
}

/** Says whether the simulator is there: a line under the page's head, empty when all is well. */
export function showConnection(isThere) {
	const line = at('connection');
	const said = isThere
		? ''
		: 'The simulator does not answer. It may have been stopped; this page connects again by itself.';
	if (line.textContent !== said) line.textContent = said;
	line.hidden = isThere;
}

let updating = false;
let again = false;

/** One update at a time; what changes meanwhile causes exactly one more. */
async function refresh(update) {
	again = true;
	if (updating) return;
	updating = true;
	while (again) {
		again = false;
		await update().then(
			() => showConnection(true),
			() => showConnection(false),
		);
	}
	updating = false;
}

/** Calls `update` at once and at every change in the simulator. */
export function follow(update) {
	const events = new EventSource('/simulator/events');
	events.addEventListener('message', () => refresh(update));
	events.addEventListener('error', () => showConnection(false));
}
