'use strict';

const at = (id) => document.getElementById(id);
const SVG = 'http://www.w3.org/2000/svg';

/** What is looked at. `key` is the id that survives moves; `chosen` says that a person picked something. */
const view = { mailbox: '', folder: '', key: '', chosen: false, most: 100 };
let state = { version: -1, mailboxes: [] };
let shownEtag = '';
let seenSequence = -1;
let run = 0;

function element(name, properties = {}, ...children) {
	const made = document.createElement(name);
	for (const [key, value] of Object.entries(properties)) {
		if (value === undefined || value === false) continue;
		if (key === 'class') made.className = value;
		else made.setAttribute(key, value === true ? '' : value);
	}
	made.append(...children.filter((child) => child !== null && child !== undefined && child !== ''));
	return made;
}

function icon(name) {
	const svg = document.createElementNS(SVG, 'svg');
	svg.setAttribute('aria-hidden', 'true');
	const use = document.createElementNS(SVG, 'use');
	use.setAttribute('href', `#icon-${name}`);
	svg.append(use);
	return svg;
}

async function load(path, query = {}) {
	const response = await fetch(`/simulator/${path}?${new URLSearchParams(query)}`);
	return response.ok ? response.json() : undefined;
}

const mailbox = () => state.mailboxes.find(({ address }) => address === view.mailbox);
const folder = () => mailbox()?.folders.find(({ id }) => id === view.folder);
const newest = () =>
	state.mailboxes
		.filter((one) => one.newest)
		.map((one) => ({ mailbox: one.address, name: one.displayName, ...one.newest }))
		.sort((a, b) => b.sequence - a.sequence)[0];

function moment(text) {
	const date = new Date(text);
	const today = date.toDateString() === new Date().toDateString();
	const short = today ? date.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' }) : date.toLocaleDateString([], { day: 'numeric', month: 'short', year: 'numeric' });
	return element('time', { datetime: text, title: date.toLocaleString() }, short);
}

const nameOf = ({ emailAddress }) => emailAddress.name || emailAddress.address || '(no address)';

/* Which message is shown is in the address, so that it can be passed on and reloaded. */

function readAddress() {
	const wanted = new URLSearchParams(location.hash.slice(1));
	return { mailbox: wanted.get('mailbox') ?? '', folder: wanted.get('folder') ?? '', message: wanted.get('message') ?? '' };
}

function writeAddress() {
	const wanted = new URLSearchParams({ mailbox: view.mailbox });
	if (view.key) wanted.set('message', view.key);
	else wanted.set('folder', folder()?.wellKnownName ?? view.folder);
	history.replaceState(null, '', `#${wanted}`);
}

async function openAddress() {
	const wanted = readAddress();
	const box = state.mailboxes.find(({ address }) => address.toLowerCase() === wanted.mailbox.toLowerCase());
	if (!box) return false;
	const message = wanted.message ? await load('message', { mailbox: box.address, id: wanted.message }) : undefined;
	const named = box.folders.find(({ id, wellKnownName }) => id === wanted.folder || (wellKnownName && wellKnownName === wanted.folder.toLowerCase()));
	view.mailbox = box.address;
	view.folder = message?.parentFolderId ?? named?.id ?? draftsOf(box);
	view.key = message?.key ?? '';
	view.chosen = true;
	if (wanted.message && !message) announce('That message is not in this mailbox (any more).');
	pane(message ? 'message' : 'list');
	return true;
}

const draftsOf = (box) => box.folders.find(({ wellKnownName }) => wellKnownName === 'drafts')?.id ?? box.folders[0]?.id ?? '';

async function openNewest() {
	const last = newest();
	const box = last ? undefined : state.mailboxes[0];
	view.mailbox = last?.mailbox ?? box?.address ?? '';
	view.folder = last?.folder ?? (box ? draftsOf(box) : '');
	view.key = last ? ((await load('message', { mailbox: last.mailbox, id: last.id }))?.key ?? '') : '';
	pane(last ? 'message' : 'list');
}

/* Narrow screens show one pane at a time. */

function pane(name) {
	document.body.dataset.pane = name;
}

function choose(change, next) {
	Object.assign(view, change, { chosen: true });
	pane(next);
	writeAddress();
	hideToast();
	return draw();
}

/* Drawing keeps the focus: parts are replaced, and what was focused is focused again. */

