/* Small tools for the page's elements and texts. Text from a mail only ever becomes text nodes and attribute values. */

export const at = (id) => document.getElementById(id);

/** `undefined` and `false` leave a property out; children that are nothing are skipped. */
export function element(name, properties = {}, ...children) {
	const made = document.createElement(name);
	for (const [key, value] of Object.entries(properties)) {
		if (value === undefined || value === false) continue;
		if (key === 'class') made.className = value;
		else if (key === 'onclick') made.addEventListener('click', value);
		else made.setAttribute(key, value === true ? '' : value);
	}
	made.append(...children.filter((child) => child !== null && child !== undefined && child !== ''));
	return made;
}

export function icon(name) {
	const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
	svg.setAttribute('aria-hidden', 'true');
	const use = document.createElementNS('http://www.w3.org/2000/svg', 'use');
	use.setAttribute('href', `#icon-${name}`);
	svg.append(use);
	return svg;
}

/** Parts are replaced, and what was focused (by its data-key) is focused again. */
export function replaceKeepingFocus(parent, children) {
	const focused = parent.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
	parent.replaceChildren(...children);
	if (focused) [...parent.querySelectorAll('[data-key]')].find((one) => one.dataset.key === focused)?.focus();
}

export function empty(symbol, title, ...text) {
	return [icon(symbol), element('strong', {}, title), element('span', {}, ...text)];
}

/** Arrow keys, Home and End among the elements that `selector` finds; Tab goes in and out of the whole. */
export function moveWithKeys(parent, selector, { next = 'ArrowDown', previous = 'ArrowUp', then = () => {} } = {}) {
	parent.addEventListener('keydown', (event) => {
		const all = [...parent.querySelectorAll(selector)];
		const now = all.indexOf(document.activeElement);
		const to = { [next]: now + 1, [previous]: now - 1, Home: 0, End: all.length - 1 }[event.key];
		if (to === undefined || now < 0) return;
		event.preventDefault();
		const target = all[Math.max(0, Math.min(all.length - 1, to))];
		for (const one of all) one.tabIndex = one === target ? 0 : -1;
		target.focus();
		then(target);
	});
}

/** One of the elements is reached by Tab: the current one, else the first. */
export function oneTabStop(all) {
	const focusable =
		all.find((one) => one.contains(document.activeElement)) ??
		all.find((one) => one.hasAttribute('aria-current')) ??
		all[0];
	for (const one of all) one.tabIndex = one === focusable ? 0 : -1;
}

const time = { hour: '2-digit', minute: '2-digit' };
const day = { day: 'numeric', month: 'short', year: 'numeric' };

/** Today's times are hours, others days. */
export function shortTime(text) {
	const date = new Date(text);
	const today = date.toDateString() === new Date().toDateString();
	return element(
		'time',
		{ datetime: text, title: date.toLocaleString() },
		today ? date.toLocaleTimeString([], time) : date.toLocaleDateString([], day),
	);
}

export function longTime(text) {
	return element('time', { datetime: text }, new Date(text).toLocaleString([], { weekday: 'short', ...day, ...time }));
}

export function sizeText(bytes) {
	if (bytes < 1024) return `${bytes} bytes`;
	return bytes < 1024 * 1024 ? `${Math.round(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
