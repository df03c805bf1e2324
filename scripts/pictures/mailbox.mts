// Pictures of the simulator's page with a draft in it.
import type { Simulator } from '../../simulator/server.mts';
import type { Camera } from './camera.mts';

const MAILBOX = 'support@contoso.com';
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
	const page = await camera.open({ viewport: { width: 1120, height: 640 } });
	await page.goto(`${simulator.url}/#${new URLSearchParams({ mailbox: MAILBOX, message: id })}`);
	await page.locator('#subject').filter({ hasText: DRAFT.subject }).waitFor();
	await page.waitForTimeout(600);
	await camera.take('mailbox', page);
	await page.context().close();
}
