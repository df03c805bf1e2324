import { client } from './client.mts';

test('mails to answer, again after a reset; nothing of it where nobody asked', async () => {
	const { simulator, call } = await client({ sampleMail: true });
	const inbox = async (): Promise<string[]> =>
		(await call('GET', '/me/mailFolders/inbox/messages')).json.value.map(({ subject }: { subject: string }) => subject);
	const subjects = await inbox();
	expect(subjects[0]).toBe('Lunch on Thursday?');
	const [newest] = (await call('GET', '/me/mailFolders/inbox/messages')).json.value;
	expect(newest).toMatchObject({ isDraft: false, isRead: false, from: { emailAddress: { name: 'Lee Chen' } } });
	const reply = await call('POST', `/me/messages/${newest.id}/createReplyAll`);
	expect(reply.json.toRecipients[0].emailAddress.address).toBe('lee.chen@example.com');
	simulator.reset();
	expect(await inbox()).toEqual(subjects);
	expect((await call('GET', '/me/mailFolders/drafts/messages')).json.value).toEqual([]);
	await simulator.close();
	const plain = await client();
	expect(plain.simulator.store.messages('megan.bowen@contoso.com')).toEqual([]);
	await plain.simulator.close();
});
