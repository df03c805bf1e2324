// The questions themselves, put to the simulator: do they see what the service does, and is all removed again?
import { client } from '../simulator/client.mts';
import type { Client } from '../simulator/client.mts';
import { runChecks, withoutNames, type Result } from './check.mts';
import { questions } from './questions/index.mts';
import { liveResults, tables } from './report.mts';
import { Service } from './service.mts';

let c: Client;
beforeAll(async () => {
	c = await client({ delayMs: 5 });
});
beforeEach(() => c.simulator.reset());
afterAll(() => c.simulator.close());

const connect = (more: object = {}): Service =>
	new Service({
		url: c.simulator.url,
		token: c.simulator.issueToken({ kind: 'delegated' }),
		sharedMailbox: 'support@contoso.com',
		pauseMs: 5,
		...more,
	});

/** What is anywhere in the organisation: folders and messages by name. */
const everything = (): unknown =>
	c.simulator.store.mailboxes.map(({ address, folders, messages }) => [
		address,
		folders.map(({ displayName }) => displayName),
		messages.map(({ subject }) => subject),
	]);

async function ask(service: Service, wanted: RegExp): Promise<string> {
	const groups = questions.map((group) => ({
		...group,
		checks: group.checks.filter(({ question }) => wanted.test(question)),
	}));
	const results = await runChecks(groups, service);
	expect(results).toHaveLength(1);
	return results[0].answer;
}

test('every question gets an answer, and nothing is left in any mailbox', async () => {
	const before = everything();
	const service = connect();
	const results = await runChecks(questions, service);
	expect(results.filter(({ failed }) => failed)).toEqual([]);
	expect(results.length).toBeGreaterThan(80);
	expect(everything()).not.toEqual(before);
	expect(await service.cleanUp()).toEqual([]);
	expect(everything()).toEqual(before);
	expect(tables(results)).not.toMatch(/@contoso|AAMk|authtoken/);
}, 300_000);

test('the answers follow the service', async () => {
	const { switches } = c.simulator;
	const both = async (wanted: RegExp, change: () => void): Promise<string[]> => {
		const first = await ask(connect(), wanted);
		change();
		return [first, await ask(connect(), wanted)];
	};
	expect(await both(/`Location` header/, () => (switches.locationHeader = false))).toEqual(['yes', 'no']);
	expect(await both(/`comment` of createReply come/, () => (switches.createReplyComment = 'ignored'))).toEqual([
		expect.stringMatching(/^yes/),
		expect.stringMatching(/^no/),
	]);
	expect(await both(/immutable id survive/, () => (switches.immutableIdAfterSend = 'changed'))).toEqual([
		'yes',
		'no, the copy in Sent Items has another',
	]);
	expect(await both(/already there/, () => (switches.folderExistsStatus = 400))).toEqual([
		expect.stringMatching(/^409/),
		expect.stringMatching(/^400/),
	]);
	expect(await both(/^Smallest file/, () => (switches.smallestUploadSession = 3_000_000))).toEqual([
		expect.stringContaining('2,097,152: 201'),
		expect.stringContaining('2,097,152: 400'),
	]);
	expect(
		await both(/without recipients: an empty object/, () => (switches.forwardDraftWithoutRecipients = 'refused')),
	).toEqual(['201', expect.stringMatching(/^400/)]);
	expect(await both(/filter on an extended property/, () => (switches.filterLagMs = 400))).toEqual([
		'yes, at the first look',
		expect.stringMatching(/^yes, at look \d+/),
	]);
	expect(await both(/spelling do ids/, () => (switches.namedPropertyCase = 'lower'))).toEqual([
		expect.stringContaining('Name OutlookDraftsKey`, `SystemTime 0xf`'),
		expect.stringContaining('Name outlookdraftskey'),
	]);
	expect(await both(/MIME of 2.5 MB/, () => (switches.largestMime = 2_240_000))).toEqual([
		'201; it is there',
		'200; it is not there',
	]);
	expect(await both(/^Subject of a message that is no draft/, () => (switches.updateOfSent = 'ignored'))).toEqual([
		expect.stringMatching(/^400 .*; unchanged$/),
		'200; unchanged',
	]);
	expect(await both(/^An upload session/, () => (switches.sharedMailboxUpload = 'accepted'))).toEqual([
		expect.stringMatching(/^403/),
		'201',
	]);
}, 300_000);

test('a check that fails costs no other one, and all is removed after it', async () => {
	const before = everything();
	const service = connect();
	const failing = {
		title: 'Failing',
		checks: [
			{ question: 'a', run: async () => Promise.reject(Object.assign(Object.create(null), { error: { code: 'X' } })) },
			{
				question: 'b',
				run: async () =>
					(await service.draft('left')).isDraft ? Promise.reject(new Error('after a draft of anna@contoso.com')) : '',
			},
			{ question: 'c', run: async () => 'fine' },
		],
	};
	expect(await runChecks([failing], service)).toMatchObject([
		{ failed: true, answer: expect.stringContaining("code: 'X'") },
		{ failed: true, answer: 'FAILED: Error: after a draft of <address>' },
		{ failed: false, answer: 'fine' },
	]);
	expect(await service.cleanUp()).toEqual([]);
	expect(everything()).toEqual(before);
});

test('what cannot be removed is said', async () => {
	const service = connect();
	await service.draft('stays');
	c.simulator.faults.add({
		method: 'POST',
		path: /permanentDelete/,
		status: 403,
		code: 'ErrorAccessDenied',
		times: 99,
	});
	c.simulator.faults.add({ method: 'DELETE', path: /messages/, status: 403, code: 'ErrorAccessDenied', times: 99 });
	expect(await service.cleanUp()).toEqual([expect.stringContaining('403 `ErrorAccessDenied`')]);
});

test('without a shared mailbox its questions are not put', async () => {
	expect(await ask(connect({ sharedMailbox: undefined }), /^An upload session/)).toMatch(/^not asked/);
});

test('the page of a live run has a date and no names', () => {
	const results: Result[] = [{ group: 'G', question: 'Q', answer: 'a | b\nc', failed: false }];
	const page = liveResults({
		date: new Date('2026-12-01T10:00:00Z'),
		url: 'https://graph.microsoft.com',
		token: 'a signed-in user (Mail.ReadWrite)',
		results,
		left: [],
	});
	expect(page).toContain('on 2026-12-01 against https://graph.microsoft.com');
	expect(page).toContain('| Q | a \\| b c |');
	expect(
		withoutNames(
			'AAMkADk0NDQ3YzZlLWVhNGMtNDk0Yy1hOWVkLTAwMDAwMDAwMDAwMQBG= ErrorAttachmentSizeShouldNotBeLessThanMinimumSize a@b.example',
		),
	).toBe('<id> ErrorAttachmentSizeShouldNotBeLessThanMinimumSize <address>');
});
