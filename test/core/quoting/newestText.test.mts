// How mail programs quote and sign, as their own mail shows it (public mailing lists and test mails of open mail clients), in several languages.
import { newestText, ownText } from '../../../core/quoting/newestText';

const html = (content: string) => ({
	contentType: 'html',
	content: `<html><head></head><body>${content}</body></html>`,
});
const text = (content: string) => ({ contentType: 'text', content });

test.each([
	[
		'Outlook on the web',
		'<div class="elementToProof">Fine.</div><div id="appendonsend"></div><hr tabindex="-1" style="display:inline-block; width:98%"><div id="divRplyFwdMsg"><b>From:</b> Megan</div><div>Old</div>',
	],
	[
		'Graph',
		'<div>Fine.</div><hr tabindex="-1" style="display:inline-block; width:98%"><div id="divRplyFwdMsg" dir="ltr"><b>From:</b> Megan<br><b>Subject:</b> x</div><div>Old</div>',
	],
	[
		'classic Outlook',
		'<div class="WordSection1"><p class="MsoNormal">Fine.</p><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p class="MsoNormal"><b>Von:</b> Megan</p></div><p>Old</p></div>',
	],
	[
		'classic Outlook, earlier',
		'<p class="MsoNormal">Fine.</p><div style="border:none;border-top:solid #B5C4DF 1.0pt;padding:3.0pt 0cm 0cm"><p><b>From:</b> Megan</p></div>Old',
	],
	[
		'Outlook for iOS',
		'<div dir="ltr">Fine.</div><div id="mail-editor-reference-message-container" class="ms-outlook-mobile-reference-message"><hr style="display:inline-block;width:98%" tabindex="-1">Old</div>',
	],
	[
		'Outlook for iOS, another id',
		'<div>Fine.</div><div id="id-add88a81" class="ms-outlook-mobile-reference-message">Old</div>',
	],
	['Outlook for Mac', '<div>Fine.</div><span id="OLK_SRC_BODY_SECTION"><div>Old</div></span>'],
	['rewritten by Outlook', '<div>Fine.</div><div id="x_x_divRplyFwdMsg">Old</div>'],
	[
		'Gmail',
		'<div dir="ltr">Fine.</div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">On Mon, Nov 2, 2026 at 9:00 AM Megan wrote:<br></div><blockquote class="gmail_quote">Old</blockquote></div>',
	],
	[
		'Apple Mail',
		'Fine.<br><div><br><blockquote type="cite"><div>On 2. Nov 2026, at 09:00, Megan wrote:</div>Old</blockquote></div>',
	],
	[
		'Thunderbird',
		'<p>Fine.</p><div class="moz-cite-prefix">Am 02.11.26 um 09:00 schrieb Megan:<br></div><blockquote type="cite">Old</blockquote>',
	],
	['Yahoo', '<div>Fine.</div><div id="ydp1" class="yahoo_quoted">Old</div>'],
	['Proton', '<div>Fine.</div><div class="protonmail_quote">Old</div>'],
])('HTML of %s', (_program, content) => {
	expect(newestText(html(content))).toBe('Fine.');
	expect(ownText(html(content))).toBe('Fine.');
});

