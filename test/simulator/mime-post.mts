import nodemailer from 'nodemailer';
import type { Client, Reply } from './client.mts';

export const base64 = (mime: string | Buffer): string => Buffer.from(mime).toString('base64');

/** Posts MIME as Graph wants it: base64 in text/plain. */
export function post(
	c: Client,
	mime: string | Buffer,
	path = '/me/messages',
	headers: Record<string, string> = {},
): Promise<Reply> {
	return c.call('POST', path, base64(mime), { 'content-type': 'text/plain', ...headers });
}

/** A message as a mail program writes it. */
export async function mail(
	options: Parameters<ReturnType<typeof nodemailer.createTransport>['sendMail']>[0],
): Promise<Buffer> {
	const transport = nodemailer.createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
	const { message } = await transport.sendMail({ from: 'megan.bowen@contoso.com', to: 'ann@example.com', ...options });
	return message as Buffer;
}

/** The bytes of an answer, which `call` gives as text. */
export async function bytes(c: Client, path: string): Promise<Buffer> {
	const authorization = `Bearer ${c.simulator.issueToken({ kind: 'delegated' })}`;
	return Buffer.from(
		await (await fetch(`${c.simulator.url}/v1.0${path}`, { headers: { authorization } })).arrayBuffer(),
	);
}
