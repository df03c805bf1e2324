// What Outlook makes of a text that nobody has changed gives the same digest; what a person changes gives another one.
import { changedParts, digestOf, readDigest, UNKNOWN, writeDigest } from '../../../core/watch/digest';

const of = (content: string, contentType: 'html' | 'text' = 'html', more: object = {}) =>
	digestOf({
		subject: 'Offer',
		toRecipients: [{ emailAddress: { address: 'a@example.com' } }],
		body: { contentType, content },
		fileNames: [],
		...more,
	});

test.each([
	['non-breaking spaces', '<p>5 %  off</p>', '<p>5&nbsp;%&nbsp; off</p>'],
	['quotation marks and dashes', `<p>"It's" - so...</p>`, '<p>“It’s” – so…</p>'],
	[
		'paragraphs instead of line breaks',
		'<div>One<br><br>Two</div>',
		'<p class="MsoNormal">One</p><p class="MsoNormal">&nbsp;</p><p class="MsoNormal">Two</p>',
	],
	[
		'the whole document of Word',
		'<p>One</p>',
		'<html xmlns:o="x"><head><style>p {margin:0}</style></head><body><div class="WordSection1"><p class="MsoNormal">One<o:p></o:p></p></div></body></html>',
	],
	[
		'a list of Word',
		'<ul><li>one</li><li>two</li></ul>',
		'<p class="MsoListParagraph">·<span>&nbsp;&nbsp;</span>one</p><p class="MsoListParagraph">·<span>&nbsp;&nbsp;</span>two</p>',
	],
	[
		'addresses that become links',
		'<p>See www.example.com</p>',
		'<p>See <a href="http://www.example.com">www.example.com</a></p>',
	],
	['zero-width characters', '<p>One</p>', '<p>\u200bOne\ufeff</p>'],
	['a signature', '<p>One</p>', '<p>One</p><div id="Signature"><p>Megan</p></div>'],
	['decomposed letters', '<p>Müller</p>', '<p>Mu\u0308ller</p>'],
])('%s', (_name, before, after) => {
	expect(changedParts(of(before), of(after))).toEqual([]);
});

test('plain text that Outlook stores as HTML', () => {
	expect(
		changedParts(of('One\n\nTwo  three', 'text'), of('<div>One</div><div><br></div><div>Two&nbsp; three</div>')),
	).toEqual([]);
});

test.each([
	['another word', of('<p>Two</p>'), ['text']],
	['another number', of('<p>One 5</p>'), ['text']],
	['the subject', of('<p>One</p>', 'html', { subject: 'Offer 2' }), ['subject']],
	[
		'a recipient',
		of('<p>One</p>', 'html', { ccRecipients: [{ emailAddress: { address: 'b@example.com' } }] }),
		['recipients'],
	],
	['a file', of('<p>One</p>', 'html', { fileNames: ['a.pdf'] }), ['attachments']],
])('%s is a change', (_name, after, expected) => {
	expect(changedParts(of('<p>One</p>'), after)).toEqual(expected);
});

test('letter case and order of recipients are none', () => {
	const people = (...addresses: string[]) => ({
		toRecipients: addresses.map((address) => ({ emailAddress: { address } })),
	});
	expect(
		changedParts(
			of('x', 'text', people('A@example.com', 'b@example.com')),
			of('x', 'text', people('b@example.com', 'a@example.com')),
		),
	).toEqual([]);
});

test('is written and read again; what is none is undefined; what nobody knows is not compared', () => {
	const digest = of('<p>One</p>');
	expect(readDigest(writeDigest(digest))).toEqual(digest);
	for (const text of [undefined, '', '2.a.b.c.d', '1.a.b.c', '1.a.b.c.%']) expect(readDigest(text)).toBeUndefined();
	expect(changedParts({ ...digest, attachments: UNKNOWN }, of('<p>One</p>', 'html', { fileNames: ['x'] }))).toEqual([]);
});
