import { readMessageFiles } from '../../node-red/attachments';

async function file(entry: object) {
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
