import { matcher } from '../../../core/lists/searchText';

test.each([
	['clie', 'Inbox / Clients'],
	['inbox/cl', 'Inbox / Clients'],
	['Inbox / Clients', 'Inbox / Clients'],
	['acme inbox', 'Inbox / Clients / ACME'],
	['muller', 'Posteingang / Müller'],
	['MÜLLER', 'Posteingang / Muller'],
	['strasse', 'Straße'],
	['lodz', 'Łódź'],
	['', 'anything'],
	['日本', '受信トレイ / 日本'],
])('%s finds %s', (search, text) => {
	expect(matcher(search)(text)).toBe(true);
});

test('a word that is nowhere finds nothing', () => {
	expect(matcher('clients sales')('Inbox / Clients')).toBe(false);
});
