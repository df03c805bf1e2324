import { comparable, isNamed, readRule } from '../../../core/policy/rules';

const rules = (...texts: string[]) => texts.map((text) => readRule(text)!);

test.each([
	['*@contoso.com', 'john@contoso.com', true],
	['@contoso.com', 'john@contoso.com', true],
	['*@contoso.com', 'JOHN@Contoso.COM', true],
	['*@contoso.com', "o'hara+offers@contoso.com", true],
	['*@contoso.com', 'john@mail.contoso.com', false],
	['*@*.contoso.com', 'john@mail.contoso.com', true],
	['*@*.contoso.com', 'john@a.b.contoso.com', true],
	['*@*.contoso.com', 'john@contoso.com', false],
	['*@*.contoso.com', 'john@evilcontoso.com', false],
	['john@contoso.com', 'john@contoso.com', true],
	['John@Contoso.com', 'john@contoso.com', true],
	['john@contoso.com', 'john+x@contoso.com', false],
	['john+x@contoso.com', 'john@contoso.com', false],
	['özlem@contoso.com', 'Özlem@contoso.com', true],
	['Ñandú@contoso.com', 'ñandÚ@contoso.com', true],
	['irem@contoso.com', '\u0130rem@contoso.com', false],
	['*@bücher.example', 'john@bücher.example', true],
	['*@bücher.example', 'john@xn--bcher-kva.example', true],
	['*@xn--bcher-kva.example', 'john@BÜCHER.example', true],
	['*@bücher.example', 'john@bucher.example', false],
	// Kelvin sign, Cyrillic o, long s, full-width c, ligature, full stop of East Asia.
	['*@tok.example', 'john@to\u212a.example', false],
	['*@contoso.com', 'john@c\u043entoso.com', false],
	['*@contoso.com', 'john@conto\u017fo.com', false],
	['*@contoso.com', 'john@\uff43ontoso.com', false],
	['*@office.example', 'john@o\ufb03ce.example', false],
	['*@contoso.com', 'john@contoso\u3002com', false],
	['pat@contoso.com', 'p\u0430t@contoso.com', false],
	['kim@contoso.com', '\u212aim@contoso.com', false],
	['*@contoso.com', 'john@contoso.com.', false],
	['*@contoso.com', ' john@contoso.com', false],
	['*@contoso.com', 'john@contoso.com\r\nBcc: x@example.com', false],
	['*@contoso.com', 'a@example.com@contoso.com', false],
	['*@contoso.com', '"a@example.com"@contoso.com', false],
	['*@contoso.com', 'a%example.com@contoso.com', false],
	['*@contoso.com', 'example.com!a@contoso.com', false],
	['*@contoso.com', 'imceasmtp-a+40example+2Ecom@contoso.com', false],
	['*@contoso.com', 'IMCEAEX-_o=first@contoso.com', false],
	['*@contoso.com', 'SMTP:a@contoso.com', false],
	['*@contoso.com', '', false],
	['*@contoso.com', 'contoso.com', false],
])('%s names %s: %s', (rule, address, expected) => {
	expect(isNamed(address, rules(rule))).toBe(expected);
});

test.each([
	'*',
	'*@*',
	'contoso.com',
	'*@*.*',
	'sales-*@contoso.com',
	'*@con*.com',
	'john',
	'',
	'@',
	'john@*.contoso.com',
	'a b@c.com',
	'*@.com',
])('%s is no rule', (text) => {
	expect(readRule(text)).toBeUndefined();
});

test('addresses are compared in one spelling', () => {
	expect(comparable('John.Doe@BÜCHER.example')).toBe('john.doe@xn--bcher-kva.example');
	expect(comparable('John Doe')).toBeUndefined();
});
