import { readHtml, STOP } from './readHtml';

/** Elements that Outlook removes whenever someone reads the message (outlook-create-send-messages). */
const ACTIVE = new Set(['script', 'iframe', 'object', 'embed', 'applet', 'form', 'base', 'link']);
/** Without one of these there is none, so that most bodies need no closer look. */
const POSSIBLE = /<(?:script|iframe|object|embed|applet|form|base|link|meta)|[\s"'/]on[a-z]|javascript:/i;

/** Whether html holds scripts, forms, event handlers and the like. Text that only speaks of them does not count. */
export function hasActiveContent(html: string): boolean {
	if (!POSSIBLE.test(html)) return false;
	let found = false;
	readHtml(html, {
		open: (name, attributes) => {
			found ||= ACTIVE.has(name) || (name === 'meta' && /refresh/i.test(attributes['http-equiv'] ?? ''));
			found ||= Object.entries(attributes).some(([attribute, value]) => isActive(attribute, value));
			return found ? STOP : undefined;
		},
	});
	return found;
}

const isActive = (attribute: string, value: string) =>
	/^on[a-z]/.test(attribute) ||
	// Browsers pass over white space in there.
	((attribute === 'href' || attribute === 'src') && /^javascript:/i.test(value.slice(0, 100).replace(/\s+/g, '')));
