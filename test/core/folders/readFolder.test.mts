import { readFolder } from '../../../core/folders/readFolder';

const ID = 'AAMkAGVmMDEzMTM4LTZmYWUtNDdkNC1hMDZiLTU1OGY5OTZhYmY4OAAuAAAAAAAiQ8W967B7TKBjgx9rVEURAQ=';
const EXCHANGE = 'AAMkAGVmMDEzMTM4LTZmYWUtNDdkNC1hMDZiLTU1/GY5+TZhYmY4OAAuAAAAAAAiQ8W967B7TKBjgx9rVEURAQ=';

describe('a folder whose kind is chosen', () => {
	test.each([
		['list', 'drafts', { key: 'drafts' }],
		['list', ID, { key: ID }],
		['id', 'sentitems', { key: 'sentitems' }],
		['id', ` ${ID} `, { key: ID }],
		['id', EXCHANGE, { key: EXCHANGE.replace('/', '-').replace('+', '_') }],
		['id', encodeURIComponent(EXCHANGE), { key: EXCHANGE.replace('/', '-').replace('+', '_') }],
		['id', 'unknown', { key: 'unknown' }],
		['path', 'inbox', { path: ['inbox'] }],
		['path', 'Inbox/A', { path: ['Inbox', 'A'] }],
		['url', 'https://outlook.office.com/mail/archive', { key: 'archive' }],
	] as const)('%s: %s', (mode, value, expected) => {
		expect(readFolder({ mode, value })).toEqual(expected);
	});
});

describe('a folder that says itself what it is, as from a message property', () => {
	test.each([
		['Drafts', { key: 'Drafts' }],
		[ID, { key: ID }],
		['https://outlook.office.com/mail/inbox', { key: 'inbox' }],
		['Inbox/Clients', { path: ['Inbox', 'Clients'] }],
		['Clients', { path: ['Clients'] }],
		[2026, { path: ['2026'] }],
	])('%s', (value, expected) => {
		expect(readFolder(value)).toEqual(expected);
	});
});

test.each([
	['', 'it is empty'],
	[undefined, 'it is empty'],
	[{ mode: 'path', value: ' ' }, 'it is empty'],
	[{ mode: 'url', value: 'Inbox' }, 'is not the address of a folder'],
	['..', 'cannot be used in an address'],
	[['a'], 'a text is needed'],
	[{ id: 'a' }, 'a text is needed'],
])('%j is refused', (value, text) => {
	expect(() => readFolder(value)).toThrow(text);
});

describe('the address of a folder in a mailbox that was opened beside the own', () => {
	const address = (mailbox: string, folder = 'inbox') => `https://outlook.office.com/mail/${mailbox}/${folder}`;

	test.each([
		['me', address('support@contoso.com')],
		['me', address('support%40contoso.com', encodeURIComponent(ID))],
		['sales@contoso.com', address('support@contoso.com')],
		['me', 'https://outlook.office365.com/owa/?path=/mail/support@contoso.com/inbox'],
	])('in %s: it is not put into that mailbox (%s)', (mailbox, value) => {
		for (const given of [value, { mode: 'url', value }])
			expect(() => readFolder(given, mailbox)).toThrow(
				expect.objectContaining({
					message: expect.stringContaining('a folder in the mailbox "support@contoso.com", but Mailbox is'),
					cause: { hint: expect.stringContaining('Enter support@contoso.com in Mailbox') },
				}),
			);
	});

	test.each([
		['support@contoso.com', address('Support@Contoso.com')],
		['0c3d1d5b-6a0c-4c0e-9a4e-0a2b3c4d5e6f', address('support@contoso.com')],
		['me', 'https://outlook.live.com/mail/0/inbox'],
	])('in %s: %s', (mailbox, value) => expect(readFolder(value, mailbox)).toEqual({ key: 'inbox' }));
});
