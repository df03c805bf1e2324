/* The reading pane: one message in three views. */

import { at, element, empty, icon, longTime, moveWithKeys, replaceKeepingFocus, sizeText } from './dom.js';
import { act, address, load } from './server.js';
import { folder, mailbox, state, view } from './view.js';

function people(label, recipients, note) {
	if (recipients.length === 0 && !note) return [];
	const chips = recipients.map(({ emailAddress: { name, address: mail } }) => {
		const same = !mail || !name || name.toLowerCase() === mail.toLowerCase();
		return element(
			'span',
			{ class: 'chip' },
			name || mail || '(no address)',
			same ? null : element('span', { class: 'muted' }, ` ${mail}`),
		);
	});
	if (note) chips.push(element('span', { class: 'muted' }, note));
	const many = chips.length > 12;
	const properties = many
		? { class: 'chips many', tabindex: '0', role: 'group', 'aria-label': `${label}: ${recipients.length} people` }
		: { class: 'chips' };
	return [element('dt', {}, label), element('dd', {}, element('div', properties, ...chips))];
}

function times({ isDraft, createdDateTime, lastModifiedDateTime, sentDateTime }) {
	const first = isDraft ? ['Created', createdDateTime] : ['Sent', sentDateTime];
	const changed =
		isDraft && lastModifiedDateTime !== createdDateTime
			? [element('span', { class: 'muted' }, ' \u00b7 changed ', longTime(lastModifiedDateTime))]
			: [];
	return [element('dt', {}, first[0]), element('dd', {}, longTime(first[1]), ...changed)];
}

function envelope(message) {
	const { from, sender } = message;
	const other = from && sender && sender.emailAddress.address !== from.emailAddress.address;
	return element(
		'dl',
		{ class: 'people' },
		...people('From', from ? [from] : [], from ? '' : `${mailbox().displayName} (owner of this mailbox)`),
		...people('Sent by', other ? [sender] : []),
		...people('To', message.toRecipients, message.toRecipients.length ? '' : '(nobody yet)'),
		...people('Cc', message.ccRecipients),
		...people('Bcc', message.bccRecipients),
		...people('Reply-To', message.replyTo),
		...times(message),
	);
}

const day = ({ dateTime }) =>
	new Date(`${dateTime.slice(0, 10)}T12:00:00`).toLocaleDateString([], {
		day: 'numeric',
		month: 'short',
		year: 'numeric',
	});

function badges(message) {
	const made = [];
	const add = (text, kind = '') => made.push(element('span', { class: `badge ${kind}` }, text));
	const { flagStatus, startDateTime, dueDateTime } = message.flag;
	if (message.isDraft) add('Draft', 'draft');
	if (!message.isRead) add('Unread');
	if (message.importance === 'high') add('! High importance', 'strong');
	if (message.importance === 'low') add('\u2193 Low importance');
	if (flagStatus === 'flagged')
		add(
			['Flagged', startDateTime && `start ${day(startDateTime)}`, dueDateTime && `due ${day(dueDateTime)}`]
				.filter(Boolean)
				.join(', '),
		);
	if (flagStatus === 'complete') add('Flag: complete');
	if (message.isReadReceiptRequested) add('Read receipt requested');
	if (message.isDeliveryReceiptRequested) add('Delivery receipt requested');
	for (const category of message.categories) add(category, 'category');
	return made.length > 0 ? element('div', { class: 'badges' }, ...made) : null;
}

const attachmentKinds = {
	'#microsoft.graph.itemAttachment': 'Outlook item',
	'#microsoft.graph.referenceAttachment': 'link to a file',
};

