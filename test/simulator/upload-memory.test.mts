import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { send } from './client.mts';

const MEGABYTE = 1024 * 1024;
const size = 150 * MEGABYTE;
const chunkSize = 10 * 327_680;

const answer = async (child: ChildProcess): Promise<{ rss: number; stored: number }> => {
	const told = once(child, 'message') as Promise<[{ rss: number; stored: number }]>;
	child.send('memory');
	return (await told)[0];
};

test('150 MB in an upload session cost the simulator little more than 150 MB', async () => {
	const child = fork(join(__dirname, 'memory-server.mts'));
	try {
		const [{ url, token }] = (await once(child, 'message')) as [{ url: string; token: string }];
		const authorization = `Bearer ${token}`;
		const { json } = await send(url, 'POST', '/me/messages', {}, { authorization });
		const session = await send(
			url,
			'POST',
			`/me/messages/${json.id}/attachments/createUploadSession`,
			{ AttachmentItem: { attachmentType: 'file', name: 'big.bin', size } },
			{ authorization },
		);
		const before = await answer(child);
		let highest = 0;
		let status = 0;
		for (let start = 0; start < size; start += chunkSize) {
			const body = Buffer.alloc(Math.min(chunkSize, size - start), start / chunkSize);
			const response = await fetch(session.json.uploadUrl, {
				method: 'PUT',
				headers: { 'content-range': `bytes ${start}-${start + body.length - 1}/${size}` },
				body,
			});
			status = response.status;
			await response.arrayBuffer();
			highest = Math.max(highest, (await answer(child)).rss);
		}
		const after = await answer(child);
		expect([status, after.stored]).toEqual([201, size + 158]);
		const grown = (bytes: number): number => Math.round((bytes - before.rss) / MEGABYTE);
		process.stdout.write(`150 MB uploaded: memory grew by ${grown(after.rss)} MB, at most by ${grown(highest)} MB\n`);
		expect(grown(highest)).toBeLessThan(200);
	} finally {
		child.kill();
	}
});
