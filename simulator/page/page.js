/* The mailbox page: what is chosen, what is new, and the page's buttons. */

import { at, moveWithKeys } from './dom.js';
import { drawFolders, drawList, drawMailboxes } from './lists.js';
import { drawMessage } from './reading.js';
import { act, follow, load } from './server.js';
import { draftsOf, folder, mailbox, newest, readAddress, state, view, writeAddress } from './view.js';

let seenSequence = -1;
let run = 0;

/** Narrow screens show one pane at a time. */
function pane(name) {
	document.body.dataset.pane = name;
}

async function openAddress() {
	const wanted = readAddress();
	const box = state.mailboxes.find(({ address }) => address.toLowerCase() === wanted.mailbox.toLowerCase());
	if (!box) return false;
	const message = wanted.message ? await load('message', { mailbox: box.address, id: wanted.message }) : undefined;
	const named = box.folders.find(
		({ id, wellKnownName }) => id === wanted.folder || (wellKnownName && wellKnownName === wanted.folder.toLowerCase()),
	);
	const folderId = message?.parentFolderId ?? named?.id ?? draftsOf(box);
	Object.assign(view, {
		mailbox: box.address,
		folder: folderId,
		key: message?.key ?? wanted.message,
		tab: wanted.tab,
		search: '',
		chosen: true,
	});
	at('search').value = '';
	pane(wanted.message ? 'message' : 'list');
	return true;
}

async function openNewest() {
	const last = newest();
	const box = last ? undefined : state.mailboxes[0];
	view.mailbox = last?.mailbox ?? box?.address ?? '';
	view.folder = last?.folder ?? (box ? draftsOf(box) : '');
	view.key = last ? ((await load('message', { mailbox: last.mailbox, id: last.id }))?.key ?? '') : '';
	pane(last ? 'message' : 'list');
}

/** A person chose something. In one of several panes the focus stays; where only one is seen it goes into the next. */
async function choose(change, next) {
	const narrow = getComputedStyle(at('back-to-list')).display !== 'none';
	Object.assign(view, change, { chosen: true });
	pane(next);
	writeAddress();
	hideToast();
	await draw().catch(() => {});
	if (narrow) focusIn[next]();
}

const focusIn = {
	folders: () => (at('folders').querySelector('[aria-current]') ?? at('mailbox')).focus(),
	list: () => (at('messages').querySelector('[aria-current]') ?? at('folder-title')).focus(),
	message: () => at('reading').focus(),
};

const chooseFolder = (id) => choose({ folder: id, key: '', search: (at('search').value = ''), most: 100 }, 'list');
const chooseMessage = (key) => choose({ key, tab: 'message' }, 'message');
const chooseTab = (tab) => choose({ tab }, 'message').then(() => at(`tab-${tab}`)?.focus());

async function sent({ subject, key }, answer) {
	if (view.key === key) await choose({ key: '' }, 'list');
	at('folder-title').focus();
	announce(`Sent, inside the simulator: ${subject || '(no subject)'}`, { mailbox: view.mailbox, id: answer.key });
}

async function draw() {
	const mine = ++run;
	drawMailboxes();
	drawFolders(chooseFolder);
	const [found, message] = await Promise.all([
		load('messages', { mailbox: view.mailbox, folder: view.folder, search: view.search, most: view.most }),
		view.key ? load('message', { mailbox: view.mailbox, id: view.key }) : undefined,
	]);
	if (mine !== run) return;
	drawList(found, chooseMessage);
	await drawMessage(message, { chooseTab, sent });
}

/* News: a draft elsewhere is told, never opened over what a person is reading. */

function announce(text, target) {
	at('toast-text').textContent = text;
	at('toast').hidden = false;
	at('toast-show').hidden = !target;
	at('toast-show').onclick = async () => {
		const message = await load('message', { mailbox: target.mailbox, id: target.id });
		if (!message) return announce('That message is no longer there.');
		at('search').value = '';
		await choose(
			{
				mailbox: target.mailbox,
				folder: message.parentFolderId,
				key: message.key,
				tab: 'message',
				search: '',
				most: 100,
			},
			'message',
		);
		at('reading').focus();
	};
}

function hideToast() {
	at('toast').hidden = true;
}

async function tell(last) {
	const message = await load('message', { mailbox: last.mailbox, id: last.id });
	if (message) announce(`New in ${last.name}: ${message.subject || '(no subject)'}`, last);
}

async function update() {
	const fresh = await load('state');
	if (!fresh) return;
	const first = state.version < 0;
	// A simulator that was started anew counts from the beginning.
	if (fresh.version < state.version) seenSequence = -1;
	Object.assign(state, fresh);
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
		const wanted = readAddress();
		const named = mailbox()?.folders.find(({ wellKnownName }) => wellKnownName && wellKnownName === wanted.folder);
		if (!mailbox()) await openNewest();
		else if (!folder()) Object.assign(view, { folder: named?.id ?? draftsOf(mailbox()), chosen: Boolean(view.key) });
		if (isNew && (last.mailbox !== view.mailbox || last.folder !== view.folder)) await tell(last);
	}
	await draw();
}

at('mailbox').addEventListener('change', ({ target }) => {
	const box = state.mailboxes.find(({ address }) => address === target.value);
	at('search').value = '';
	choose(
		{ mailbox: box.address, folder: box.newest?.folder ?? draftsOf(box), key: '', search: '', most: 100 },
		document.body.dataset.pane,
	);
});

let typing;
at('search').addEventListener('input', ({ target }) => {
	clearTimeout(typing);
	typing = setTimeout(() => {
		Object.assign(view, { search: target.value.trim(), most: 100, chosen: true });
		draw().catch(() => {});
	}, 150);
});

at('more').addEventListener('click', () => choose({ most: view.most + 500 }, 'list'));
at('toast-close').addEventListener('click', hideToast);

at('reset').addEventListener('click', () => {
	at('reset-problem').hidden = true;
	at('reset-dialog').showModal();
});
at('reset-no').addEventListener('click', () => at('reset-dialog').close());
at('reset-yes').addEventListener('click', async () => {
	const answer = await act('reset');
	at('reset-problem').textContent = answer.message ?? '';
	at('reset-problem').hidden = answer.ok;
	if (!answer.ok) return;
	at('reset-dialog').close();
	at('search').value = '';
	Object.assign(view, { folder: '', key: '', search: '', chosen: false });
	hideToast();
	pane('list');
	await update().catch(() => {});
	announce('The mailboxes are as they were at the start.');
});

// The skip links too: the page's address says what is shown, so it is no place for theirs.
for (const button of document.querySelectorAll('[data-to]')) {
	button.addEventListener('click', (event) => {
		event.preventDefault();
		pane(button.dataset.to);
		focusIn[button.dataset.to]();
	});
}

moveWithKeys(at('messages'), 'button');
moveWithKeys(at('folders'), 'button');

window.addEventListener('hashchange', async () => {
	if (await openAddress().catch(() => false)) await draw().catch(() => {});
});

follow(update);
