// What the server says in English and the dialogs show in the language of the person in front of them.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { requestOf } from '../../credentials/administratorRequest';
import { checkInOurLanguage, pageInOurLanguage, requestInOurLanguage, SAID } from '../../node-red/editor/said';
import { inGerman } from '../support/german.mts';

const root = join(__dirname, '../..');
const SETTINGS = { cloud: 'global', tenant: 'contoso.com', clientId: 'app-id' };
const PLACES = { redirectUri: 'https://red.example.com/outlook-account/callback' };

const requests = ['authorizationCode', 'clientCredentials'].flatMap((grantType) =>
	[
		{},
		{ allowSending: true },
		{ clientCredentialType: 'certificate' },
		{ tenant: '', clientId: '' },
		{ tenant: 'consumers' },
		{ tenant: 'organizations' },
		{ otherMailboxes: true, searchPeople: true },
	].flatMap((changes) =>
		[true, false].map((isPublic) => requestOf({ ...SETTINGS, grantType, ...changes }, { ...PLACES, isPublic })),
	),
);

test('every line of every request to an administrator is in German, but for addresses', () => {
	const left = requests.flatMap((request) => {
		const english = request.split('\n');
		return requestInOurLanguage(inGerman, request)
			.split('\n')
			.filter((line, index) => line === english[index] && line !== '' && !/^ +https:\S+$/.test(line));
	});
	expect([...new Set(left)]).toEqual([]);
});

test('a request in German holds what is in the English one', () => {
	for (const request of requests) {
		const german = requestInOurLanguage(inGerman, request);
		const facts = (text: string) => text.match(/[\w.]+\.[A-Z]\w+|app-id|contoso\.com|https:\S+\w|^\d\./gm);
		expect(facts(german)).toEqual(facts(request));
		expect(german).not.toMatch(/[{}]|said\./);
	}
});

test.each([
	['The tenant "contoso.com" was found.', 'Der Mandant „contoso.com“ wurde gefunden.'],
	[
		'The certificate is accepted. It ends on 2027-01-31, in 1 day.',
		'Das Zertifikat wird angenommen. Es läuft am 2027-01-31 ab, in 1 Tag.',
	],
	[
		'Microsoft did not accept the client secret (AADSTS7000215).',
		'Microsoft hat den geheimen Clientschlüssel nicht angenommen (AADSTS7000215).',
	],
	[
		'Mail.ReadWrite is not granted. It is needed to make, change and delete drafts.',
		'Mail.ReadWrite ist nicht erteilt. Sie ist nötig, um Entwürfe zu erstellen, zu ändern und zu löschen.',
	],
	[
		'Permission User.Read.All: not looked at, since there is no token.',
		'Berechtigung User.Read.All: nicht geprüft, da es kein Token gibt.',
	],
	// What nobody has translated, and what only looks like a sentence of ours.
	['The licence has run out (X1).', 'The licence has run out (X1).'],
	[
		'Something else: not looked at, since there is no token.',
		'Something else: not looked at, since there is no token.',
	],
])('%s', (english, german) => {
	expect(checkInOurLanguage(inGerman, english)).toBe(german);
});

test('the lists of the server say what is translated here', () => {
	const code = globSync('core/lists/*.ts', { cwd: root })
		.map((file) => readFileSync(join(root, file), 'utf8'))
		.join('\n');
	const parts = Object.values(SAID.list).flatMap((text) => text.split(/\{\w+\}| - /));
	expect(parts.filter((part) => !code.includes(part))).toEqual([]);
});

test('in a list our own words change, and no subject or name of somebody', () => {
	const page = {
		results: [
			{ name: 'My mailbox', value: 'me' },
			{ name: 'anna@example.com (as entered)', value: 'anna@example.com' },
			{ name: '(no subject) - Anna, 2026-01-31', value: '1' },
			{ name: 'Please send back:', value: '2' },
			{ name: 'Mailbox', value: '3' },
		],
		notice: 'Only people you work with are listed. Listing all needs the permission User.ReadBasic.All.',
		next: 'more',
	};
	expect(pageInOurLanguage(inGerman, page)).toEqual({
		results: [
			{ name: 'Mein Postfach', value: 'me' },
			{ name: 'anna@example.com (wie eingegeben)', value: 'anna@example.com' },
			{ name: '(kein Betreff) - Anna, 2026-01-31', value: '1' },
			{ name: 'Please send back:', value: '2' },
			{ name: 'Mailbox', value: '3' },
		],
		notice: expect.stringContaining('Für alle ist die Berechtigung User.ReadBasic.All nötig.'),
		next: 'more',
	});
});