function replaceKeepingFocus(list, children) {
	const focused = list.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
	list.replaceChildren(...children);
	if (focused) [...list.querySelectorAll('[data-key]')].find((one) => one.dataset.key === focused)?.focus();
}

function drawMailboxes() {
	const select = at('mailbox');
	const wanted = JSON.stringify(state.mailboxes.map(({ address, messageCount }) => [address, messageCount]));
	if (select.dataset.drawn !== wanted) {
		select.dataset.drawn = wanted;
		select.replaceChildren(
			...state.mailboxes.map(({ address, displayName, kind, messageCount }) => {
				const note = kind === 'user' ? '' : ` \u00b7 ${kind}`;
				return element('option', { value: address, title: address }, `${displayName}${note}${messageCount ? ` (${messageCount})` : ''}`);
			}),
		);
	}
	select.value = view.mailbox;
	select.title = view.mailbox;
}

function drawFolders() {
	const known = ['inbox', 'drafts', 'sentitems', 'deleteditems', 'junkemail', 'archive'];
	const rows = (mailbox()?.folders ?? []).map(({ id, displayName, wellKnownName, totalItemCount, depth }) => {
		const count = totalItemCount ? element('span', { class: 'count', 'aria-label': `${totalItemCount} messages` }, String(totalItemCount)) : null;
		const properties = { type: 'button', class: `folder depth-${Math.min(depth, 3)}`, 'data-key': id, 'aria-current': id === view.folder && 'true' };
		const button = element('button', properties, icon(known.includes(wellKnownName) ? wellKnownName : 'folder'), element('span', { class: 'name', title: displayName }, displayName), count);
		button.addEventListener('click', () => choose({ folder: id, key: '', most: 100 }, 'list'));
		return element('li', {}, button);
	});
	replaceKeepingFocus(at('folders'), rows);
}

function messageRow(message) {
	const { key, subject, bodyPreview, toRecipients, createdDateTime, isDraft, isRead, importance, hasAttachments, flag } = message;
	const who = toRecipients.length > 0 ? toRecipients.map(nameOf).join('; ') : '(no recipients yet)';
	const signs = element('span', { class: 'signs' });
	if (importance === 'high') signs.append(element('b', { class: 'high', title: 'High importance' }, '!'));
	if (importance === 'low') signs.append(element('b', { title: 'Low importance' }, '\u2193'));
	if (flag?.flagStatus === 'flagged') signs.append(icon('flag'));
	if (hasAttachments) signs.append(icon('attachment'));
	const title = element('span', { class: 'title' }, subject || '(no subject)');
	const properties = { type: 'button', class: `row${isRead ? '' : ' unread'}`, 'data-key': key, 'aria-current': key === view.key && 'true' };
	const first = element('span', { class: 'who' });
	if (isDraft) first.append(element('span', { class: 'draft' }, '[Draft] '));
	first.append(who);
	const button = element('button', properties, first, moment(createdDateTime), title, signs, element('span', { class: 'preview' }, bodyPreview.replace(/\s+/g, ' ') || '\u00a0'));
	button.addEventListener('click', () => choose({ key }, 'message'));
	return element('li', {}, button);
}

function drawList(found) {
	const name = folder()?.displayName ?? '';
	at('folder-title').textContent = name;
	at('back-title').textContent = name;
	const { rows, total } = found ?? { rows: [], total: 0 };
	at('folder-count').textContent = `${mailbox()?.displayName ?? ''} \u00b7 ${total === 1 ? '1 message' : `${total} messages`}`;
	replaceKeepingFocus(at('messages'), rows.map(messageRow));
	at('more').hidden = rows.length >= total;
	at('list-empty').hidden = total > 0;
	if (total > 0) return;
	const help = element('span', {}, 'Drafts made through ', element('code', {}, `${location.origin}/v1.0`), ' show up here by themselves, within a second.');
	const text = folder()?.wellKnownName === 'drafts' ? help : 'Nothing has been put into this folder.';
	at('list-empty').replaceChildren(icon('mail'), element('strong', {}, `${name} is empty`), text);
}

/* The message. */