function files(message) {
	if (message.attachments.length === 0) return null;
	const list = message.attachments.map((one) => {
		const words = [
			sizeText(one.size),
			attachmentKinds[one.odataType] ?? one.contentType ?? 'no type',
			...(one.isInline ? ['inline'] : []),
		].join(' \u00b7 ');
		const parts = [
			icon('attachment'),
			element('span', { class: 'file-name' }, one.name),
			element('span', { class: 'muted' }, words),
		];
		const link = {
			class: 'file',
			href: address('attachment', { mailbox: view.mailbox, id: message.id, attachment: one.id }),
			download: one.name,
			'data-key': one.id,
		};
		return element(
			'li',
			{},
			one.hasBytes
				? element('a', link, ...parts, element('span', { class: 'said' }, ' (download)'))
				: element('span', { class: 'file' }, ...parts),
		);
	});
	const title = message.attachments.length === 1 ? '1 attachment' : `${message.attachments.length} attachments`;
	return element(
		'section',
		{ class: 'part', 'aria-label': 'Attachments' },
		element('h3', {}, title),
		element('ul', { class: 'files' }, ...list),
	);
}

function table(title, pairs) {
	if (pairs.length === 0) return null;
	const rows = pairs.map(([name, value]) =>
		element('tr', {}, element('th', { scope: 'row' }, name), element('td', {}, value)),
	);
	return element('table', {}, element('caption', {}, title), element('tbody', {}, ...rows));
}

function body(message) {
	const { contentType, content } = message.body;
	if (contentType === 'text' && !content.trim())
		return element('div', { class: 'body nothing' }, 'This message has no text yet.');
	if (contentType === 'text')
		return element('pre', { class: 'body', tabindex: '0', role: 'region', 'aria-label': 'Message text' }, content);
	const source = address('body', { mailbox: view.mailbox, id: message.id, v: message.changeKey });
	return element(
		'div',
		{ class: 'body' },
		element('iframe', { sandbox: '', src: source, title: 'Message text', referrerpolicy: 'no-referrer' }),
	);
}

function messageView(message) {
	const note = message.asksOtherSites
		? element(
				'p',
				{ class: 'note' },
				'Pictures from other sites are not loaded: this page never asks the internet for anything.',
			)
		: null;
	return [
		badges(message),
		envelope(message),
		files(message),
		table(
			'Custom headers',
			message.internetMessageHeaders.map(({ name, value }) => [name, value]),
		),
		note,
		body(message),
	];
}

function headersView(message, { headers }) {
	const identifiers = [
		'id',
		'conversationId',
		'internetMessageId',
		'webLink',
		'createdDateTime',
		'lastModifiedDateTime',
		'parentFolderId',
		'changeKey',
	].map((name) => [name, String(message[name])]);
	identifiers.splice(1, 0, ['id (immutable)', message.key]);
	const properties = [...message.singleValueExtendedProperties, ...message.multiValueExtendedProperties].map(
		({ id, value }) => [id, [value].flat().join(', ')],
	);
	return [
		table(
			'Header lines of the MIME source',
			headers.map(({ name, value }) => [name, value]),
		),
		table('Extended properties', properties),
		table(
			'Open extensions',
			message.extensions.map((one) => [one.extensionName, JSON.stringify(one)]),
		),
		table("Graph's identifiers", identifiers),
	];
}

function sourceView(message, { text, length }) {
	const shown = new TextEncoder().encode(text).length;
	const words =
		shown < length ? `The first ${sizeText(shown)} of ${sizeText(length)} are shown.` : `${sizeText(length)}, RFC 5322`;
	const link = {
		class: 'button',
		href: address('eml', { mailbox: view.mailbox, id: message.id }),
		download: '',
		'data-key': 'eml',
	};
	return [
		element(
			'div',
			{ class: 'source-head' },
			element('span', { class: 'muted' }, words),
			element('a', link, 'Download .eml'),
		),
		element('pre', { class: 'source mono', tabindex: '0', role: 'region', 'aria-label': 'MIME source' }, text),
	];
}

const tabs = { message: 'Message', headers: 'Headers', source: 'MIME source' };

async function panel(message) {
	const properties = {
		id: 'panel',
		role: 'tabpanel',
		'aria-labelledby': `tab-${view.tab}`,
		class: `panel ${view.tab}`,
	};
	if (view.tab === 'message') return element('div', properties, ...messageView(message).filter(Boolean));
	const source = await load('source', { mailbox: view.mailbox, id: message.id });
	if (!source) return element('div', properties, element('p', { class: 'muted' }, 'This message is no longer there.'));
	const parts = view.tab === 'headers' ? headersView(message, source) : sourceView(message, source);
	return element('div', properties, ...parts.filter(Boolean));
}

