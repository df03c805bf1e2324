// A draft in the mailbox as a template: what it gives to new drafts, replies and forwards.
import type { Simulator } from '../../../simulator/server.mts';
import { lifeBench, ME, type LifeBench } from '../../support/life.mts';
import { keepTemplate, LETTER, lettersIn, PIXEL, ROW } from '../../support/templates.mts';
import { useSimulator } from '../../support/useSimulator.mts';

let simulator: Simulator;
let bench: LifeBench;
useSimulator((started) => {
	simulator = started;
	bench = lifeBench(simulator);
});

const FROM_TEMPLATE = { folder: 'drafts', messageSource: 'template', templateFolder: 'Templates', templateValues: ROW };
const people = (list: Array<{ emailAddress: { name?: string; address?: string } }> | undefined) =>
	(list ?? []).map(({ emailAddress: { name, address } }) => `${name ?? ''} <${address ?? ''}>`);
const refusalOf = async (work: Promise<unknown>): Promise<string> =>
	await work.then(
		() => {
			throw new Error('It was not refused.');
		},
		(error: { text: string }) => error.text,
	);

test('text, recipients, marks, images and files go into the draft', async () => {
	const template = await keepTemplate(simulator);
	const { output, warnings } = await bench.run('draft:create', { ...FROM_TEMPLATE, templateId: template.id });
	expect(warnings).toEqual([]);
	const [draft] = lettersIn(simulator, template);
	expect(draft).toMatchObject({ subject: 'Your order 4711', importance: 'high', isDraft: true });
	expect(people(draft.toRecipients as never)).toEqual(['Anna Lee <anna@fabrikam.com>']);
	expect(people(draft.ccRecipients as never)).toEqual(['Sales <sales@contoso.com>']);
	// As the mailbox keeps it.
	const filled = bench
		.message(template.id)!
		.body.content.replace(
			'Dear {{</span><span class=SpellE><span lang=DE>First&nbsp;</span></span>name}}',
			'Dear </span><span class=SpellE><span lang=DE>Anna</span></span>',
		)
		.replace('{{Date:d. MMMM yyyy}} {{Remark|}}{{city|}}', '29. November 2026 ')
		.replace(
			/<tr><td><p class=MsoNormal>\{\{.*?<\/tr>/s,
			[
				['Pen', 2],
				['Ink', 5],
			]
				.map(
					([item, price]) =>
						`<tr><td><p class=MsoNormal><span class=GramE></span>${item}</p></td><td>${price} EUR</td></tr>`,
				)
				.join(''),
		)
		.replace('%7B%7BNumber%7D%7D', '4711');
	const sent = JSON.parse(simulator.requests.find(({ method }) => method === 'POST')!.body as string);
	expect(sent.body).toEqual({ contentType: 'html', content: filled });
	expect(draft.attachments.map(({ name, isInline, contentId }) => [name, isInline, contentId ?? null])).toEqual([
		['logo.png', true, 'logo@contoso'],
		['stamp.png', true, 'stamp@contoso'],
		['footer.png', true, 'footer@contoso'],
		['terms.pdf', false, null],
		['prices.csv', false, null],
	]);
	expect(draft.attachments.map(({ contentBytes }) => Buffer.from(contentBytes!, 'base64').toString('latin1'))).toEqual([
		...Array.from({ length: 3 }, () => PIXEL.toString('latin1')),
		'The file terms.pdf',
		'The file prices.csv',
	]);
	expect(output).toMatchObject({ subject: 'Your order 4711' });
	// The template is as it was.
	expect(bench.message(template.id)).toMatchObject({ subject: LETTER.subject, importance: 'high' });
});

describe('which draft it is', () => {
	test.each([
		['its subject', 'Your order {{Number}}'],
		['its subject in another spelling', 'your  ORDER {{number}}'],
		['a part of its subject', 'order'],
		['its subject, as n8n gives it', { mode: 'subject', value: 'Your order' }],
	])('%s', async (_what, templateId) => {
		const template = await keepTemplate(simulator);
		await keepTemplate(simulator, { subject: 'Other' });
		await bench.run('draft:create', { ...FROM_TEMPLATE, templateId });
		expect(lettersIn(simulator, template).filter(({ subject }) => subject === 'Your order 4711')).toHaveLength(1);
	});
	test('its id, its address, or what a step returned', async () => {
		const template = await keepTemplate(simulator);
		const { openLink: webLink } = (await bench.run('draft:get', { draftId: template.id })).output;
		for (const templateId of [
			template.id,
			{ mode: 'list', value: template.id },
			webLink,
			{ mode: 'url', value: webLink },
			{ id: template.id },
		])
			await bench.run('draft:create', { ...FROM_TEMPLATE, templateId });
		expect(lettersIn(simulator, template)).toHaveLength(5);
	});
	test.each([
		['', 'Template: it is empty.'],
		[
			'Offer',
			'Template: there is no draft "Offer" in the folder "Templates". There are: "Your order {{Number}}", "Your order {{Number}}".',
		],
		['Your order', '2 drafts in the folder "Templates" are called "Your order"'],
		[
			{
				mode: 'id',
				value: 'AAMkAGVmMDEzMTM4LTZmYWUtNDdkNC1hMDZiLTU1OGY5OTZhYmY4OABGAAAAAAAiQ8W967B7TKBjgx9rVEURBwAiIsqMbYjsT5e',
			},
			'Template: this draft is no longer in the mailbox.',
		],
	])('%j', async (templateId, said) => {
		await keepTemplate(simulator);
		await keepTemplate(simulator);
		expect((await refusalOf(bench.run('draft:create', { ...FROM_TEMPLATE, templateId }))).toLowerCase()).toContain(
			said.toLowerCase(),
		);
		expect(simulator.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
	});
	test('by its subject it is found among hundreds', async () => {
		const template = await keepTemplate(simulator);
		for (let number = 0; number < 260; number++) await keepTemplate(simulator, { subject: `Note ${number}` });
		await bench.run('draft:create', { ...FROM_TEMPLATE, templateId: 'Your order {{Number}}' });
		expect(lettersIn(simulator, template).filter(({ subject }) => subject === 'Your order 4711')).toHaveLength(1);
	});
	test('without the folder it says how to make one', async () => {
		expect(await refusalOf(bench.run('draft:create', { ...FROM_TEMPLATE, templateId: 'Offer' }))).toMatch(
			/^Template Folder: there is no folder "Templates" in this mailbox\. Make it in Outlook and move a draft/,
		);
	});
	test('a message that was received is none', async () => {
		const id = await bench.receive();
		expect(await refusalOf(bench.run('draft:create', { ...FROM_TEMPLATE, templateId: id }))).toMatch(
			/^Template: "Offer" is not a draft/,
		);
	});
});

describe('fields that are filled in', () => {
	test('win, and their placeholders need no values', async () => {
		const template = await keepTemplate(simulator, {
			...LETTER,
			subject: '{{Nothing}}',
			toRecipients: [{ emailAddress: { address: '{{Nobody}}' } }],
		});
		const fields = { to: 'b@contoso.com', cc: '', bcc: '', subject: 'Hello', body: '', importance: 'low' };
		await bench.run('draft:create', { ...FROM_TEMPLATE, templateId: template.id, ...fields });
		const [draft] = lettersIn(simulator, template);
		expect(draft).toMatchObject({ subject: 'Hello', importance: 'low' });
		expect(people(draft.toRecipients as never)).toEqual([' <b@contoso.com>']);
		expect(people(draft.ccRecipients as never)).toEqual(['Sales <sales@contoso.com>']);
		expect(draft.body.content).toContain('Anna');
	});
	test('with another body the images of the text stay away, files come', async () => {
		const template = await keepTemplate(simulator);
		await bench.run('draft:create', { ...FROM_TEMPLATE, templateId: template.id, body: '<p>Hi</p>' });
		const [draft] = lettersIn(simulator, template);
		expect(draft.body.content).toContain('<p>Hi</p>');
		expect(draft.attachments.map(({ name }) => name)).toEqual(['terms.pdf', 'prices.csv']);
	});
	test('headers and a signature join it', async () => {
		const template = await keepTemplate(simulator);
		await bench.run('draft:create', {
			...FROM_TEMPLATE,
			templateId: template.id,
			signature: '<p>Megan</p>',
			customHeaders: [{ name: 'x-a', value: 'b' }],
		});
		const [draft] = lettersIn(simulator, template);
		expect(draft.body.content).toMatch(/Your order<\/a><\/p>\s*<\/div><br><br>\s*<p>Megan<\/p><\/body>/);
		expect(draft.internetMessageHeaders).toEqual([{ name: 'x-a', value: 'b' }]);
	});
});

describe('values', () => {
	const plain = { subject: 'Hello {{Name}}', body: { contentType: 'text', content: 'Dear {{Name}},\r\n{{Text}}' } };
	test.each([
		['an object', { templateValues: { Name: 'A', Text: 'b' } }],
		['JSON', { templateValues: '{"name":"A","text":"b"}' }],
		['a list of one', { templateValues: [{ Name: 'A', Text: 'b' }] }],
		[
			'rows',
			{
				templateValues: '',
				templateRows: [
					{ name: 'Name', value: 'A' },
					{ name: ' text ', value: 'b' },
					{ name: '', value: 'x' },
				],
			},
		],
		[
			'rows before the object',
			{ templateValues: { name: 'x', Text: 'b' }, templateRows: [{ name: 'Name', value: 'A' }] },
		],
		[
			'rows beside a payload that is a text',
			{
				templateValues: 'hello',
				templateRows: [
					{ name: 'Name', value: 'A' },
					{ name: 'Text', value: 'b' },
				],
			},
		],
	])('%s', async (_what, given) => {
		const template = await keepTemplate(simulator, plain);
		await bench.run('draft:create', { ...FROM_TEMPLATE, templateId: template.id, ...given });
		expect(lettersIn(simulator, template)).toMatchObject([
			{ subject: 'Hello A', body: { contentType: 'text', content: 'Dear A,\r\nb' } },
		]);
	});
	test('in a plain text they stay as they are, and a subject is one line', async () => {
		const template = await keepTemplate(simulator, plain);
		await bench.run('draft:create', {
			...FROM_TEMPLATE,
			templateId: template.id,
			templateValues: { Name: '<A>\n& B', Text: '"c"' },
		});
		expect(lettersIn(simulator, template)).toMatchObject([
			{ subject: 'Hello <A> & B', body: { content: 'Dear <A>\r\n& B,\r\n"c"' } },
		]);
	});
	test.each([
		[[{ a: 1 }, { a: 2 }], 'Values: this is a list of 2, and one draft takes one object. Split the list'],
		['just words', 'Values: "just words" is not an object with named values.'],
		[7, 'Values: "7" is not an object'],
		[{}, 'there is no value for {{Name}}, {{Text}}. There are no values at all.'],
		[undefined, 'There are no values at all.'],
		[{ Nam: 'A', Text: 'b' }, 'Did you mean "Nam" for {{Name}}?'],
	])('%j are refused before anything is made', async (templateValues, said) => {
		const template = await keepTemplate(simulator, plain);
		expect(
			await refusalOf(bench.run('draft:create', { ...FROM_TEMPLATE, templateId: template.id, templateValues })),
		).toContain(said);
		expect(simulator.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
	});
	test('missing ones may be empty or kept', async () => {
		const template = await keepTemplate(simulator, plain);
		for (const missingValues of ['empty', 'keep']) {
			const { warnings } = await bench.run('draft:create', {
				...FROM_TEMPLATE,
				templateId: template.id,
				templateValues: { Text: 'b' },
				missingValues,
			});
			// The checks of the message may say more.
			expect(warnings.filter((text) => text.startsWith('Template'))).toHaveLength(1);
		}
		expect(lettersIn(simulator, template).map(({ subject }) => subject)).toEqual(['Hello ', 'Hello {{Name}}']);
	});
	test('the language of names of months', async () => {
		const template = await keepTemplate(simulator, {
			subject: '{{D:d MMMM}}',
			body: { contentType: 'text', content: '' },
		});
		for (const templateLocale of ['', 'fr', 'de_DE'])
			await bench.run('draft:create', {
				...FROM_TEMPLATE,
				templateId: template.id,
				templateValues: { D: '2026-03-05' },
				templateLocale,
			});
		expect(lettersIn(simulator, template).map(({ subject }) => subject)).toEqual(['5 March', '5 mars', '5 März']);
		expect(
			await refusalOf(
				bench.run('draft:create', { ...FROM_TEMPLATE, templateId: template.id, templateLocale: 'Klingon language' }),
			),
		).toContain('Language of Dates: "Klingon language" is not known');
	});
});

test('the language of the mailbox, where the template says none: asked for once in a run, and never in the way', async () => {
	const template = await keepTemplate(simulator, {
		subject: '{{D:d MMMM}}',
		body: { contentType: 'text', content: '' },
	});
	const asked: string[] = [];
	const create = async (run: object, status: number, more: object = {}) =>
		await bench.run(
			'draft:create',
			{ ...FROM_TEMPLATE, templateId: template.id, templateValues: { D: '2026-03-05' }, ...more },
			{
				run,
				around: async (request, send) => {
					if (!request.url.includes('mailboxSettings')) return await send();
					asked.push(request.url.replace(simulator.url, ''));
					return { status, headers: {}, body: JSON.stringify({ locale: 'de-DE', displayName: 'Deutsch' }) };
				},
			},
		);
	const run = {};
	await create(run, 200);
	await create(run, 200);
	expect(asked).toEqual(['/v1.0/me/mailboxSettings/language']);
	await create({}, 403);
	await create({}, 200, { templateLocale: 'fr' });
	expect(asked).toHaveLength(2);
	expect(lettersIn(simulator, template).map(({ subject }) => subject)).toEqual([
		'5 März',
		'5 März',
		'5 March',
		'5 mars',
	]);
});

describe('recipients', () => {
	const to = (name: string, address: string) => ({ subject: 'x', toRecipients: [{ emailAddress: { name, address } }] });
	test.each([
		['an address', to('', '{{E}}'), { E: 'a@contoso.com' }, [' <a@contoso.com>']],
		['as Outlook keeps what it could not resolve', to('{{E}}', '{{E}}'), { E: 'a@contoso.com' }, [' <a@contoso.com>']],
		[
			'a name only',
			{ subject: 'x', toRecipients: [{ emailAddress: { name: '{{E}}' } }] },
			{ E: 'a@contoso.com' },
			[' <a@contoso.com>'],
		],
		['a part of an address', to('', '{{User}}@contoso.com'), { user: 'a' }, [' <a@contoso.com>']],
		[
			'several in one value',
			to('{{N}}', '{{E}}'),
			{ N: 'Team', E: 'a@contoso.com; b@contoso.com' },
			[' <a@contoso.com>', ' <b@contoso.com>'],
		],
		[
			'with a name of its own',
			to('{{N}}', '{{E}}'),
			{ N: 'Anna Lee', E: 'Ann <a@contoso.com>' },
			['Ann <a@contoso.com>'],
		],
		['nobody', to('', '{{E|}}'), {}, []],
	])('%s', async (_what, message, templateValues, expected) => {
		const template = await keepTemplate(simulator, message);
		await bench.run('draft:create', { ...FROM_TEMPLATE, templateId: template.id, templateValues });
		expect(people(lettersIn(simulator, template)[0].toRecipients as never)).toEqual(expected);
	});
	test('what is no address is refused by name', async () => {
		const template = await keepTemplate(simulator, to('', '{{E}}'));
		expect(
			await refusalOf(
				bench.run('draft:create', { ...FROM_TEMPLATE, templateId: template.id, templateValues: { E: 'Anna Lee' } }),
			),
		).toContain('To: "Anna Lee"');
	});
});

describe('once for all items of a run', () => {
	const row = (number: number) => ({ ...ROW, number });
	const create = async (run: object, template: { id: string }, number: number, now?: () => number) =>
		await bench.run(
			'draft:create',
			{ ...FROM_TEMPLATE, templateId: template.id, templateValues: row(number) },
			{ run, ...(now ? { now } : {}) },
		);
	const reads = () => bench.requests().filter((request) => request.startsWith('GET'));

	test('template and files are read once, also when all begin at the same time', async () => {
		const template = await keepTemplate(simulator);
		const run = {};
		await Promise.all(Array.from({ length: 20 }, async (_, number) => await create(run, template, number)));
		expect(lettersIn(simulator, template)).toHaveLength(20);
		expect(reads().filter((request) => /\/messages\/\*$/.test(request))).toHaveLength(1);
		expect(reads()).toHaveLength(1 + 1 + 5);
		await create({}, template, 21);
		expect(reads()).toHaveLength(14);
	});

	test('a change in the middle is said, and later drafts have it', async () => {
		const template = await keepTemplate(simulator);
		const run = {};
		let now = Date.now();
		await create(run, template, 1, () => now);
		now += 4_000;
		await create(run, template, 2, () => now);
		expect(reads()).toHaveLength(7);
		now += 2_000;
		expect((await create(run, template, 3, () => now)).warnings).toEqual([]);
		expect(reads()).toHaveLength(8);
		await bench.run('draft:update', { draftId: template.id, subject: 'New {{Number}}' });
		now += 6_000;
		const { warnings } = await create(run, template, 4, () => now);
		expect(warnings).toEqual([
			expect.stringMatching(/^Someone changed the template "New \{\{Number\}\}" while drafts were being made/),
		]);
		expect((await create(run, template, 5, () => now)).warnings).toHaveLength(1);
		expect(lettersIn(simulator, template).map(({ subject }) => subject)).toEqual([
			'Your order 1',
			'Your order 2',
			'Your order 3',
			'New 4',
			'New 5',
		]);
	});

	test('after a pause the new one is taken without a word', async () => {
		const template = await keepTemplate(simulator);
		const run = {};
		let now = Date.now();
		await create(run, template, 1, () => now);
		await bench.run('draft:update', { draftId: template.id, subject: 'New {{Number}}' });
		now += 61_000;
		expect((await create(run, template, 2, () => now)).warnings).toEqual([]);
		expect(lettersIn(simulator, template).at(-1)!.subject).toBe('New 2');
	});

	test('what could not be read is read again by the next item', async () => {
		const template = await keepTemplate(simulator);
		const run = {};
		const missing = { id: `${template.id.slice(0, -4)}BBBB` };
		await expect(create(run, missing, 1)).rejects.toThrow();
		await expect(create(run, missing, 2)).rejects.toThrow();
		await create(run, template, 3);
		expect(lettersIn(simulator, template)).toHaveLength(1);
	});
});

test('a key and the same content mean the merged draft', async () => {
	const template = await keepTemplate(simulator);
	const create = async (more: object, number = 1) =>
		(
			await bench.run('draft:create', {
				...FROM_TEMPLATE,
				templateId: template.id,
				templateValues: { ...ROW, number },
				...more,
			})
		).output.existing === true;
	expect([
		await create({ duplicates: 'key', draftKey: 'a' }),
		await create({ duplicates: 'key', draftKey: 'a' }, 2),
	]).toEqual([false, true]);
	expect([
		await create({ duplicates: 'sameContent' }),
		await create({ duplicates: 'sameContent' }),
		await create({ duplicates: 'sameContent' }, 2),
	]).toEqual([false, true, false]);
	expect(lettersIn(simulator, template)).toHaveLength(3);
	const update = { duplicates: 'key', draftKey: 'a', onExisting: 'update' };
	expect(await create(update, 9)).toBe(true);
	expect(lettersIn(simulator, template).map(({ subject, attachments }) => [subject, attachments.length])).toEqual([
		['Your order 9', 5],
		['Your order 1', 5],
		['Your order 2', 5],
	]);
});

test('a dry run shows the merged message and makes nothing', async () => {
	const template = await keepTemplate(simulator);
	const { output } = await bench.run('draft:create', { ...FROM_TEMPLATE, templateId: template.id, dryRun: true });
	expect(output).toMatchObject({
		dryRun: true,
		request: { body: { subject: 'Your order 4711', body: { content: expect.stringContaining('29. November 2026') } } },
		attachments: [
			{ name: 'logo.png' },
			{ name: 'stamp.png' },
			{ name: 'footer.png' },
			{ name: 'terms.pdf' },
			{ name: 'prices.csv' },
		],
	});
	expect(output.summary).toContain('To: Anna Lee <anna@fabrikam.com>');
	expect(lettersIn(simulator, template)).toEqual([]);
});

describe.each([
	['draft:reply', 'RE: Offer'],
	['draft:forward', 'FW: Offer'],
])('%s', (operation, subject) => {
	test('the text of the template is above the history, with its images and files', async () => {
		const template = await keepTemplate(simulator, { ...LETTER, subject: '{{No value for this}}' });
		const messageId = await bench.receive();
		const { warnings } = await bench.run(operation, { ...FROM_TEMPLATE, messageId, templateId: template.id });
		expect(warnings).toEqual([]);
		const [draft] = lettersIn(simulator, template);
		expect(draft.subject).toBe(subject);
		expect(draft.body.content).toMatch(/Dear <\/span><span class=SpellE>.*?Anna[^]*4711[^]*What does it cost\?/);
		expect(draft.attachments.map(({ name, isInline }) => [name, isInline])).toEqual([
			['logo.png', true],
			['stamp.png', true],
			['footer.png', true],
			['terms.pdf', false],
			['prices.csv', false],
		]);
		expect(people(draft.ccRecipients as never)).toEqual([]);
		// Outlook's own, not the template's.
		expect(people(draft.toRecipients as never).join()).not.toContain('anna@fabrikam.com');
	});
	test('nothing is made when a value is missing', async () => {
		const template = await keepTemplate(simulator);
		const messageId = await bench.receive();
		expect(
			await refusalOf(
				bench.run(operation, { ...FROM_TEMPLATE, messageId, templateId: template.id, templateValues: {} }),
			),
		).toContain('{{First name}}');
		expect(simulator.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
	});
});

test('sent with message:send, a template is not known', async () => {
	expect(
		await refusalOf(bench.run('message:send', { ...FROM_TEMPLATE, to: 'a@contoso.com', templateId: 'x' })),
	).toContain('Message Comes From: a message that is sent at once');
});

test('the mailbox is the one of the draft', async () => {
	const template = await keepTemplate(simulator, LETTER, 'support@contoso.com');
	await bench.run(
		'draft:create',
		{ ...FROM_TEMPLATE, mailbox: 'support@contoso.com', templateId: 'Your order' },
		{ kind: 'application' },
	);
	expect(lettersIn(simulator, template, 'support@contoso.com')).toHaveLength(1);
	expect(lettersIn(simulator, template, ME)).toEqual([]);
});