function people(label, recipients, note) {
	if (recipients.length === 0 && !note) return [];
	const chips = recipients.map(({ emailAddress: { name, address } }) => {
		const same = !address || !name || name.toLowerCase() === address.toLowerCase();
		return element('span', { class: 'chip' }, name || address || '(no address)', same ? null : element('span', { class: 'muted' }, ` ${address}`));
	});
	if (note) chips.push(element('span', { class: 'muted' }, note));
	const many = chips.length > 12;
	return [element('dt', {}, label), element('dd', { class: `chips${many ? ' many' : ''}`, tabindex: many && '0' }, ...chips)];
}

function table(title, pairs) {
	if (pairs.length === 0) return null;
	const rows = pairs.map(([name, value]) => element('tr', {}, element('th', { scope: 'row' }, name), element('td', {}, value)));
	return element('table', {}, element('caption', {}, title), element('tbody', {}, ...rows));
}

function badges(message) {
	const made = [];
	const add = (text, kind = '') => made.push(element('span', { class: `badge ${kind}` }, text));
	if (message.isDraft) add('Draft', 'draft');
	if (message.importance === 'high') add('! High importance', 'strong');
	if (message.importance === 'low') add('\u2193 Low importance');
	if (message.flag.flagStatus !== 'notFlagged') {
		const due = message.flag.dueDateTime ? `, due ${message.flag.dueDateTime.dateTime.slice(0, 10)}` : '';
		add(message.flag.flagStatus === 'complete' ? 'Flag: complete' : `Flagged${due}`);
	}
	if (message.isReadReceiptRequested) add('Read receipt requested');
	if (message.isDeliveryReceiptRequested) add('Delivery receipt requested');
	for (const category of message.categories) add(category);
	return element('div', { class: 'badges' }, ...made);
}

function body(message) {
	const { contentType, content } = message.body;
	if (contentType === 'text') return content.trim() ? element('pre', { class: 'body', tabindex: '0', 'aria-label': 'Message text' }, content) : element('div', { class: 'body nothing' }, 'This message has no text yet.');
	const source = `/simulator/body?${new URLSearchParams({ mailbox: view.mailbox, id: message.id, v: message.changeKey })}`;
	return element('div', { class: 'body' }, element('iframe', { sandbox: '', src: source, title: 'Message text', referrerpolicy: 'no-referrer' }));
}