function tabList(chooseTab) {
	const buttons = Object.entries(tabs).map(([name, label]) => {
		const selected = name === view.tab;
		const properties = {
			type: 'button',
			role: 'tab',
			id: `tab-${name}`,
			'data-key': `tab-${name}`,
			'data-tab': name,
			'aria-selected': String(selected),
			'aria-controls': 'panel',
			tabindex: selected ? '0' : '-1',
		};
		return element('button', { ...properties, onclick: () => chooseTab(name) }, label);
	});
	const list = element('div', { class: 'tabs', role: 'tablist', 'aria-label': 'Views of the message' }, ...buttons);
	moveWithKeys(list, '[role=tab]', {
		next: 'ArrowRight',
		previous: 'ArrowLeft',
		then: (tab) => chooseTab(tab.dataset.tab),
	});
	return list;
}

/** Graph's own words, and what a person can do about the most frequent refusal. */
function sayRefusal({ status, code, message }) {
	const help =
		code === 'ErrorInvalidRecipients'
			? ' Let the workflow fill in To, Cc or Bcc with complete addresses, then try again.'
			: '';
	at('send-problem').replaceChildren(
		element('strong', {}, 'Not sent. '),
		code ? `Graph's answer: ${status} ${code}: ${message}` : message,
		help,
	);
	at('send-problem').hidden = false;
}

function sendButton(message, sent) {
	if (!message.isDraft) return null;
	const button = element(
		'button',
		{ type: 'button', class: 'button primary', 'data-key': 'send' },
		icon('sentitems'),
		'Send',
	);
	button.addEventListener('click', async () => {
		// Not `disabled`, which would take the focus away.
		if (button.getAttribute('aria-disabled') === 'true') return;
		button.setAttribute('aria-disabled', 'true');
		const answer = await act('send', { mailbox: view.mailbox, id: message.id });
		button.removeAttribute('aria-disabled');
		if (answer.ok) sent(message, answer);
		else sayRefusal(answer);
	});
	return button;
}

/* Editing: a draft's people, subject and text, as its owner would in Outlook. */

let edited = '';

