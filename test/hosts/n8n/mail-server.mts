// A mail server that takes whatever it gets (RFC 5321), so that n8n's "Send and Wait" has somewhere to send its question.
import { createServer, type AddressInfo, type Socket } from 'node:net';

export interface MailServer {
	port: number;
	/** The mails that came, oldest first, as their source. */
	mails: string[];
	close(): Promise<void>;
}

export async function startMailServer(): Promise<MailServer> {
	const mails: string[] = [];
	const server = createServer((socket) => serve(socket, mails));
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		port: (server.address() as AddressInfo).port,
		mails,
		close: async () => await new Promise((resolve) => server.close(() => resolve())),
	};
}

function serve(socket: Socket, mails: string[]): void {
	let received = '';
	let isData = false;
	socket.write('220 mail.example.com\r\n');
	socket.on('error', () => {});
	socket.setEncoding('utf8').on('data', (text: string) => {
		received += text;
		for (;;) {
			const end = isData ? received.indexOf('\r\n.\r\n') : received.indexOf('\r\n');
			if (end < 0) return;
			const piece = received.slice(0, end);
			received = received.slice(end + (isData ? 5 : 2));
			if (isData) mails.push(piece);
			isData = !isData && /^DATA$/i.test(piece);
			socket.write(isData ? '354 go on\r\n' : /^QUIT$/i.test(piece) ? '221 bye\r\n' : '250 ok\r\n');
			if (/^QUIT$/i.test(piece)) socket.end();
		}
	});
}
