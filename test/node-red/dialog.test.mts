// What the dialog shows where: a person writes the mail first, and what only programs need comes last.
import { OPERATIONS, otherWords, SECTIONS, sectionOf } from '../../node-red/fields';
import { editorHtml } from '../../node-red/editor/html';
import { locale } from '../../node-red/editor/locale';

const html = editorHtml('', '', { 'outlook-draft': '', 'outlook-account': '', 'outlook-watch': '' });
const rowsIn = (section: string): string[] => {
	const [, rest = ''] = html.split(`id="outlook-draft-section-${section}"`);
	const end = rest.indexOf('id="outlook-draft-section-');
	return [...rest.slice(0, end < 0 ? undefined : end).matchAll(/id="outlook-draft-row-(\w+)"/g)].map(
		([, name]) => name!,
	);
};
const operation = (value: string) => OPERATIONS.find((one) => one.value === value)!;

test('a new draft begins with To, Subject and Body, then Cc, Bcc and files, then where it goes', () => {
	const main = operation('draft:create').fields.filter((field) => sectionOf(field) === 'main');
	const names = ['to', 'subject', 'body', 'bodyType', 'cc', 'bcc', 'attachments', 'mailbox', 'folder', 'messageSource'];
	expect(main.slice(0, 10).map(({ name }) => name)).toEqual(names);
	const shown = rowsIn('main').filter((name) => names.includes(name));
	expect(shown).toEqual(names);
});

test('one question says where the message comes from', () => {
	const source = operation('draft:create').fields.find(({ name }) => name === 'messageSource')!;
	expect([source.label, source.choices!.map(({ label }) => label)]).toEqual([
		'Message Comes From',
		['Fields', 'Template in Outlook', '.eml File', 'Source Text', 'Base64', 'Graph JSON'],
	]);
});

test('further fields are in groups with a title each, none of them in the order of the alphabet', () => {
	expect(SECTIONS.slice(1).map((section) => (locale() as any)['outlook-draft'].group[section])).toEqual([
		'More fields',
		'Marks and follow-up',
		'Tracking',
		'For programs',
		'Options',
	]);
	expect(rowsIn('marks')).toContain('flagDue');
	expect(rowsIn('tracking')).toEqual(['requestReadReceipt', 'requestDeliveryReceipt']);
	expect(rowsIn('programs')).toEqual(
		expect.arrayContaining(['extendedProperties', 'openExtension', 'changeKey', 'mark']),
	);
});

test('each operation in its own words and order', () => {
	const words = (value: string) => otherWords(operation(value));
	expect(words('draft:reply').to!.label).toBe('Also To');
	expect(sectionOf(operation('draft:reply').fields.find(({ name }) => name === 'to')!)).toBe('additionalFields');
	expect(words('message:send').duplicates!.choice.off).toBe('Send It Again');
	const names = operation('draft:update').fields.map(({ name }) => name);
	expect(names.slice(0, 4)).toEqual(['mailbox', 'draftId', 'subject', 'body']);
});
