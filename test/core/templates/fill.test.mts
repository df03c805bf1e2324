// Templates filled in, without a mailbox.
import { htmlToText } from '../../../core/html/htmlToText';
import { hasActiveContent } from '../../../core/html/activeContent';
import { compileHtml, compileText } from '../../../core/templates/compile';
import { Filler } from '../../../core/templates/fill';
import { Gaps } from '../../../core/templates/gaps';
import { NamedValues } from '../../../core/templates/names';
import type { MissingValues } from '../../../core/fields/choices';
import { TORN } from './tornShapes.mts';
import { ACTIVE_VALUES } from './activeValues.mts';

interface Options {
	missing?: MissingValues;
	locale?: string;
	timeZone?: string;
}

function filler(values: object, { missing = 'refuse', locale = 'en-US', timeZone = 'Europe/Berlin' }: Options = {}) {
	const gaps = new Gaps();
	const fill = new Filler([new NamedValues(values as never)], { missing, locale, timeZone }, gaps);
	return { fill, settle: () => gaps.settle('Letter', missing) };
}
function html(template: string, values: object, options: Options = {}): string {
	const { fill, settle } = filler(values, options);
	const filled = fill.html(compileHtml(template));
	settle();
	return filled;
}
function text(template: string, values: object, options: Options = {}): string {
	const { fill, settle } = filler(values, options);
	const filled = fill.text(compileText(template));
	settle();
	return filled;
}
function refusal(work: () => unknown): string {
	try {
		work();
	} catch (thrown) {
		return (thrown as { text: string }).text;
	}
	throw new Error('It was not refused.');
}

describe('a placeholder that a mail program has torn apart', () => {
	test('there are enough shapes', () => expect(TORN.length).toBeGreaterThanOrEqual(60));

	test.each(TORN)('%s', (_what, template, filled) => {
		expect(html(template, { 'First name': 'Anna', x: 'y' })).toBe(filled);
		// With a value of markup nothing but the value differs.
		const odd = html(template, { 'First name': '<&>', x: 'y' });
		expect(odd.length - odd.split(/&lt;&amp;&gt;|%3C%26%3E/).join('').length).toBeGreaterThan(0);
	});

	test('a value twice in 1 MB of Word costs little', () => {
		const filling =
			"<p class=MsoNormal><span lang=EN-US style='color:black'>Some { text } &nbsp;&amp; more<o:p></o:p></span></p>\r\n";
		const template = `${filling.repeat(5_000)}{{First<b> name</b>}}${filling.repeat(5_000)}{{First name}}`;
		expect(html(template, { 'first name': 'A' })).toBe(`${filling.repeat(5_000)}A<b></b>${filling.repeat(5_000)}A`);
	});
});

