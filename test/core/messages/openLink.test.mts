import { openLink } from '../../../core/messages/openLink';

const OWA = 'exvsurl=1&viewmodel=ReadMessageItem';

test.each([
	[
		'a draft, its id encoded once',
		{ isDraft: true, webLink: `https://outlook.office365.com/owa/?ItemID=AAMkAD%2FNm%2BAAA%3D&${OWA}` },
		'https://outlook.office365.com/mail/deeplink/compose/AAMkAD%2FNm%2BAAA%3D',
	],
	[
		'an id that Graph did not encode',
		{ isDraft: true, webLink: `https://outlook.live.com/owa/?ItemID=AQMkADAwAT-Nm_AAA=&${OWA}` },
		'https://outlook.live.com/mail/deeplink/compose/AQMkADAwAT-Nm_AAA%3D',
	],
	[
		'another cloud, and other parameters before the id',
		{ webLink: `https://outlook.office365.us/owa/?ispopout=0&ItemID=AAMk%3D&${OWA}` },
		'https://outlook.office365.us/mail/deeplink/compose/AAMk%3D',
	],
	[
		'a percent sign that encodes nothing',
		{ isDraft: true, webLink: 'https://outlook.office365.com/owa/?ItemID=AA%ZZ' },
		'https://outlook.office365.com/mail/deeplink/compose/AA%25ZZ',
	],
	[
		'a message that was sent is shown',
		{ isDraft: false, webLink: `https://outlook.office365.com/owa/?ItemID=AAMk%3D&${OWA}` },
		`https://outlook.office365.com/owa/?ItemID=AAMk%3D&${OWA}`,
	],
	['an address of some other kind', { webLink: 'https://mail.contoso.com/7' }, 'https://mail.contoso.com/7'],
	['no address', { webLink: null }, undefined],
])('%s', (_name, message, link) => {
	expect(openLink(message)).toBe(link);
});
