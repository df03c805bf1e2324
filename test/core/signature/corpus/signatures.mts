/** Signatures as people have them: what they say, and their HTML where it is more than lines. */
export interface Signature {
	name: string;
	/** As they are seen, from the first to the last. */
	lines: string[];
	/** The HTML of what stands in the mail program's block; from `lines` where it is not given. */
	html?: string;
	/** Content ids of its pictures. */
	pictures?: string[];
}

const lines = (name: string, ...list: string[]): Signature => ({ name, lines: list });

export const PLAIN: Signature[] = [
	lines('English', 'Kind regards', 'Anna Lindqvist', 'Sales Manager', 'Contoso Ltd', '+44 20 7946 0123'),
	lines(
		'German',
		'Mit freundlichen Grüßen',
		'Anna Lindqvist',
		'Vertrieb',
		'Contoso GmbH · Musterstraße 1 · 10115 Berlin',
	),
	lines('French', 'Bien cordialement,', 'Anna Lindqvist', 'Responsable commerciale', 'Tél. : 01 99 00 12 34'),
	lines('Spanish', 'Un saludo,', 'Anna Lindqvist', 'Departamento de ventas', 'Tel.: 900 123 456'),
	lines('Italian', 'Cordiali saluti', 'Anna Lindqvist', 'Ufficio vendite', 'Via Esempio 1, 00100 Roma'),
	lines('Dutch', 'Met vriendelijke groet,', 'Anna Lindqvist', 'Verkoop', 'Contoso B.V.'),
	lines('Portuguese', 'Atenciosamente,', 'Anna Lindqvist', 'Vendas', 'www.contoso.com'),
	lines('Polish', 'Pozdrawiam', 'Anna Lindqvist', 'Dział sprzedaży', 'tel. 22 123 45 67'),
	lines('Swedish', 'Med vänliga hälsningar', 'Anna Lindqvist', 'Försäljning', '08-123 456 00'),
	lines('Finnish', 'Ystävällisin terveisin', 'Anna Lindqvist', 'Myynti'),
	lines('Russian', 'С уважением,', 'Anna Lindqvist', 'Отдел продаж', 'тел. 8 800 123-45-67'),
	lines('Turkish', 'Saygılarımla,', 'Anna Lindqvist', 'Satış Müdürü'),
	lines(
		'Japanese',
		'以上、よろしくお願いいたします。',
		'コントソ株式会社 営業部',
		'Anna Lindqvist',
		'TEL 03-1234-5678',
	),
	lines('Chinese', '此致 敬礼', '康托索有限公司 销售部', 'Anna Lindqvist', '电话: 010-1234 5678'),
	lines('Korean', '감사합니다.', '콘토소 영업부', 'Anna Lindqvist', '02-1234-5678'),
	lines('Greek', 'Με εκτίμηση,', 'Anna Lindqvist', 'Τμήμα πωλήσεων'),
	lines('Arabic', 'مع أطيب التحيات', 'Anna Lindqvist', 'قسم المبيعات', 'contoso.com'),
	lines('short', 'Anna Lindqvist', 'Contoso'),
	lines('one line', 'Best, Anna Lindqvist'),
	lines(
		'a long disclaimer',
		'Best regards,',
		'Anna Lindqvist | Contoso Ltd | Registered in England No. 01234567',
		'Mobile: +44 7700 900123',
		'E-Mail: anna@contoso.com',
		'Web: https://www.contoso.com',
		'This message is confidential and intended for the person it is addressed to. If you are not that person, please delete it and tell the sender. Contoso Ltd takes no responsibility for changes made after it was sent.',
	),
	lines(
		'labels like those of a quoted head',
		'Anna Lindqvist',
		'Tel: +49 30 901820',
		'Fax: +49 30 901821',
		'Mail: anna@contoso.com',
		'Web: www.contoso.com',
		'Hours: Mo–Fr 9:00–17:00',
	),
];