describe('values', () => {
	test('lines, quotes and markup are text', () => {
		expect(html('<p>{{A}}</p>', { A: 'a <b>\n"c" & \'d\'' })).toBe(
			'<p>a &lt;b&gt;<br>\r\n&quot;c&quot; &amp; &#39;d&#39;</p>',
		);
		expect(text('{{A}}', { A: 'a <b>\nc' })).toBe('a <b>\r\nc');
	});
	test.each([
		[4711, '4711'],
		[0, '0'],
		[false, 'false'],
		[['a', 1, 'b'], 'a, 1, b'],
		[new Date('2026-01-31T12:00:00Z'), 'Jan 31, 2026'],
	])('%p is shown as %s', (value, shown) => expect(text('{{A}}', { A: value })).toBe(shown));

	test.each([NaN, new Date(NaN)])('%p is no value', (A) =>
		expect(refusal(() => text('{{A}}', { A }))).toContain('the value for {{A}} is empty'),
	);

	test('only a name that resembles is proposed', () => {
		const said = (template: string) => refusal(() => text(template, { 'Kunden-Nr.': 1, z: 2, firstname: 'A' }));
		expect(said('{{toString}}')).not.toContain('Did you mean');
		expect(said('{{x}}')).not.toContain('Did you mean');
		expect(said('{{kunden nr}}')).toContain('Did you mean "Kunden-Nr."');
		expect(said('{{frstname}}')).toContain('Did you mean "firstname"');
	});

	test('names of other spellings', () => {
		const values = {
			'Kunden-Nr.': 1,
			firstName: 'Anna',
			last_name: 'Lee',
			'Customer’s city': 'Bonn',
			customer: { 'Zip Code': 53 },
		};
		expect(text("{{kunden–nr.}} {{First name}} {{Last Name}} {{customer's city}} {{Customer.zip code}}", values)).toBe(
			'1 Anna Lee Bonn 53',
		);
	});
	test('the exact name is taken before one that is written otherwise', () => {
		expect(text('{{Name}} {{NAME}}', { Name: 'a', NAME: 'b' })).toBe('a b');
		expect(refusal(() => text('{{name}}', { Name: 'a', NAME: 'b' }))).toContain('"name" could be "Name" or "NAME"');
		expect(text('{{name}}', { Name: 'a', NAME: '' })).toBe('a');
	});
	test('a name with a colon or with a format', () => {
		expect(text('{{Ref: no}} {{Time:HH:mm}}', { 'Ref: no': 7, Time: '2026-01-31T09:05:00' })).toBe('7 09:05');
	});
	test('nothing of an object comes from its prototype', () => {
		expect(refusal(() => text('{{constructor}} {{toString}} {{__proto__}}', { a: 1 }))).toContain(
			'{{constructor}}, {{toString}}, {{__proto__}}',
		);
	});
});

describe('fallbacks', () => {
	test.each([
		['{{A|you}}', {}, 'you'],
		['{{A|you}}', { A: '' }, 'you'],
		['{{A|you}}', { A: '  ' }, 'you'],
		['{{A|you}}', { A: null }, 'you'],
		['{{A|}}', {}, ''],
		['{{A|a|b}}', {}, 'a|b'],
		['{{A|“you”}}', {}, '“you”'],
		['{{A:dd.MM.yyyy|soon}}', {}, 'soon'],
		['{{A|you}}', { A: 0 }, '0'],
	])('%s with %j', (template, values, filled) => expect(text(template, values)).toBe(filled));

	test('one that hides a slip of the pen is said', () => {
		const { fill, settle } = filler({ 'First name': 'Anna' });
		expect(fill.text(compileText('{{Frist name|you}}'))).toBe('you');
		expect(settle()).toEqual([
			'Template "Letter": {{Frist name|you}} got its fallback, because there is no such value. Did you mean "First name"?',
		]);
	});
});

