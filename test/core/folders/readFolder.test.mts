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