/** A name that holds a separator stands in quotes. */
const nameText = (name) => (/[,;<>"]/.test(name) ? `"${name.replaceAll('"', "'")}"` : name);

const peopleText = (list) =>
	list
		.map(({ emailAddress: { name, address: mail = '' } }) =>
			name && name !== mail ? `${nameText(name)} <${mail}>` : mail,
		)
		.join('; ');

function field(label, name, value, lines = 0) {
	const id = `edit-${name}`;
	const properties = {
		id,
		name,
		'data-key': id,
		autocomplete: 'off',
		spellcheck: name === 'text' || name === 'subject' ? 'true' : 'false',
	};
	const input = lines
		? element('textarea', { ...properties, rows: lines })
		: element('input', { ...properties, type: 'text' });
	input.value = value;
	return [element('label', { for: id }, label), input];
}

function editForm(message, done) {
	const was = {
		to: peopleText(message.toRecipients),
		cc: peopleText(message.ccRecipients),
		bcc: peopleText(message.bccRecipients),
		subject: message.subject,
		// A textarea has no other line ends.
		text: message.text.replaceAll('\r\n', '\n'),
	};
	const lines = Math.min(20, Math.max(8, message.text.split('\n').length + 1));
	const note =
		message.body.contentType === 'html'
			? element(
					'p',
					{ class: 'muted' },
					'If you change the text here, its formatting and pictures are lost. Recipients and subject can be changed alone.',
				)
			: null;
	const form = element(
		'form',
		{ class: 'edit', 'aria-label': 'Edit the draft' },
		...field('To', 'to', was.to),
		...field('Cc', 'cc', was.cc),
		...field('Bcc', 'bcc', was.bcc),
		...field('Subject', 'subject', was.subject),
		...field('Text', 'text', was.text, lines),
		note,
		element(
			'div',
			{ class: 'buttons' },
			element(
				'button',
				{ type: 'button', class: 'button', 'data-key': 'edit-cancel', onclick: () => done() },
				'Cancel',
			),
			element('button', { type: 'submit', class: 'button primary', 'data-key': 'edit-save' }, 'Save'),
		),
	);
	form.addEventListener('submit', async (event) => {
		event.preventDefault();
		const changed = Object.entries(was).filter(([name, value]) => form.elements[name].value !== value);
		const values = Object.fromEntries(changed.map(([name]) => [name, form.elements[name].value]));
		const answer =
			changed.length > 0 ? await act('edit', { mailbox: view.mailbox, id: message.id, ...values }) : { ok: true };
		if (answer.ok) return done();
		at('send-problem').replaceChildren(element('strong', {}, 'Not saved. '), answer.message);
		at('send-problem').hidden = false;
	});
	return form;
}

function editButton(message, edit) {
	if (!message.isDraft || edited === message.key) return null;
	return element(
		'button',
		{ type: 'button', class: 'button', 'data-key': 'edit', onclick: edit },
		icon('drafts'),
		'Edit',
	);
}

const anyMessage = () => state.mailboxes.some(({ messageCount }) => messageCount > 0);

function nothing() {
	if (view.key)
		return empty(
			'mail',
			'This message is no longer there',
			'It was deleted or moved to another mailbox, or the simulator was reset.',
		);
	if (folder()?.totalItemCount) return empty('mail', 'No message is open', 'Choose one in the list.');
	return anyMessage()
		? empty('mail', 'No message is open', 'This folder has none.')
		: empty('mail', 'Waiting for the first draft', 'Run a workflow that creates a draft: it opens here by itself.');
}

let shown = '';

/** Draws anew only what has changed, so that reading is not disturbed. */
export async function drawMessage(message, { chooseTab, sent }) {
	if (edited !== message?.key || !message.isDraft || view.tab !== 'message') edited = '';
	// What is being typed stays, whatever else happens in the simulator.
	const state = edited ? 'edited' : message?.['@odata.etag'];
	const wanted = message
		? [view.mailbox, message.key, state, message.parentFolderId, view.tab].join(' ')
		: ['none', view.key, anyMessage(), folder()?.totalItemCount].join(' ');
	if (wanted === shown) return;
	document.title = message ? `${message.subject || '(no subject)'} - Outlook simulator` : 'Outlook simulator';
	at('message').hidden = !message;
	at('message-empty').hidden = Boolean(message);
	if (!message) {
		shown = wanted;
		at('message').replaceChildren();
		at('message-empty').replaceChildren(...nothing());
		return;
	}
	const redraw = (key) => {
		edited = key;
		shown = '';
		return load('message', { mailbox: view.mailbox, id: message.key }).then((fresh) =>
			drawMessage(fresh, { chooseTab, sent }),
		);
	};
	const close = () => redraw('').then(() => at('message').querySelector('[data-key=edit]')?.focus());
	const made = edited
		? element(
				'div',
				{ id: 'panel', role: 'tabpanel', 'aria-labelledby': `tab-${view.tab}`, class: 'panel' },
				editForm(message, close),
			)
		: await panel(message);
	shown = wanted;
	const subject = message.subject || '(no subject)';
	const head = element(
		'div',
		{ class: 'message-head' },
		element('h2', { id: 'subject', class: subject.length > 90 ? 'long' : undefined }, subject),
		element(
			'div',
			{ class: 'actions' },
			editButton(message, () => redraw(message.key).then(() => at('edit-to')?.focus())),
			edited ? null : sendButton(message, sent),
		),
	);
	const problem = element('p', { id: 'send-problem', class: 'problem', role: 'alert', hidden: true });
	const isOther = at('message').dataset.shown !== `${message.key} ${view.tab}`;
	at('message').dataset.shown = `${message.key} ${view.tab}`;
	replaceKeepingFocus(at('message'), [head, problem, tabList(chooseTab), made]);
	if (isOther) at('reading').scrollTop = 0;
}