describe('what is missing', () => {
	const values = { 'First name': 'Anna', Email: 'anna@contoso.com', Company: '' };
	const template = '<p>{{Frist name}}, {{Company}}, {{Total}}, {{email}}</p>';

	test('is refused by name, with what there is', () => {
		expect(refusal(() => html(template, values))).toBe(
			'Template "Letter": there is no value for {{Frist name}}, {{Total}}; the value for {{Company}} is empty. ' +
				'Did you mean "First name" for {{Frist name}}? There are values for "First name", "Email", "Company". ' +
				'Write {{Frist name|}} in the template where a value may be missing, or choose another way in Missing Values. Nothing was sent.',
		);
	});
	test('may stay empty', () => {
		const { fill, settle } = filler(values, { missing: 'empty' });
		expect(fill.html(compileHtml(template))).toBe('<p>, , , anna@contoso.com</p>');
		expect(settle()).toEqual([
			'Template "Letter": there was no value for {{Frist name}}, {{Total}}, {{Company}}, so nothing stands there.',
		]);
	});
	test('may be kept, byte by byte', () => {
		const torn = '<p>{{Frist&nbsp;<b>na</b>me}}, {{email}}<a href="https://a.b/%7B%7BX%7D%7D">x</a></p>';
		const { fill, settle } = filler(values, { missing: 'keep' });
		expect(fill.html(compileHtml(torn))).toBe(torn.replace('{{email}}', 'anna@contoso.com'));
		expect(settle()).toHaveLength(1);
	});
	test.each([
		['<p>{{First name}</p>', '{{First name} is no whole placeholder'],
		['<p>{{First</p><p>name}}</p>', '{{First is no whole placeholder'],
		['<p>{First name}}</p>', '{First name}} is no whole placeholder'],
		['<p>{{}}</p>', '{{}} cannot be filled in, because it names nothing'],
		['<p>{{ | x}}</p>', 'names nothing'],
		['<p>{{#}}</p>', 'names no list'],
		['<p>{{Email:hello}}</p>', '"hello" is not a way to write a date'],
		['<p>{{Email:dd.MM.yyyy}}</p>', '"anna@contoso.com" is not a date'],
	])('%s', (broken, said) => expect(refusal(() => html(broken, values))).toContain(said));

	test('braces of other things are left alone', () => {
		const other = '<style>a{b:c}</style><p>{ "a": { "b": 1 } } {First name}</p>';
		expect(html(other, values)).toBe(other);
	});
	test('what is an object says what to name', () => {
		expect(refusal(() => text('{{A}}', { A: { street: 'x' } }))).toContain(
			'name one of its values, such as {{A.street}}',
		);
		expect(refusal(() => text('{{A}}', { A: [{ a: 1 }] }))).toContain(
			'{{A}} is a list: put {{#A}} and {{/A}} round the row',
		);
	});
});

describe('dates', () => {
	test.each([
		['2026-11-29', 'dd.MM.yyyy', '29.11.2026'],
		['2026-11-29', 'd.M.yy', '29.11.26'],
		['2026-03-05', 'd. MMMM yyyy', '5. März 2026'],
		['2026-03-05', 'EEEE, d. MMM', 'Donnerstag, 5. März'],
		['2026-03-05', 'TT.MM.JJJJ', '05.03.2026'],
		['2026-03-05', 'dd.mm.yyyy', '05.03.2026'],
		['2026-03-05', 'long', '5. März 2026'],
		['2026-03-05', "d 'de' MMMM", '5 de März'],
		['5.3.2026', 'yyyy-MM-dd', '2026-03-05'],
		['2026-03-05T23:30:00Z', 'dd.MM.yyyy HH:mm', '06.03.2026 00:30'],
		['2026-03-05T09:05:07', 'HH:mm:ss', '09:05:07'],
		['2026-03-05T15:05:00', 'h:mm', '3:05'],
		// As Word and Excel write formats, in several languages.
		['2026-03-05', 'dddd, d. MMMM yyyy', 'Donnerstag, 5. März 2026'],
		['2026-03-05', 'TTTT, TT.MM.JJ', 'Donnerstag, 05.03.26'],
		['2026-03-05', 'ddd dd/mm', 'Do 05/03'],
		['2026-03-05', 'jj/MM/aaaa', '05/03/2026'],
		['2026-03-05', 'gg/MM/aa', '05/03/26'],
		['2026-03-05', 'dd-MM-jjjj', '05-03-2026'],
		['20260305', 'dd.MM.yyyy', '05.03.2026'],
		// As spreadsheets give a day.
		['2026-03-05T00:00:00.000Z', 'dd.MM.yyyy', '05.03.2026'],
		[46086, 'dd.MM.yyyy', '05.03.2026'],
		[new Date('2026-03-05T12:00:00Z'), 'dd.MM.yyyy', '05.03.2026'],
	])('%p as %s', (date, format, shown) =>
		expect(text(`{{Date:${format}}}`, { date }, { locale: 'de-DE' })).toBe(shown),
	);

	test('what keeps a text from being a date is said', () => {
		const said = refusal(() => text('{{D:dd.MM.yyyy}}', { D: '1/2/2026' }));
		expect(said).toContain('"1/2/2026" is not a date: it is not clear whether the day is 1 or 2');
		expect(said).not.toContain('..');
	});
	test('a day is the same west of Greenwich', () =>
		expect(text('{{Date:dd.MM.yyyy}}', { Date: '2026-03-05T00:00:00.000Z' }, { timeZone: 'America/New_York' })).toBe(
			'05.03.2026',
		));
	test('names of months bend beside a day', () => {
		expect(text('{{D:d MMMM}}', { D: '2026-03-05' }, { locale: 'ru' })).toBe('5 марта');
		expect(text('{{D:MMMM}}', { D: '2026-03-05' }, { locale: 'ru' })).toBe('март');
	});
});

