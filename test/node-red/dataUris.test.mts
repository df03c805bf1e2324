import { readMessageFiles } from '../../node-red/attachments';

async function file(entry: unknown) {
	const [{ name, contentType, open }] = readMessageFiles([entry], undefined);
	const pieces: Uint8Array[] = [];
	for await (const piece of open()) pieces.push(Uint8Array.from(piece));
	return [name, contentType, Buffer.concat(pieces).toString()];
}

test.each([
	[{ filename: 'a.png', content: 'data:image/png;base64,SGVsbG8=' }, 'image/png'],
	[{ filename: 'a.png', content: 'data:image/png;base64,SGVs\r\nbG8' }, 'image/png'],
	[{ filename: 'a.png', content: 'data:image/png,Hel%6Co' }, 'image/png'],
	[{ filename: 'a.png', path: 'data:text/plain;charset=utf-8;base64,SGVsbG8=' }, 'text/plain'],
	[{ filename: 'a.png', href: 'data:;base64,SGVsbG8=' }, undefined],
	[{ filename: 'a.png', content: 'data:image/png;base64,SGVsbG8=', contentType: 'image/x' }, 'image/x'],
])('a data URI as attachment is its content: %j', async (entry, type) => {
	expect(await file(entry)).toEqual(['a.png', type, 'Hello']);
});

test('with an encoding it is text, and a damaged one is rejected', async () => {
	expect((await file({ filename: 'a.txt', content: 'data:,x', encoding: 'utf8' }))[2]).toBe('data:,x');
	expect(() => readMessageFiles([{ filename: 'a', content: 'data:image/png;base64,***' }], undefined)).toThrow(
		'base64 is damaged',
	);
});

// Attachments as other services and nodes have them.
test.each<[string, unknown, [string, string | undefined, string]]>([
	[
		"Graph's",
		{
			'@odata.type': '#microsoft.graph.fileAttachment',
			name: 'a.txt',
			contentType: 'text/plain',
			contentBytes: 'SGVsbG8=',
		},
		['a.txt', 'text/plain', 'Hello'],
	],
	[
		"n8n's",
		{ data: 'SGVsbG8=', mimeType: 'text/plain', fileName: 'a.txt', fileExtension: 'txt' },
		['a.txt', 'text/plain', 'Hello'],
	],
	[
		"SendGrid's",
		{ content: 'SGVsbG8=', filename: 'a.pdf', type: 'application/pdf', disposition: 'attachment' },
		['a.pdf', 'application/pdf', 'Hello'],
	],
	[
		"SendGrid's, but text",
		{ content: 'Hello, you!', filename: 'a.txt', type: 'text/plain' },
		['a.txt', 'text/plain', 'Hello, you!'],
	],
	[
		"mailparser's",
		{
			type: 'attachment',
			content: Buffer.from('Hello'),
			contentType: 'text/plain',
			contentDisposition: 'attachment',
			filename: 'a.txt',
			headers: new Map(),
			checksum: 'x',
			size: 5,
		},
		['a.txt', 'text/plain', 'Hello'],
	],
	[
		'a text in base64 without a word of it stays text',
		{ filename: 'a.txt', content: 'SGVsbG8=' },
		['a.txt', undefined, 'SGVsbG8='],
	],
	['a data URI by itself', 'data:image/png;base64,SGVsbG8=', ['', 'image/png', 'Hello']],
	['an ArrayBuffer', { filename: 'a', content: new Uint8Array([72, 105]).buffer }, ['a', undefined, 'Hi']],
])('%s', async (_name, entry, expected) => {
	expect(await file(entry)).toEqual(expected);
});

test("mailparser's id of an inline image", () => {
	const [one] = readMessageFiles([{ filename: 'a.png', content: Buffer.from('x'), contentId: '<logo@x>' }], undefined);
	expect(one.contentId).toBe('logo@x');
});

test.each([
	[{ name: 'a.txt', contentBytes: '***' }, 'base64 is damaged'],
	[{ fileName: 'a.txt', mimeType: 'text/plain', data: 'SGV*' }, 'base64 is damaged'],
	[{ fileName: 'a.txt', data: 'SGVsbG8=' }, 'has no content'],
	[{ filename: 'a.txt', content: { pipe() {} } }, 'an object'],
	['a.pdf', 'is a string'],
])('rejected in words: %j', (entry, words) => {
	expect(() => readMessageFiles([entry], undefined)).toThrow(words);
});