function size(bytes) {
	if (bytes < 1024) return `${bytes} bytes`;
	return bytes < 1024 * 1024 ? `${Math.round(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

function files({ attachments }) {
	if (attachments.length === 0) return null;
	return element('div', { class: 'chips' }, ...attachments.map((one) => element('span', { class: 'chip file' }, icon('attachment'), one.name, element('span', { class: 'muted' }, `${size(one.size)}${one.isInline ? ', inline' : ''}`))));
}

function technical(message) {
	const pairs = ['id', 'conversationId', 'internetMessageId', 'webLink', 'createdDateTime', 'lastModifiedDateTime', 'parentFolderId', 'changeKey'].map((name) => [name, String(message[name])]);
	pairs.splice(1, 0, ['immutable id', message.key]);
	const properties = [...message.singleValueExtendedProperties, ...message.multiValueExtendedProperties].map(({ id, value }) => [id, [value].flat().join(', ')]);
	const extensions = message.extensions.map((one) => [one.extensionName, JSON.stringify(one)]);
	const open = at('technical')?.open ?? false;
	return element('details', { id: 'technical', open }, element('summary', {}, 'Technical details'), table('Extended properties', properties), table('Open extensions', extensions), table('Identifiers', pairs));
}

function drawMessage(message) {
	const etag = message ? `${view.mailbox} ${message['@odata.etag']}` : `none ${view.folder}`;
	if (etag === shownEtag) return;
	shownEtag = etag;
	document.title = message ? `${message.subject || '(no subject)'} - Outlook simulator` : 'Outlook simulator';
	if (!message) {
		const text = state.mailboxes.some(({ messageCount }) => messageCount > 0) ? 'Choose a message in the list.' : 'Run a workflow that creates a draft: it opens here by itself.';
		at('message').replaceChildren(element('div', { class: 'empty' }, icon('mail'), element('strong', {}, 'No message is open'), text));
		return;
	}
	const subject = message.subject || '(no subject)';
	const from = people('From', message.from ? [message.from] : [], message.from ? '' : `${mailbox().displayName} (owner of this mailbox)`);
	const list = element('dl', { class: 'people' }, ...from, ...people('To', message.toRecipients, message.toRecipients.length ? '' : '(nobody yet)'), ...people('Cc', message.ccRecipients), ...people('Bcc', message.bccRecipients), ...people('Reply-To', message.replyTo));
	const headers = table('Custom headers', message.internetMessageHeaders.map(({ name, value }) => [name, value]));
	const parts = [element('h2', { class: subject.length > 90 ? 'long' : undefined }, subject), badges(message), list, files(message), headers, body(message), technical(message)];
	at('message').replaceChildren(...parts.filter(Boolean));
	at('reading').scrollTop = 0;
}

async function draw() {
	const mine = ++run;
	drawMailboxes();
	drawFolders();
	const [found, message] = await Promise.all([
		load('messages', { mailbox: view.mailbox, folder: view.folder, most: view.most }),
		view.key ? load('message', { mailbox: view.mailbox, id: view.key }) : undefined,
	]);
	if (mine !== run) return;
	drawList(found);
	drawMessage(message);
}

/* News: a draft elsewhere is told, never opened over what a person is reading. */

function announce(text, target) {
	at('toast-text').textContent = text;
	at('toast').hidden = false;
	at('toast-show').hidden = !target;
	at('toast-show').onclick = async () => {
		const message = await load('message', { mailbox: target.mailbox, id: target.id });
		if (message) await choose({ mailbox: target.mailbox, folder: message.parentFolderId, key: message.key, most: 100 }, 'message');
	};
}

function hideToast() {
	at('toast').hidden = true;
}

async function update() {
	const fresh = await load('state');
	if (!fresh) return;
	const first = state.version < 0;
	state = fresh;
	const last = newest();
	const isNew = last && last.sequence > seenSequence;
	seenSequence = Math.max(seenSequence, last?.sequence ?? -1);
	if (first) {
		if (!(await openAddress())) await openNewest();
		writeAddress();
	} else if (isNew && !view.key && !view.chosen) {
		await openNewest();
		writeAddress();
	} else {
		if (!folder()) Object.assign(view, { folder: mailbox() ? draftsOf(mailbox()) : '', key: '', chosen: false });
		if (isNew && (last.mailbox !== view.mailbox || last.folder !== view.folder)) await tell(last);
	}
	await draw();
}

async function tell(last) {
	const message = await load('message', { mailbox: last.mailbox, id: last.id });
	if (message) announce(`New in ${last.name}: ${message.subject || '(no subject)'}`, last);
}

let updating = false;
let again = false;

/** One update at a time; what changes meanwhile causes exactly one more. */
async function refresh() {
	again = true;
	if (updating) return;
	updating = true;
	while (again) {
		again = false;
		await update().catch(() => {});
	}
	updating = false;
}

function listen() {
	const events = new EventSource('/simulator/events');
	events.addEventListener('message', refresh);
	events.addEventListener('open', () => (at('connection').textContent = ''));
	events.addEventListener('error', () => (at('connection').textContent = 'No connection to the simulator. It is tried again by itself.'));
}

at('mailbox').addEventListener('change', ({ target }) => {
	const box = state.mailboxes.find(({ address }) => address === target.value);
	choose({ mailbox: box.address, folder: box.newest?.folder ?? draftsOf(box), key: '', most: 100 }, document.body.dataset.pane);
});
at('more').addEventListener('click', () => choose({ most: view.most + 500 }, 'list'));
at('toast-close').addEventListener('click', hideToast);
at('reset').addEventListener('click', async () => {
	if (!confirm('Remove every message from every simulated mailbox?')) return;
	await fetch('/simulator/reset', { method: 'POST' });
	Object.assign(view, { folder: '', key: '', chosen: false });
	hideToast();
	await refresh();
});
for (const button of document.querySelectorAll('.back')) button.addEventListener('click', () => {
	pane(button.dataset.to);
	if (button.dataset.to === 'list') at('folder-title').focus();
});
for (const name of ['messages', 'folders']) {
	at(name).addEventListener('keydown', (event) => {
		const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
		if (!step) return;
		event.preventDefault();
		const rows = [...at(name).querySelectorAll('button')];
		rows[Math.max(0, Math.min(rows.length - 1, rows.indexOf(document.activeElement) + step))]?.focus();
	});
}
window.addEventListener('hashchange', async () => {
	if (await openAddress()) await draw();
});
listen();
