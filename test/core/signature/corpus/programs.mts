import { foreignBody, headLines, olderToo, type Quoted } from './histories.mts';
import { escape, htmlOf, type Signature } from './signatures.mts';

/** How a mail program builds the HTML of a mail that was sent. The facts are in README.md. */
export interface Program {
	name: string;
	/** Whether it says itself where the signature is. */
	marks: boolean;
	/** Font of what is typed; absent where the program leaves it to the reader. */
	font?: { face?: string; size?: string; color?: string };
	build(mail: Written): string;
}

export interface Written {
	text: string[];
	signature: Signature | undefined;
	quoted?: Quoted | undefined;
}

const head = (quoted: Quoted, between = '<br>\n') =>
	headLines(quoted)
		.map(([label, value]) => `<b>${label}:</b> ${value}`)
		.join(between);

/** Outlook on the web and the clients built like it: a rule, the head, then the message. */
const webHistory = (quoted: Quoted | undefined, withMark = true): string => {
	if (!quoted) return '';
	return (
		(withMark ? '<div id="appendonsend"></div>\n' : '') +
		'<hr style="display:inline-block;width:98%" tabindex="-1">\n' +
		`<div id="divRplyFwdMsg" dir="ltr"><font face="Calibri, sans-serif" style="font-size:11pt" color="#000000">${head(quoted)}</font>\n<div>&nbsp;</div>\n</div>\n` +
		`<div>${foreignBody(quoted)}</div>\n` +
		`<hr style="display:inline-block;width:98%"><div id="x_divRplyFwdMsg">${head(olderToo(quoted))}</div><div>${foreignBody(olderToo(quoted))}</div>`
	);
};

const page = (headContent: string, body: string, attributes = ' dir="ltr"') =>
	`<html>\n<head>\n<meta http-equiv="Content-Type" content="text/html; charset=utf-8">\n${headContent}</head>\n<body${attributes}>\n${body}\n</body>\n</html>`;

const OWA_STYLE = '<style type="text/css" style="display:none;"> P {margin-top:0;margin-bottom:0;} </style>\n';