test.each([
	['English, Gmail', 'On Mon, Nov 2, 2026 at 9:00 AM Megan Bowen <megan@contoso.com>\nwrote:\n\n> Old'],
	['German, Gmail', 'Am Mo., 2. Nov. 2026 um 09:00 Uhr schrieb Megan Bowen <megan@contoso.com>:\n\n> Old'],
	['German, Thunderbird', 'Am 02.11.26 um 09:00 schrieb Megan Bowen:\n> Old'],
	['French', 'Le lun. 2 nov. 2026 à 09:00, Megan Bowen <megan@contoso.com> a écrit :\n\n> Old'],
	['Spanish', 'El lun, 2 nov 2026 a las 9:00, Megan Bowen (<megan@contoso.com>) escribió:\n\n> Old'],
	['Italian', 'Il giorno lun 2 nov 2026 alle ore 09:00 Megan Bowen <megan@contoso.com> ha scritto:\n\n> Old'],
	['Dutch', 'Op ma 2 nov 2026 om 09:00 schreef Megan Bowen <megan@contoso.com>:\n\n> Old'],
	['Portuguese', 'Em seg., 2 de nov. de 2026 às 09:00, Megan Bowen <megan@contoso.com> escreveu:\n\n> Old'],
	['Swedish', 'Den mån 2 nov. 2026 kl 09:00 skrev Megan Bowen <megan@contoso.com>:\n\n> Old'],
	['Polish', 'pon., 2 lis 2026 o 09:00 Megan Bowen <megan@contoso.com> napisał(a):\n\n> Old'],
	[
		'Russian',
		'пн, 2 нояб. 2026 г. в 09:00, Megan Bowen <megan@contoso.com>:\n\n> Old'.replace('>:\n', '> написал(а):\n'),
	],
	['Chinese', 'Megan Bowen <megan@contoso.com> 于2026年11月2日周一 09:00写道：\n\n> Old'],
	[
		'Outlook, English',
		'________________________________\nFrom: Megan Bowen\nSent: Monday, November 2, 2026 9:00\nTo: Anna\nSubject: Offer\n\nOld',
	],
	['Outlook, German', 'Von: Megan Bowen\nGesendet: Montag, 2. November 2026 09:00\nAn: Anna\nBetreff: Angebot\n\nOld'],
	['Outlook, French', 'De : Megan Bowen\nEnvoyé : lundi 2 novembre 2026 09:00\nÀ : Anna\nObjet : Offre\n\nOld'],
	['Outlook, Japanese', '差出人: Megan\n送信日時: 2026年11月2日\n宛先: Anna\n件名: 見積\n\nOld'],
	['older Outlook', '-----Original Message-----\nFrom: Megan\nOld'],
	['older Outlook, German', '-----Ursprüngliche Nachricht-----\nVon: Megan\nOld'],
	['Gmail, forwarded', '---------- Forwarded message ---------\nFrom: Megan\nOld'],
])('plain text: %s', (_program, quoted) => {
	expect(newestText(text(`Fine.\r\n\r\n${quoted.replace(/\n/g, '\r\n')}`))).toBe('Fine.');
});

test.each([
	[
		'nothing is quoted',
		'Dear Pat,\n\nOn Monday we wrote to you:\nplease answer.',
		'Dear Pat,\n\nOn Monday we wrote to you:\nplease answer.',
	],
	['an answer below what is quoted', 'On Mon, Nov 2, 2026 Megan wrote:\n> Old\n\nFine.', 'Fine.'],
	['answers between', '> One?\nYes.\n> Two?\nNo.', 'Yes.\nNo.'],
	['only quoted', '> Old', '> Old'],
	['from here to there', 'From: Berlin\nTo: Munich', 'From: Berlin\nTo: Munich'],
	['empty', '', ''],
])('%s', (_name, content, expected) => {
	expect(newestText(text(content))).toBe(expected);
});

test.each([
	['Outlook on the web', html('<div>Fine.</div><div id="Signature"><p>Megan<br>Contoso</p></div>')],
	['classic Outlook', html('<p>Fine.</p><p class="MsoNormal"><a name="_MailAutoSig"><span>Megan</span></a></p>')],
	[
		'Outlook for iOS',
		html(
			'<div>Fine.</div><div class="ms-outlook-ios-signature" id="ms-outlook-mobile-signature">Get <a href="https://aka.ms/o0ukef">Outlook for iOS</a></div>',
		),
	],
	['Gmail', html('<div>Fine.</div><div class="gmail_signature">Megan</div>')],
	['plain text', text('Fine.\n-- \nMegan')],
	['an iPhone', text('Fine.\n\nSent from my iPhone')],
	['a German iPhone', text('Fine.\n\nVon meinem iPhone gesendet')],
])('the signature of %s belongs to the newest text, not to the own one', (_program, body) => {
	expect(ownText(body)).toBe('Fine.');
	expect(newestText(body)).not.toBe('Fine.');
});

test('a form that someone filled in is no quoted message', () => {
	const form = 'New request:\n\nFrom: Anna\nEmail: a@example.com\nSubject: Help\n\nPlease call me.';
	expect(newestText(text(form))).toBe(form);
	expect(newestText(text('Fine.\n\nFrom: Anna\nSent: Monday\nSubject: Help\n\nOld'))).toBe('Fine.');
	expect(newestText(text(`Fine.\n\n${'_'.repeat(32)}\nFrom: Anna\nTo: me\nSubject: Help\n\nOld`))).toBe('Fine.');
});
