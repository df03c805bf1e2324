// Pictures of the simulator's page with a draft in it.
import type { Page } from 'playwright-core';
import type { Simulator } from '../../simulator/server.mts';
import type { Camera } from './camera.mts';

export const MAILBOX = 'support@contoso.com';
const CAME = '2027-01-11T09:12:00Z';
const READ = '2027-01-11T09:30:00Z';
const DRAFT = {
	subject: 'Your offer',
	categories: ['Blue category'],
	toRecipients: [{ emailAddress: { name: 'Alex Wilber', address: 'alex.wilber@example.com' } }],
	internetMessageHeaders: [{ name: 'x-ticket', value: 'C-417' }],
	body: {
		contentType: 'html',
		content:
			'<p>Dear Alex,</p><p>thank you for asking. Here is our offer for <b>20 desks</b>; it is good until the end of March.</p>' +
			'<p>Kind regards<br>Contoso Support</p>',
	},
	attachments: [
		{
			'@odata.type': '#microsoft.graph.fileAttachment',
			name: 'offer.pdf',
			contentType: 'application/pdf',
			contentBytes: Buffer.alloc(48_000, 'offer ').toString('base64'),
		},
	],
};

export async function takeMailbox(camera: Camera, simulator: Simulator): Promise<void> {
	simulator.reset();
	const response = await fetch(`${simulator.url}/v1.0/users/${MAILBOX}/messages`, {
		method: 'POST',
		headers: {
			authorization: `Bearer ${simulator.issueToken({ kind: 'application' })}`,
			'content-type': 'application/json',
		},
		body: JSON.stringify(DRAFT),
	});
	if (!response.ok) throw new Error(`The simulator took no draft (${response.status}): ${await response.text()}`);
	const { id } = (await response.json()) as { id: string };
	const page = await openMessage(camera, simulator, id, { width: 1120, height: 640 });
	await camera.take('mailbox', page);
	await page.context().close();
}

/** The page with a message of the mailbox open, which came and is read at a fixed time. */
export async function openMessage(
	camera: Camera,
	simulator: Simulator,
	id: string,
	viewport: { width: number; height: number },
): Promise<Page> {
	const message = simulator.store.messages(MAILBOX).find((one) => one.id === id)!;
	Object.assign(message, {
		createdDateTime: CAME,
		receivedDateTime: CAME,
		lastModifiedDateTime: CAME,
		sentDateTime: CAME,
	});
	// The page takes no style from elsewhere, and the first picture of README hides a part of it.
	const page = await camera.open({ viewport, bypassCSP: true });
	await page.clock.setFixedTime(READ);
	await page.goto(`${simulator.url}/#${new URLSearchParams({ mailbox: MAILBOX, message: id })}`);
	await page
		.locator('#subject')
		.filter({ hasText: message.subject ?? '' })
		.waitFor();
	await page.waitForTimeout(600);
	return page;
}
