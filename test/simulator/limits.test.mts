import { client, problem } from './client.mts';

test('requests in ten minutes, for one mailbox only', async () => {
	const c = await client({ switches: { requestsPerTenMinutes: 2 } });
	for (const status of [200, 200, 429]) expect((await c.call('GET', '/me/messages')).status).toBe(status);
	const refused = await c.call('GET', '/me/messages');
	expect(problem(refused)).toMatch(/^429 ApplicationThrottled/);
	expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(500);
	expect((await c.call('GET', '/users/support@contoso.com/messages')).status).toBe(200);
	c.simulator.reset();
	expect((await c.call('GET', '/me/messages')).status).toBe(200);
	await c.simulator.close();
});

test('bytes uploaded in five minutes; reading goes on', async () => {
	const c = await client({ switches: { uploadBytesPerFiveMinutes: 100 } });
	expect((await c.call('POST', '/me/messages', { subject: 'x'.repeat(60) })).status).toBe(201);
	expect(problem(await c.call('POST', '/me/messages', { subject: 'x'.repeat(60) }))).toMatch(
		/^429 ApplicationThrottled/,
	);
	expect((await c.call('GET', '/me/messages')).status).toBe(200);
	await c.simulator.close();
});