export const RICH: Signature[] = [
	{
		name: 'logo below',
		lines: ['Kind regards', 'Anna Lindqvist', 'Contoso Ltd', ''],
		pictures: ['image001.png@01DC2E5A.3F1B7C40'],
		html:
			'<p style="margin:0">Kind regards</p><p style="margin:0"><b>Anna Lindqvist</b></p><p style="margin:0">Contoso Ltd</p>' +
			'<p style="margin:0"><img width="120" height="36" src="cid:image001.png@01DC2E5A.3F1B7C40" alt="Contoso"></p>',
	},
	{
		name: 'table with logo at the left',
		lines: ['', 'Anna Lindqvist', 'Sales Manager', 'T +44 20 7946 0123', 'contoso.com'],
		pictures: ['449be382-b6cb-40a3-a65a-6911015b8b3d'],
		html:
			'<table style="width: 408.8pt; box-sizing: border-box; border-collapse: collapse"><tbody><tr>' +
			'<td style="padding: 0 10pt 0 0; border-right: 2px solid #db9b0e"><img src="cid:449be382-b6cb-40a3-a65a-6911015b8b3d" width="90"></td>' +
			'<td style="padding-left: 10pt"><div style="font-size: 12pt; color: rgb(142, 169, 219)"><b>Anna Lindqvist</b></div>' +
			'<div>Sales Manager</div><div>T <a href="tel:+442079460123">+44 20 7946 0123</a></div>' +
			'<div><a href="https://contoso.com">contoso.com</a></div></td></tr></tbody></table>',
	},
	{
		name: 'picture drawn for Word and for others',
		lines: ['Alex-type signature of', 'Anna Lindqvist', 'Operations Lead | Contoso Freight', ''],
		pictures: ['image002.jpg@01DD0000.00000000'],
		html:
			'<p class=MsoNormal><span style=\'font-size:10.0pt;font-family:"Helvetica Neue"\'>Alex-type signature of<o:p></o:p></span></p>' +
			"<p class=MsoNormal><b><span style='font-size:10.0pt;color:#1F3864'>Anna Lindqvist<o:p></o:p></span></b></p>" +
			"<p class=MsoNormal><span style='font-size:9.0pt;color:#444444'>Operations Lead | Contoso Freight<o:p></o:p></span></p>" +
			"<p class=MsoNormal><span style='color:black'><!--[if gte vml 1]><v:shape id=\"Picture_x0020_1\" style='width:72pt;height:21.75pt'>" +
			'<v:imagedata src="cid:image002.jpg@01DD0000.00000000" o:title=""/></v:shape><![endif]--><![if !vml]><img width=96 height=29 ' +
			'src="cid:image002.jpg@01DD0000.00000000" v:shapes="Picture_x0020_1"><![endif]></span></p><p class=MsoNormal><o:p>&nbsp;</o:p></p>',
	},
	{
		name: 'nested divs of Gmail',
		lines: ['Anna Lindqvist', 'Area Director', 'Northern Region', 'anna@contoso.com', '030-901820'],
		html:
			'<div dir="ltr"><div dir="ltr"><div dir="ltr"><b><font face="arial, sans-serif">Anna Lindqvist</font></b><div><b><font face="arial, ' +
			'sans-serif">Area Director</font></b></div><div><b><font face="arial, sans-serif">Northern Region&#160;</font></b></div><div>' +
			'<a href="mailto:anna@contoso.com" target="_blank"><b><font face="arial, sans-serif">anna@contoso.com</font></b></a></div>' +
			'<div><b>030-901820</b></div></div></div></div>',
	},
	{
		name: 'lines apart by br in one font element',
		lines: ['Anna Lindqvist', 'Senior Engineer', 'azad technology partners', 'Ph: 503-555-0100'],
		html:
			'<font color="#1F497D"><font face="Century Gothic">Anna Lindqvist<br><small>Senior Engineer</small><br><big><font color="#555555">' +
			'<small><b>azad te</b><b>chnology partners</b></small></font></big><br><small>Ph: 503-555-0100</small></font></font>',
	},
	{
		name: 'two logos and links',
		lines: ['Anna Lindqvist', 'Contoso Ltd', 'LinkedIn | Web', ''],
		pictures: ['logo', 'linkedin'],
		html:
			'<div>Anna Lindqvist</div><div>Contoso Ltd</div><div><a href="https://example.com/in">LinkedIn</a> | <a href="https://contoso.com">Web</a></div>' +
			'<div><img src="cid:logo" width="80"><a href="https://example.com/in"><img src="cid:linkedin" width="20" border="0"></a></div>',
	},
	{
		name: 'logo from the web',
		lines: ['Anna Lindqvist', 'Contoso Ltd', ''],
		html: '<div>Anna Lindqvist</div><div>Contoso Ltd</div><div><img src="https://www.contoso.com/logo.png" width="80" alt=""></div>',
	},
	{
		name: 'as Word writes lists of contacts',
		lines: ['Anna Lindqvist', 'University of Contoso', 'Graduate Research Assistant', 'Email: anna@contoso.com'],
		html:
			'<p class="MsoNormal"><span style="mso-bookmark:_MailAutoSig"><b>Anna Lindqvist</b></span><o:p></o:p></p>' +
			'<p class="MsoNormal"><span style="mso-bookmark:_MailAutoSig">University of Contoso<o:p></o:p></span></p>' +
			'<p class="MsoNormal"><span style="mso-bookmark:_MailAutoSig">Graduate Research Assistant<o:p></o:p></span></p>' +
			'<p class="MsoNormal"><span style="mso-bookmark:_MailAutoSig">Email: </span><a href="mailto:anna@contoso.com">' +
			'<span style="mso-bookmark:_MailAutoSig"><span style="color:#0563C1">anna@contoso.com</span></span></a>' +
			'<span style="mso-bookmark:_MailAutoSig"><o:p></o:p></span></p>',
	},
];

export const escape = (text: string): string =>
	text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

/** A signature in elements as the mail program writes lines. */
export const htmlOf = (signature: Signature, line: (html: string) => string): string =>
	signature.html ?? signature.lines.map((text) => line(escape(text))).join('\n');