function web(
	name: string,
	{ face, size, signatureTag }: { face: string; size: string; signatureTag: string },
): Program {
	const style = `font-family: ${face}; font-size: ${size}; color: rgb(0, 0, 0);`;
	const line = (html: string) => `<div class="elementToProof" style="${style.replace(/"/g, '&quot;')}">\n${html}</div>`;
	return {
		name,
		marks: true,
		font: { face: face.replace(/"/g, "'"), size, color: 'rgb(0, 0, 0)' },
		build: ({ text, signature, quoted }) =>
			page(
				OWA_STYLE,
				[
					...text.map((one) => line(escape(one))),
					line('<br>'),
					...(signature ? [`<${signatureTag}>\n${htmlOf(signature, (html) => line(html))}\n</div>`] : []),
					webHistory(quoted),
				].join('\n'),
			),
	};
}

const wrapper: Program = {
	name: 'Outlook on the web of 2016',
	marks: true,
	font: { face: 'Calibri,Helvetica,sans-serif', size: '12pt', color: '#000000' },
	build: ({ text, signature, quoted }) =>
		page(
			'<style type="text/css" style="display:none"><!--\np\n\t{margin-top:0;\n\tmargin-bottom:0}\n--></style>\n',
			'<div id="divtagdefaultwrapper" dir="ltr" style="font-size:12pt; color:#000000; font-family:Calibri,Helvetica,sans-serif">\n' +
				text.map((one) => `<p style="margin-top:0; margin-bottom:0">${escape(one)}</p>`).join('\n') +
				'<p style="margin-top:0; margin-bottom:0"><br></p>' +
				(signature
					? `<div id="Signature">\n<div></div>\n<div dir="ltr" id="divtagdefaultwrapper" style="font-size:12pt">${htmlOf(signature, (html) => `<p>${html}</p>`)}</div>\n</div>`
					: '') +
				'</div>' +
				webHistory(quoted, false),
		),
};

const WORD_HEAD = (face: string, color: string) =>
	'<meta name="Generator" content="Microsoft Word 15 (filtered medium)">\n<!--[if !mso]><style>v\\:* {behavior:url(#default#VML);}\n</style><![endif]-->' +
	`<style><!--\n/* Font Definitions */\n@font-face\n\t{font-family:"Cambria Math";\n\tpanose-1:2 4 5 3 5 4 6 3 2 4;}\n/* Style Definitions */\n` +
	`p.MsoNormal, li.MsoNormal, div.MsoNormal\n\t{margin:0cm;\n\tmargin-bottom:.0001pt;\n\tfont-size:11.0pt;\n\tfont-family:"${face}",sans-serif;}\n` +
	`a:link, span.MsoHyperlink\n\t{mso-style-priority:99;\n\tcolor:#0563C1;\n\ttext-decoration:underline;}\n` +
	`span.EmailStyle17\n\t{mso-style-type:personal-compose;\n\tfont-family:"${face}",sans-serif;\n\tcolor:${color};}\n.MsoChpDefault\n\t{mso-style-type:export-only;}\n` +
	`@page WordSection1\n\t{size:612.0pt 792.0pt;\n\tmargin:72.0pt 72.0pt 72.0pt 72.0pt;}\ndiv.WordSection1\n\t{page:WordSection1;}\n--></style>\n`;

interface Word {
	face: string;
	color: string;
	border: string;
	/** The bookmark around an automatic signature is there. */
	isAnchored: boolean;
	/** Elements as the Word of Windows writes them, or with quoted attributes as Exchange gives them back. */
	isQuoted: boolean;
}

function word(name: string, { face, color, border, isAnchored, isQuoted }: Word): Program {
	const q = isQuoted ? '"' : '';
	const line = (html: string) =>
		`<p class=${q}MsoNormal${q}><span class=${q}EmailStyle17${q}>${html}<o:p></o:p></span></p>`;
	const plain = (html: string) => `<p class=${q}MsoNormal${q}>${html}<o:p></o:p></p>`;
	const anchored = (html: string) =>
		isAnchored
			? `<p class=MsoNormal><a name="_MailAutoSig"><span style="mso-no-proof:yes">${html}<o:p></o:p></span></a></p>`
			: plain(html);
	const signed = (signature: Signature) => {
		if (signature.html)
			return isAnchored
				? `<p class=MsoNormal><a name="_MailAutoSig"></a><o:p>&nbsp;</o:p></p>${signature.html}`
				: signature.html;
		return signature.lines.map((text, at) => (at === 0 ? anchored(escape(text)) : plain(escape(text)))).join('\n');
	};
	return {
		name,
		marks: isAnchored,
		font: {
			face: `'${face}',sans-serif`,
			size: '11pt',
			...(color === 'windowtext' ? {} : { color: color.toLowerCase() }),
		},
		build: ({ text, signature, quoted }) =>
			page(
				WORD_HEAD(face, color),
				`<div class=${q}WordSection1${q}>\n` +
					text.map((one) => line(escape(one))).join('\n') +
					line('&nbsp;') +
					(signature ? signed(signature) : '') +
					plain('<o:p>&nbsp;</o:p>') +
					(quoted
						? `<div><div style='border:none;border-top:solid ${border} 1.0pt;padding:3.0pt 0cm 0cm 0cm'><p class=MsoNormal>${head(quoted, '<br>')}<o:p></o:p></p></div></div>${foreignBody(quoted)}`
						: '') +
					'</div>',
				' lang=EN-GB link="#0563C1" vlink="#954F72" style=\'word-wrap:break-word\'',
			),
	};
}

function phone(name: string, { isContainer, extra }: { isContainer: boolean; extra: string }): Program {
	const style = 'color: rgb(33, 33, 33); background-color: rgb(255, 255, 255);';
	return {
		name,
		marks: true,
		font: { face: 'Aptos', size: '12pt', color: 'rgb(33, 33, 33)' },
		build: ({ text, signature, quoted }) =>
			page(
				'',
				text
					.map((one) => `<div style="font-family: Aptos; font-size: 12pt; ${style}" dir="auto">\n${escape(one)}</div>`)
					.join('\n') +
					`<div style="${style}" dir="auto"><br>\n</div>\n` +
					`<div ${extra}id="ms-outlook-mobile-signature" dir="auto">\n<div><br>\n</div>\n` +
					(signature
						? htmlOf(signature, (html) => `<div>${html}</div>`)
						: 'Get <a href="https://aka.ms/o0ukef">Outlook for iOS</a>') +
					'</div>' +
					(quoted && isContainer
						? `<div id="mail-editor-reference-message-container"><div class="ms-outlook-mobile-reference-message"></div><div style="text-align:left; padding:3pt 0in 0in; border-width:1pt medium medium; border-style:solid none none; border-color:rgb(181, 196, 223) currentcolor currentcolor; font-family:Aptos; font-size:12pt">${head(quoted)}</div>${foreignBody(quoted)}</div>`
						: webHistory(quoted, false)),
			),
	};
}

const windowsMail: Program = {
	name: 'Mail for Windows',
	marks: true,
	font: { face: "'Calibri', 'Segoe UI', 'Meiryo', 'sans-serif'", size: '12pt' },
	build: ({ text, signature, quoted }) =>
		page(
			'<meta name="generator" content="Windows Mail 17.5.9600.20498">\n<style data-externalstyle="true"><!--\np.MsoNormal, li.MsoNormal, div.MsoNormal {\nmargin:0in;\n}\n--></style>',
			`<div data-externalstyle="false" dir="ltr" style="font-family: 'Calibri', 'Segoe UI', 'Meiryo', 'sans-serif';font-size:12pt;">` +
				text.map((one) => `<div>${escape(one)}</div>`).join('') +
				`<div><br></div><div data-signatureblock="true">${signature ? htmlOf(signature, (html) => `<div>${html}</div>`) : '<div><br></div>'}</div>` +
				(quoted
					? `<div style="padding-top: 5px; border-top-color: rgb(229, 229, 229); border-top-width: 1px; border-top-style: solid;"><div><font face=" 'Calibri'" style="line-height: 15pt">${headLines(
							quoted,
						)
							.slice(0, 3)
							.map(([label, value]) => `<b>${label}:</b>&nbsp;${value}`)
							.join('<br>')}</font></div></div><div><br></div><div dir="">${foreignBody(quoted)}</div>`
					: '') +
				'</div>',
		),
};

const hotmail: Program = {
	name: 'Hotmail',
	marks: false,
	build: ({ text, signature, quoted }) =>
		page(
			'<style><!--\n.hmmessage P\n{\nmargin:0px;\npadding:0px\n}\nbody.hmmessage\n{\nfont-size: 12pt;\nfont-family:Calibri\n}\n--></style>',
			`<div dir='ltr'>${text.map(escape).join('<div><br></div>')}<div><br></div>${signature ? htmlOf(signature, (html) => `<div>${html}</div>`) : ''}` +
				(quoted
					? `<br><br><div><hr id="stopSpelling">Date: Thu, 8 Jan 2026 13:53:45 +0400<br>Subject: Order<br>From: ${quoted.by.address}<br>To: ${quoted.to.address}<br><br><div dir="ltr">${foreignBody(quoted).replace(/gmail/g, 'ecxgmail')}</div></div>`
					: '') +
				'</div>',
			" class='hmmessage'",
		),
};

const gmail: Program = {
	name: 'Gmail',
	marks: true,
	build: ({ text, signature, quoted }) =>
		`<div dir="ltr">${text.map((one) => `<div>${escape(one)}</div>`).join('')}<div><br clear="all"></div><div><br></div>` +
		(signature
			? `<span class="gmail_signature_prefix">-- </span><br><div dir="ltr" class="gmail_signature" data-smartmail="gmail_signature">${htmlOf(signature, (html) => `<div>${html}</div>`)}</div>`
			: '') +
		'</div>' +
		(quoted
			? `<br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">${quoted.labels.wrote(quoted.by)}<br></div><blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex">${foreignBody(quoted)}</blockquote></div>`
			: ''),
};

function apple(name: string, isMarked: boolean): Program {
	return {
		name,
		marks: isMarked,
		build: ({ text, signature, quoted }) =>
			'<html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"></head>' +
			`<body style="word-wrap: break-word; -webkit-nbsp-mode: space; line-break: after-white-space;">${text.map((one) => `<div>${escape(one)}</div>`).join('')}<div><br></div>` +
			(signature
				? isMarked
					? `<div id="AppleMailSignature" dir="ltr">${htmlOf(signature, (html) => `<div>${html}</div>`)}</div>`
					: `<div>\n<div dir="auto" style="text-align: start; text-indent: 0px;">${htmlOf(signature, (html) => `${html}<br>`)}</div>\n</div>`
				: '') +
			(quoted
				? `<div><br><blockquote type="cite"><div>${quoted.labels.wrote(quoted.by)}</div><br class="Apple-interchange-newline"><div>${foreignBody(quoted)}</div></blockquote></div>`
				: '') +
			'<br></body></html>',
	};
}

const thunderbird: Program = {
	name: 'Thunderbird',
	marks: true,
	build: ({ text, signature, quoted }) =>
		page(
			'',
			text.map((one) => `<p>${escape(one)}</p>`).join('\n') +
				(signature
					? signature.html
						? `<div class="moz-signature">-- <br>\n${signature.html}</div>`
						: `<pre class="moz-signature" cols="72">-- \n${signature.lines.map(escape).join('\n')}</pre>`
					: '') +
				(quoted
					? `<div class="moz-cite-prefix">${quoted.labels.wrote(quoted.by)}<br></div><blockquote type="cite" cite="mid:1@fabrikam.com">${foreignBody(quoted)}</blockquote>`
					: ''),
			' text="#000000" bgcolor="#FFFFFF"',
		),
};

const macLegacy: Program = {
	name: 'Outlook 2011 for Mac',
	marks: false,
	font: { face: 'Calibri, sans-serif', size: '14px', color: 'rgb(0, 0, 0)' },
	build: ({ text, signature, quoted }) =>
		`<html><head></head><body style="word-wrap: break-word; -webkit-nbsp-mode: space; color: rgb(0, 0, 0); font-size: 14px; font-family: Calibri, sans-serif;">` +
		text.map((one) => `<div>${escape(one)}</div>`).join('') +
		`<div><br></div><div><div>${signature ? htmlOf(signature, (html) => `<div>${html}</div>`) : ''}</div></div><div><br></div>` +
		(quoted
			? `<span id="OLK_SRC_BODY_SECTION"><div style="font-family:Calibri; font-size:11pt; text-align:left; color:black; BORDER-TOP: #b5c4df 1pt solid; PADDING-TOP: 3pt"><span style="font-weight:bold">${head(quoted)}</span></div><div>${foreignBody(quoted)}</div></span>`
			: '') +
		'</body></html>',
};

const typedByHand: Program = {
	name: 'Outlook on the web, signature typed by hand',
	marks: false,
	font: { face: 'Calibri, Arial, Helvetica, sans-serif', size: '12pt', color: 'rgb(0, 0, 0)' },
	build: ({ text, signature, quoted }) => {
		const line = (html: string) =>
			`<div style="font-family: Calibri, Arial, Helvetica, sans-serif; font-size: 12pt; color: rgb(0, 0, 0);">\n${html}</div>`;
		return page(
			OWA_STYLE,
			[
				...text.map((one) => line(escape(one))),
				line('<br>'),
				...(signature ? [htmlOf(signature, (html) => line(html))] : []),
				webHistory(quoted),
			].join('\n'),
		);
	},
};

const typedInPhone: Program = {
	name: 'Outlook for Android, the text typed into the block of the signature',
	marks: false,
	build: ({ text, signature, quoted }) =>
		page(
			'',
			'<div><br>\n</div>\n<div id="ms-outlook-mobile-signature" dir="auto">\n<div><br>\n</div>\n' +
				text.map((one) => `<div dir="auto">${escape(one)}</div>`).join('\n<div dir="auto"><br>\n</div>\n') +
				(signature ? htmlOf(signature, (html) => `<div dir="auto">${html}</div>`) : '') +
				'</div>' +
				webHistory(quoted, false),
			'',
		),
};

const plainText: Program = {
	name: 'plain text',
	marks: false,
	build: ({ text, signature, quoted }) => {
		const own = [...text, '', ...(signature ? ['-- ', ...signature.lines] : [])].map(escape).join('<br>\r\n');
		if (!quoted) return own;
		const words = foreignBody(quoted)
			.replace(/<br[^>]*>|<\/(?:div|p)>/g, '\n')
			.replace(/<[^>]*>/g, '')
			.split('\n')
			.filter((one) => one.trim() !== '');
		return `${own}<br>\r\n<br>\r\n${quoted.labels.wrote(quoted.by)}<br>\r\n${words.map((one) => `&gt; ${one}`).join('<br>\r\n')}`;
	},
};

export const PROGRAMS: Program[] = [
	web('Outlook on the web', {
		face: 'Aptos, Aptos_EmbeddedFont, Aptos_MSFontService, Calibri, Helvetica, sans-serif',
		size: '12pt',
		signatureTag: 'div id="Signature"',
	}),
	web('new Outlook for Windows', {
		face: '"Segoe UI", "Segoe UI Web (West European)", sans-serif',
		size: '11pt',
		signatureTag: 'div class="elementToProof" id="Signature"',
	}),
	web('new Outlook for Mac', {
		face: 'Arial, Helvetica, sans-serif',
		size: '10pt',
		signatureTag: 'div id="Signature" class="elementToProof" style="color: inherit"',
	}),
	wrapper,
	word('classic Outlook for Windows', {
		face: 'Calibri',
		color: 'windowtext',
		border: '#E1E1E1',
		isAnchored: true,
		isQuoted: false,
	}),
	word('classic Outlook, signature without a bookmark', {
		face: 'Aptos',
		color: '#1F497D',
		border: '#E1E1E1',
		isAnchored: false,
		isQuoted: true,
	}),
	word('Outlook 2010', { face: 'Calibri', color: '#1F497D', border: '#B5C4DF', isAnchored: false, isQuoted: false }),
	word('Outlook 2016 for Mac', {
		face: 'Arial',
		color: 'windowtext',
		border: '#B5C4DF',
		isAnchored: false,
		isQuoted: true,
	}),
	macLegacy,
	phone('Outlook for iOS', { isContainer: true, extra: '' }),
	phone('Outlook for Android', { isContainer: false, extra: 'class="ms-outlook-ios-signature" ' }),
	typedInPhone,
	typedByHand,
	windowsMail,
	hotmail,
	gmail,
	apple('Apple Mail on a Mac', false),
	apple('Apple Mail of iOS', true),
	thunderbird,
	plainText,
];
