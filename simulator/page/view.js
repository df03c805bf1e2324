/* What the simulator holds, and what of it is looked at. */

export const state = { version: -1, mailboxes: [] };

/** `key` is the id that survives moves; `chosen` says that a person picked something; `tab` is message, headers or source. */
export const view = { mailbox: '', folder: '', key: '', tab: 'message', search: '', chosen: false, most: 100 };

export const mailbox = () => state.mailboxes.find(({ address }) => address === view.mailbox);
export const folder = () => mailbox()?.folders.find(({ id }) => id === view.folder);
export const draftsOf = (box) =>
	box.folders.find(({ wellKnownName }) => wellKnownName === 'drafts')?.id ?? box.folders[0]?.id ?? '';

export const newest = () =>
	state.mailboxes
		.filter((one) => one.newest)
		.map((one) => ({ mailbox: one.address, name: one.displayName, ...one.newest }))
		.sort((a, b) => b.sequence - a.sequence)[0];

/* It is in the page's address, so that it can be passed on and reloaded. */

export function readAddress() {
	const wanted = new URLSearchParams(location.hash.slice(1));
	const one = (name) => wanted.get(name) ?? '';
	return {
		mailbox: one('mailbox'),
		folder: one('folder'),
		message: one('message'),
		tab: ['headers', 'source'].includes(one('view')) ? one('view') : 'message',
	};
}

export function writeAddress() {
	const wanted = new URLSearchParams({ mailbox: view.mailbox });
	if (view.key) wanted.set('message', view.key);
	else wanted.set('folder', folder()?.wellKnownName ?? view.folder);
	if (view.key && view.tab !== 'message') wanted.set('view', view.tab);
	history.replaceState(null, '', `#${wanted}`);
}