describe('rows', () => {
	const items = [
		{ Item: 'Pen', Price: 2 },
		{ Item: 'Ink & more', Price: 5 },
	];
	const row = (begin: string, end: string) =>
		`<table><tr><th>Item</th></tr>\r\n<tr class=a><td>${begin}{{Item}}</td><td>{{Price}}${end}</td></tr>\r\n</table>`;
	const filled =
		'<table><tr><th>Item</th></tr>\r\n<tr class=a><td>Pen</td><td>2</td></tr><tr class=a><td>Ink &amp; more</td><td>5</td></tr>\r\n</table>';

	test('the row around the markers is repeated', () =>
		expect(html(row('{{#Items}}', '{{/Items}}'), { Items: items })).toBe(filled));
	test('torn markers too', () =>
		expect(html(row('{{<b>#It</b>ems}}', '{{/<i>Items}}</i>'), { items })).toBe(
			filled
				.replace('<td>Pen', '<td><b></b>Pen')
				.replace('2</td>', '2<i></i></td>')
				.replace('<td>Ink', '<td><b></b>Ink')
				.replace('5</td>', '5<i></i></td>'),
		));
	test('markers between table and row', () =>
		expect(html('<table>{{#Items}}<tr><td>{{Item}}</td></tr>{{/Items}}</table>', { Items: items })).toBe(
			'<table><tr><td>Pen</td></tr><tr><td>Ink &amp; more</td></tr></table>',
		));
	test('markers in rows of their own go away', () =>
		expect(
			html(
				'<table><tr><td><p>{{#Items}}</p></td></tr><tr><td>{{Item}}</td></tr><tr><td>-</td></tr><tr><td>&nbsp;{{/Items}}</td></tr></table>',
				{ Items: items },
			),
		).toBe(
			'<table><tr><td>Pen</td></tr><tr><td>-</td></tr><tr><td>Ink &amp; more</td></tr><tr><td>-</td></tr></table>',
		));
	test('a row of one cell', () =>
		expect(html('<table><tr><td>{{#Items}}{{Item}}{{/Items}}</td></tr></table>', { Items: items })).toBe(
			'<table><tr><td>Pen</td></tr><tr><td>Ink &amp; more</td></tr></table>',
		));
	test('rows without end tags', () =>
		expect(html('<table><tr><td>{{#Items}}{{Item}}<td>{{/Items}}<tr><td>x</table>', { Items: items })).toBe(
			'<table><tr><td>Pen<td><tr><td>Ink &amp; more<td><tr><td>x</table>',
		));
	test('in a layout table only the inner rows are repeated', () =>
		expect(
			html(`<table><tr><td>Dear {{Name}}, ${row('{{#Items}}', '{{/Items}}')} Regards</td></tr></table>`, {
				Items: items,
				Name: 'A',
			}),
		).toBe(`<table><tr><td>Dear A, ${filled} Regards</td></tr></table>`));
	test('names of the entry come first, then those of the item', () =>
		expect(
			html('<table><tr><td>{{#L}}{{A}}</td><td>{{B}}{{/L}}</td></tr></table>', { A: 1, B: 2, L: [{ A: 3 }] }),
		).toBe('<table><tr><td>3</td><td>2</td></tr></table>'));
	test('tables in rows', () => {
		const template =
			'<table><tr><td>{{#Orders}}{{No}}</td><td><table><tr><td>{{#Items}}{{Item}}</td><td>{{/Items}}</td></tr></table>' +
			'</td><td>{{/Orders}}</td></tr></table>';
		const orders = [
			{ No: 1, Items: items },
			{ No: 2, Items: [] },
		];
		expect(htmlToText(html(template, { Orders: orders }))).toMatch(/1[^]*Pen[^]*Ink & more[^]*2/);
	});
	test.each([
		['an empty list makes no rows', [], '<table><tr><th>Item</th></tr>\r\n\r\n</table>'],
		['a single object is a list of one', { Item: 'Pen', Price: 2 }, filled.replace(/<tr class=a><td>Ink.*?<\/tr>/, '')],
		['a list that was printed as JSON', JSON.stringify(items), filled],
	])('%s', (_what, Items, result) => expect(html(row('{{#Items}}', '{{/Items}}'), { Items })).toBe(result));
	test.each([
		['a text', 'no list', '"Items" is not a list'],
		['nothing', undefined, 'there is no value for {{#Items}}'],
		['entries without the name', [{ Itm: 'Pen', Price: 1 }], 'Did you mean "Itm" for {{Item}}?'],
	])('%s is refused', (_what, Items, said) =>
		expect(refusal(() => html(row('{{#Items}}', '{{/Items}}'), { Items }))).toContain(said),
	);
	test('a missing list is kept or leaves no rows', () => {
		const template = row('{{#Items}}', '{{/Items}}');
		expect(html(template, {}, { missing: 'keep' })).toBe(template);
		expect(html(template, {}, { missing: 'empty' })).toBe('<table><tr><th>Item</th></tr>\r\n\r\n</table>');
	});
	test.each([
		[
			'<p>{{#Items}}</p><table><tr><td>{{Item}}{{/Items}}</td></tr></table>',
			'stand neither in a row of a table nor on lines',
		],
		['<p>First <b>{{#Items}}{{Item}}</b> {{/Items}}</p>', 'stand neither in a row of a table nor on lines'],
		['<table><tr><td>{{#Items}}{{Item}}</td></tr></table>', '{{#Items}} has no {{/Items}} behind it'],
		['<table><tr><td>{{Item}}{{/Items}}</td></tr></table>', '{{/Items}} has no {{#Items}} before it'],
	])('%s', (template, said) => expect(refusal(() => html(template, { Items: items, Item: 1 }))).toContain(said));
	test('a subject has no rows', () =>
		expect(refusal(() => text('{{#A}}x{{/A}}', { A: [1] }))).toContain('stand neither in a row'));
});

