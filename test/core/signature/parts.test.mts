// What of a mail's HTML goes into another mail, and in which font people type.
import { fontsIn, mostUsed, styleOf } from '../../../core/signature/font';
import { outlineOf } from '../../../core/signature/outline';
import { makePortable } from '../../../core/signature/portable';
import { readStyles } from '../../../core/signature/styles';
import { expectLinear, repeated } from '../../support/growth.mts';
import { hasActiveContent } from '../../../core/html/activeContent';

const portable = (html: string, styles = '') =>
	makePortable(html, readStyles(`<style>${styles}</style>`), (id) => `new-${id}`).html;

test.each([
	[
		'rules of classes and elements',
		'<p class="MsoNormal">x</p>',
		'p{line-height:1} p.MsoNormal, li.x {margin:0cm;mso-x:1}',
		'<p style="line-height: 1; margin: 0cm">x</p>',
	],
	[
		'its own style counts more',
		'<p class=a style="margin:1pt">x</p>',
		'.a{margin:0;color:red}',
		'<p style="color: red; margin: 1pt">x</p>',
	],
	[
		'comments for Word',
		'<p><!--[if gte vml 1]><v:x/><![endif]--><![if !vml]>a<![endif]><o:p>&nbsp;</o:p></p>',
		'',
		'<p>a&nbsp;</p>',
	],
	['pictures get their new ids', "<img src='cid:a%40b' width=5 v:shapes=x>", '', '<img src="cid:new-a@b" width="5">'],
	['ids, classes and data go', '<div id="Signature" class="x" data-x="1" contenteditable>a</div>', '', '<div>a</div>'],
	[
		'links stay, others do not',
		'<a href="https://x.example/?a=1&amp;b">a</a><a href=" java\nscript:x()">b</a><a href="data:text/html,x">c</a>',
		'',
		'<a href="https://x.example/?a=1&amp;b">a</a><a>b</a><a>c</a>',
	],
	[
		'scripts, forms and handlers go',
		'<script>x</script><form>a</form><b onclick="x()">b</b><svg><b>c</b></svg><iframe>d</iframe>',
		'',
		'<b>b</b>',
	],
	['a stray less-than sign', '<p>1 < 2 &lt; 3</p>', '', '<p>1 &lt; 2 &lt; 3</p>'],
	[
		'what loads or lies over the mail goes',
		'<p style="background:url(https://x);position:fixed;color:red;width:expression(x)">a</p>',
		'',
		'<p style="color: red">a</p>',
	],
	[
		'quotation marks in a style',
		`<p style='font-family:"Segoe UI"'>a</p>`,
		'',
		'<p style="font-family: &quot;Segoe UI&quot;">a</p>',
	],
	['elements that are not closed', '<div><p>a<p>b', '', '<div><p>a</p><p>b</p></div>'],
])('%s', (_name, html, styles, expected) => {
	expect(portable(html, styles)).toBe(expected);
});

test('nothing active passes, whatever is tried', () => {
	const tries = [
		'<img src=x onerror=alert(1)>',
		'<a href="&#106;avascript:alert(1)">x</a>',
		'<a href="java&#x09;script:alert(1)">x</a>',
		'<img src="data:image/svg+xml,<svg onload=alert(1)>">',
		'<math><mtext><script>alert(1)</script></mtext></math>',
		'<p style="x:y" style="background:url(javascript:alert(1))">x</p>',
		'<p title="&quot;><script>alert(1)</script>">x</p>',
		"<p title='\"><img src=x onerror=alert(1)>'>x</p>",
		'<table background="javascript:alert(1)"><tr><td>x</td></tr></table>',
		'<base href="https://evil.example/"><link rel=stylesheet href=x><meta http-equiv=refresh content=0>',
		'<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
		'<style><img src="</style><img src=x onerror=alert(1)//">',
		'<!--><img src=x onerror=alert(1)>-->',
	];
	for (const one of tries) expect([one, hasActiveContent(portable(one))]).toEqual([one, false]);
});

const font = (html: string) => {
	const mail = `<style>p.MsoNormal{font-size:11.0pt;font-family:"Calibri",sans-serif} span.EmailStyle17{color:windowtext}</style>${html}`;
	return mostUsed([fontsIn(mail, mail.length, readStyles(mail))]);
};
const LONG = 'A sentence that is long enough.';

test.each([
	[
		'of Word',
		`<p class=MsoNormal><span class=EmailStyle17>${LONG}</span></p>`,
		"font-family: 'Calibri',sans-serif; font-size: 11pt",
	],
	[
		'of Outlook on the web',
		`<div style="font-family: Aptos, Calibri; font-size: 12pt; color: rgb(0, 0, 0);">${LONG}</div>`,
		'font-family: Aptos, Calibri; font-size: 12pt; color: rgb(0, 0, 0)',
	],
	[
		'of font elements',
		`<font face="Verdana" size="2" color="#1F497D">${LONG}</font>`,
		'font-family: Verdana; font-size: 10pt; color: #1f497d',
	],
	['of most of the text', `<p style="color:red">x</p><p style="color:blue">${LONG}</p>`, 'color: blue'],
	[
		'not of links and tables',
		`<a style="color:red">${LONG}</a><table style="color:red"><tr><td>${LONG}</td></tr></table><b style="color:green">${LONG}</b>`,
		'color: green',
	],
	[
		'nothing that breaks out of the style',
		`<p style="font-family:x&quot;onclick=1;color:red}">${LONG}</p><i style="font-size:9pt">${LONG}${LONG}</i>`,
		'font-size: 9pt',
	],
])('the font %s', (_name, html, expected) => {
	expect(styleOf(font(html)!)).toBe(expected);
});

test.each([
	['none is set', `<p>${LONG}</p>`],
	['there is hardly any text', '<p style="color:red">Yes</p>'],
	['relative sizes', `<p style="font-size:1.2em">${LONG}</p>`],
])('no font where %s', (_name, html) => {
	expect(font(html)).toBeUndefined();
});

test.each([
	'<div>',
	'<p>x',
	'<b style="color:red">x',
	'<table><tr><td>',
	'</div>',
	'<a href="x">',
	'<!--',
	'<style>p{',
	'x ',
	'&amp;',
	'<br>x',
	'<pre>\n',
	'<div id="Signature">',
	'Von: x 2026 10:00<br>',
	'"\'<',
	'<p style="a:(;">',
])('time grows with the length of %j', async (piece) => {
	await expectLinear((html) => {
		const { lines } = outlineOf(html);
		makePortable(html, readStyles(html), (id) => id);
		fontsIn(html, lines.at(-1)?.end ?? 0, new Map());
	}, repeated(piece));
});
