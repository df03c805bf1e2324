/* The mailbox chooser, the folders and the list of messages. */

import { at, element, empty, icon, oneTabStop, replaceKeepingFocus, shortTime } from './dom.js';
import { folder, mailbox, state, view } from './view.js';

const kinds = { user: 'People', shared: 'Shared mailboxes', guest: 'Guests' };

export function drawMailboxes() {
	const select = at('mailbox');
	const wanted = JSON.stringify(
		state.mailboxes.map(({ address, displayName, messageCount }) => [address, displayName, messageCount]),
	);
	if (select.dataset.drawn !== wanted) {
		select.dataset.drawn = wanted;
		const groups = Object.entries(kinds).map(([kind, label]) => {
			const boxes = state.mailboxes.filter((one) => one.kind === kind);
			const options = boxes.map(({ address, displayName, messageCount }) =>
				element('option', { value: address }, `${displayName}${messageCount ? ` (${messageCount})` : ''}`),
			);
			return options.length > 0 && element('optgroup', { label }, ...options);
		});
		select.replaceChildren(...groups.filter(Boolean));
	}
	select.value = view.mailbox;
	at('mailbox-address').textContent = view.mailbox;
}

const known = ['inbox', 'drafts', 'sentitems', 'deleteditems', 'junkemail', 'archive'];

function folderCount({ totalItemCount, unreadItemCount }) {
	if (totalItemCount === 0) return [];
	const words = `${totalItemCount === 1 ? '1 message' : `${totalItemCount} messages`}${unreadItemCount ? `, ${unreadItemCount} unread` : ''}`;
	return [
		element('span', { class: 'said' }, words),
		unreadItemCount
			? element('span', { class: 'unread-count', 'aria-hidden': 'true', title: words }, String(unreadItemCount))
			: null,
		element('span', { class: 'count', 'aria-hidden': 'true', title: words }, String(totalItemCount)),
	];
}

export function drawFolders(choose) {
	const buttons = (mailbox()?.folders ?? []).map((one) => {
		const properties = {
			type: 'button',
			class: `folder depth-${Math.min(one.depth, 3)}`,
			'data-key': one.id,
			'aria-current': one.id === view.folder && 'true',
		};
		const name = element('span', { class: 'name', title: one.displayName }, one.displayName);
		return element(
			'button',
			{ ...properties, onclick: () => choose(one.id) },
			icon(known.includes(one.wellKnownName) ? one.wellKnownName : 'folder'),
			name,
			...folderCount(one),
		);
	});
	replaceKeepingFocus(
		at('folders'),
		buttons.map((button) => element('li', {}, button)),
	);
	oneTabStop(buttons);
}

const nameOf = ({ emailAddress }) => emailAddress.name || emailAddress.address || '(no address)';

/** Whom a row is about: the people a draft or a sent message goes to, else who wrote. */
function who({ isDraft, toRecipients, from }) {
	if (!isDraft && folder()?.wellKnownName !== 'sentitems') return from ? nameOf(from) : '(no sender)';
	return toRecipients.length > 0 ? toRecipients.map(nameOf).join('; ') : '(no recipients yet)';
}

function signs({ importance, flag, hasAttachments }) {
	const made = element('span', { class: 'signs' });
	const add = (shown, words) => made.append(shown, element('span', { class: 'said' }, ` ${words} `));
	if (importance === 'high') add(element('b', { class: 'high', 'aria-hidden': 'true' }, '!'), 'High importance');
	if (importance === 'low') add(element('b', { 'aria-hidden': 'true' }, '\u2193'), 'Low importance');
	if (flag?.flagStatus === 'flagged') add(icon('flag'), 'Flagged');
	if (hasAttachments) add(icon('attachment'), 'Has attachments');
	return made;
}

function messageRow(message, choose) {
	const { key, subject, bodyPreview, receivedDateTime, isDraft, isRead } = message;
	const first = element('span', { class: 'who' });
	if (isDraft) first.append(element('span', { class: 'draft' }, 'Draft '));
	if (!isRead) first.append(element('span', { class: 'said' }, 'Unread '));
	first.append(who(message));
	const title = element('span', { class: 'title' }, subject || '(no subject)');
	const preview = element('span', { class: 'preview' }, bodyPreview.replace(/\s+/g, ' ').trim() || '(empty)');
	const properties = {
		type: 'button',
		class: `row${isRead ? '' : ' unread'}`,
		'data-key': key,
		'aria-current': key === view.key && 'true',
	};
	return element(
		'button',
		{ ...properties, onclick: () => choose(key) },
		first,
		shortTime(receivedDateTime),
		title,
		signs(message),
		preview,
	);
}

function clearSearch() {
	at('search').value = '';
	at('search').dispatchEvent(new Event('input'));
	at('search').focus();
}

/** What helps where a folder has nothing to show. */
function emptyList(inFolder) {
	const { displayName = 'This folder', wellKnownName } = folder() ?? {};
	if (inFolder > 0) {
		const clear = element('button', { type: 'button', class: 'button', onclick: clearSearch }, 'Clear the search');
		return [
			...empty(
				'search',
				'Nothing found',
				`No message in ${displayName} holds \u201c${view.search}\u201d. Subject, people and text are searched.`,
			),
			clear,
		];
	}
	if (wellKnownName === 'drafts') {
		return empty(
			'drafts',
			'No drafts yet',
			'Run the demo flow, or any workflow whose account uses ',
			element('code', {}, `${location.origin}/v1.0`),
			': its drafts show up here by themselves.',
		);
	}
	if (wellKnownName === 'sentitems')
		return empty(
			'sentitems',
			'Nothing sent yet',
			'Open a draft and press Send: it moves here. Nothing leaves this computer.',
		);
	return empty(
		'folder',
		`${displayName} is empty`,
		'Messages that a workflow puts into this folder show up here by themselves.',
	);
}

export function drawList(found, choose) {
	const { rows, total, inFolder } = found ?? { rows: [], total: 0, inFolder: 0 };
	const name = folder()?.displayName ?? '';
	at('folder-title').textContent = name;
	at('back-title').textContent = name;
	at('search').placeholder = `Search ${name}`;
	const messages = inFolder === 1 ? '1 message' : `${inFolder} messages`;
	at('folder-count').textContent = view.search ? `${total} of ${messages}` : messages;
	const buttons = rows.map((row) => messageRow(row, choose));
	replaceKeepingFocus(
		at('messages'),
		buttons.map((button) => element('li', {}, button)),
	);
	oneTabStop(buttons);
	at('messages').hidden = total === 0;
	at('more').hidden = rows.length >= total;
	at('list-empty').hidden = total > 0;
	if (total === 0) at('list-empty').replaceChildren(...emptyList(inFolder));
}