describe('lists on lines and in lists', () => {
	const items = [{ Item: 'Pen' }, { Item: 'Ink' }];
	const bullet = '<![if !supportLists]><span style="mso-list:Ignore">·<span>&nbsp;&nbsp; </span></span><![endif]>';
	test.each([
		['items', '<ul><li>{{#L}}{{Item}}{{/L}}</li></ul>', '<ul><li>Pen</li><li>Ink</li></ul>'],
		[
			'items with markers of their own',
			'<ul><li>{{#L}}</li><li><span>{{Item}}</span></li><li>{{/L}}</li><li>x</li></ul>',
			'<ul><li><span>Pen</span></li><li><span>Ink</span></li><li>x</li></ul>',
		],
		[
			'paragraphs in items',
			'<ol><li><p>{{#L}}{{Item}}</p></li><li><p>-{{/L}}</p></li></ol>',
			'<ol><li><p>Pen</p></li><li><p>-</p></li><li><p>Ink</p></li><li><p>-</p></li></ol>',
		],
		[
			'a list in a row of a table',
			'<table><tr><td><ul><li>{{#L}}{{Item}}{{/L}}</li></ul></td></tr></table>',
			'<table><tr><td><ul><li>Pen</li><li>Ink</li></ul></td></tr></table>',
		],
		[
			"items of classic Outlook's lists",
			`<p class=MsoListParagraph>${bullet}{{#L}}{{Item}}{{/L}}<o:p></o:p></p>`,
			`<p class=MsoListParagraph>${bullet}Pen<o:p></o:p></p><p class=MsoListParagraph>${bullet}Ink<o:p></o:p></p>`,
		],
		[
			"classic Outlook's lists with markers of their own",
			`<p>${bullet}{{#L}}</p><p>${bullet}{{Item}}</p><p>${bullet}{{/L}}</p>`,
			`<p>${bullet}Pen</p><p>${bullet}Ink</p>`,
		],
		['paragraphs', '<p>a</p><p>{{#L}}</p><p>{{Item}}</p><p>{{/L}}</p><p>b</p>', '<p>a</p><p>Pen</p><p>Ink</p><p>b</p>'],
		['lines of the web', '<div>{{#L}}</div><div>{{Item}}</div><div>{{/L}}</div>', '<div>Pen</div><div>Ink</div>'],
		['a torn line', '<p><b>{{#L}}</b>{{Item}}<i>{{/L}}</i></p>', '<p><b></b>Pen<i></i></p><p><b></b>Ink<i></i></p>'],
		['a part of a line', '<p>We have {{#L}}{{Item}}, {{/L}}and more</p>', '<p>We have Pen, Ink, and more</p>'],
		[
			'around a table',
			'<p>{{#L}}</p><table><tr><td>{{Item}}</td></tr></table><p>{{/L}}</p>',
			'<table><tr><td>Pen</td></tr></table><table><tr><td>Ink</td></tr></table>',
		],
	])('%s', (_what, template, filled) => {
		expect(html(template, { L: items })).toBe(filled);
		expect(html(template, { L: [] })).not.toMatch(/Pen|\{\{/);
	});
	test('lines of plain text', () => {
		expect(text('Hello\r\n{{#L}}\r\n- {{Item}}\r\n{{/L}}\r\nBye', { L: items })).toBe('Hello\r\n- Pen\r\n- Ink\r\nBye');
		expect(text('{{#L}}- {{Item}}\n  ok{{/L}}\nBye', { L: items })).toBe('- Pen\n  ok\n- Ink\n  ok\nBye');
		expect(text('a\n{{#L}}\nx\n{{/L}}', { L: [] })).toBe('a\n');
	});
});

describe('a value in a link', () => {
	const link = (template: string, value: unknown) => html(`<a href="${template}">x</a>`, { L: value, B: 'b' });
	test.each([
		['{{L}}', 'https://contoso.com/a?b=1&c=2#d', 'https://contoso.com/a?b=1&amp;c=2#d'],
		['{{L}}', 'www.contoso.com/a', 'https://www.contoso.com/a'],
		['http://{{L}}', 'https://contoso.com/a?b=1', 'https://contoso.com/a?b=1'],
		['http://%7B%7BL%7D%7D/', 'https://contoso.com/a?b=1', 'https://contoso.com/a?b=1'],
		['http://{{L}}/', 'https://contoso.com', 'https://contoso.com/'],
		['http://{{L}}', 'contoso.com/a?b=1', 'http://contoso.com/a?b=1'],
		['https://{{L}}/p', 'contoso.com', 'https://contoso.com/p'],
		['mailto:{{L}}', 'mailto:a@contoso.com', 'mailto:a@contoso.com'],
		['http://{{L}}', 'javascript:alert(1)', 'http://javascript:alert(1)'],
		['{{L}}', 'contoso.com', 'https://contoso.com'],
		['{{L}}', 'anna@contoso.com', 'mailto:anna@contoso.com'],
		['{{L}}', ' https://contoso.com/a b"c ', 'https://contoso.com/a%20b%22c'],
		['https://contoso.com/?q={{L}}', 'a&b=c d/é', 'https://contoso.com/?q=a%26b%3Dc%20d%2F%C3%A9'],
		['https://contoso.com/?q={{L}}', 'a%20b', 'https://contoso.com/?q=a%20b'],
		['https://contoso.com/{{L}}/x', '2026/47 11?', 'https://contoso.com/2026/47%2011%3F/x'],
		['https://contoso.com{{L}}', '@evil.example', 'https://contoso.com%40evil.example'],
		['https://{{L}}/a', 'contoso.com', 'https://contoso.com/a'],
		['mailto:{{L}}?subject={{B}}', 'anna@contoso.com', 'mailto:anna@contoso.com?subject=b'],
		['tel:{{L}}', '+49 228 1', 'tel:+49%20228%201'],
	])('%s with %s', (template, value, address) => expect(link(template, value)).toBe(`<a href="${address}">x</a>`));

	test.each([
		'javascript:alert(1)',
		' java\tscript:alert(1)',
		'JaVaScRiPt&colon;alert(1)',
		'data:text/html,<script>',
		'vbscript:x',
		'file:///c:/x',
		'just words',
	])('%j is refused', (value) => expect(refusal(() => link('{{L}}', value))).toContain('{{L}} stands in a link'));
	test('also in parts, and where missing values may be empty', () => {
		expect(
			refusal(() => html('<a href="{{A}}{{B}}">x</a>', { A: 'java', B: 'script:alert(1)' }, { missing: 'empty' })),
		).toContain('not a web address');
		expect(refusal(() => html('<a href="java{{A}}">x</a>', { A: 'script:alert(1)' }))).toContain('not a web address');
		expect(refusal(() => html('<a href="javascript:f({{A}})">x</a>', { A: '1' }))).toContain('not a web address');
	});
	test('without quotes nothing ends the attribute', () => {
		expect(html('<img alt={{A}} src=cid:a>', { A: 'x onerror=alert(1) >' })).toBe(
			'<img alt=x&#32;onerror&#61;alert(1)&#32;&gt; src=cid:a>',
		);
		expect(html('<img alt={{A|}} src=cid:a>', {})).toBe('<img alt="" src=cid:a>');
	});
	test('what would run stays as it is', () => {
		const template = '<p style="color:{{A}}" onclick="f({{A}})">x</p>';
		expect(html(template, { A: 'red' })).toBe(template);
	});
});

describe('values that would run somewhere', () => {
	const TEMPLATES = [
		'<p>{{A}}</p>',
		'<p>{{<b>A</b>}}</p>',
		'<td title="{{A}}">x</td>',
		"<td title='{{A}}'>x</td>",
		'<td title={{A}}>x</td>',
		'<a href="https://contoso.com/?a={{A}}">x</a>',
		'<a href=https://contoso.com/{{A}}>x</a>',
		'<a href="{{A}}">x</a>',
		'<img src="{{A}}">',
		'<!--[if mso]><p>{{A}}</p><![endif]-->',
		'<table><tr><td>{{#L}}{{A}}</td><td>{{/L}}</td></tr></table>',
	];
	test.each(TEMPLATES)('%s', (template) => {
		for (const value of ACTIVE_VALUES) {
			const { fill, settle } = filler({ A: value, L: [{ A: value }] });
			const filled = fill.html(compileHtml(template));
			const isRefused = (() => {
				try {
					settle();
					return false;
				} catch {
					return true;
				}
			})();
			if (isRefused) continue;
			const inside = filled.replace(/^<!--\[if mso\]>|<!\[endif\]-->$/g, '');
			expect({ value, active: hasActiveContent(inside) }).toEqual({ value, active: false });
			const tags = (of: string) => (of.match(/<[!/a-z]/gi) ?? []).join('');
			const plain = fill
				.html(compileHtml(template.replace(/\{\{#L\}\}|\{\{\/L\}\}/g, '')))
				.replace(/^<!--\[if mso\]>|<!\[endif\]-->$/g, '');
			expect(tags(inside.replace(/<br>/g, ''))).toBe(tags(plain.replace(/<br>/g, '')));
		}
	});
});
