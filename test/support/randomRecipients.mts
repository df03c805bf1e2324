// Random texts of the pieces that lists of recipients consist of, and what must hold for each of them.
import { DraftError } from '../../core/errors';
import type { Recipient } from '../../core/message/recipients';

/** Pieces around addresses. `@` and letters of addresses are left out, so that an address cannot come from nowhere. */
const PIECES = [
	...' ,;|:<>()[]{}"\'`*_~\\/.-+=?&%#!@\t\n\r',
	...[
		'“',
		'”',
		'„',
		'‘',
		'’',
		'«',
		'»',
		'「',
		'」',
		'＂',
		'；',
		'，',
		'、',
		'：',
		'＜',
		'＞',
		'（',
		'）',
		'|',
		'•',
		'。',
		'．',
		'＠',
	],
	...['\u200b', '\u00a0', '\ufeff', '\u202a', '\u3000', '\u0000', '\ud800', '\u00ad'],
	...['mailto:', 'mailto://', 'MAILTO: ', '?subject=Hi', '?cc=', '&bcc=', '?to=', '%20', '%2C', '%40'],
	...['To: ', 'Cc: ', 'Bcc: ', 'Subject: ', 'Team: ', ':;', 'An: ', '**', '```', '\n- ', '\n1. ', '\n> ', '• '],
	...[
		'<a href="',
		'">',
		'</a>',
		'<b>',
		'</b>',
		'<br>',
		'<li>',
		'&lt;',
		'&gt;',
		'&quot;',
		'&amp;',
		'&#64;',
		'<!--',
		'-->',
	],
	...[
		'](',
		'[',
		')',
		'[x](',
		'=?utf-8?q?',
		'=?utf-8?b?',
		'?=',
		'{"address":"',
		'"}',
		'[object Object]',
		'undefined',
		'{{ x }}',
	],
	...[
		'Name\tE-Mail\n',
		'Name,Email\n',
		'E-Mail\n',
		'BEGIN:VCARD\n',
		'FN:John\n',
		'\nEMAIL;TYPE=WORK:',
		'\nEND:VCARD\n',
		'o\t',
		' [at] ',
	],
	...['Doe', 'John', 'Müller', 'Doe, John', '"Doe, John"', "O'Brien", '(Sales)', 'Robert "Bob" Smith', '王', '👩‍💻', 'и'],
];

/** A text and the addresses in it, each of which stands in it once. */
export interface RandomText {
	text: string;
	addresses: string[];
}

/** The same texts for the same seed (mulberry32). */
export function randomTexts(seed: number): () => RandomText {
	let state = seed >>> 0;
	const below = (limit: number) => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
	};
	return () => {
		const addresses: string[] = [];
		let text = '';
		for (let left = 1 + below(12); left > 0; left--) {
			if (below(3) > 0) text += PIECES[below(PIECES.length)];
			else {
				const mark = `q${addresses.length}q`;
				const address = below(2) === 0 ? `${mark}@contoso.com` : `${'abipsu'[below(6)]}@${mark}.com`;
				addresses.push(address);
				text += below(3) === 0 ? `Doe <${address}>` : address;
			}
			if (below(4) === 0) text += '; ';
		}
		return { text, addresses };
	};
}

/**
 * What is wrong with a reader's answer to a text; undefined: nothing. It may reject the text in words. If it takes it, every
 * address of the text is a recipient (or stands in a name) exactly once, and no recipient comes from nowhere.
 */
export function faultOf({ text, addresses }: RandomText, reader: (text: string) => Recipient[]): string | undefined {
	let recipients: Recipient[];
	try {
		recipients = reader(text);
	} catch (thrown) {
		if (thrown instanceof DraftError && thrown.message.includes('"') && thrown.cause.hint) return undefined;
		return `it threw ${String(thrown)}`;
	}
	const all = recipients.map(({ emailAddress: { address, name = '' } }) => `${name} ${address}`).join(' ');
	const missing = addresses.find((_address, index) => all.split(`q${index}q`).length !== 2);
	if (missing !== undefined) return `${missing} is lost or doubled: ${all}`;
	const written = text.replace(/<[^<>]*>/g, '').replace(/＠|&#64;/g, '@');
	const invented = recipients.find(
		({ emailAddress: { address } }) => !/q\d+q/.test(address) && !written.includes(address),
	);
	return invented && `${invented.emailAddress.address} comes from nowhere`;
}

/** Shapes of hostile or damaged input, of about `size` characters, for which the time must grow no faster than the text. */
export const GROWING: Record<string, (size: number) => string> = {
	...Object.fromEntries(
		[
			...[
				'(',
				')',
				'<',
				'>',
				'<>',
				'"',
				"'",
				'`',
				'*',
				'[',
				']',
				'{',
				'[{',
				',',
				';',
				':',
				'::',
				'|',
				'\t',
				'\n',
				'\\',
				'@',
				'.',
				' ',
				'\u200b',
			],
			...[
				'“',
				'“;',
				'„a ',
				"'a;",
				'a,',
				'a|',
				'a\n',
				'a:',
				'x@y:',
				'a@',
				'- ',
				'• ',
				'> ',
				'1. ',
				'=?',
				'=?a?q?',
				'=?a?q?x?=',
				'&#',
				'&lt;',
			],
			...[
				'mailto:',
				'mailto:a@x?&',
				'<mailto:a|',
				'[a](',
				'[a](mailto:',
				'<a ',
				'<a>',
				'<a><b>',
				'<!--',
				'<a href="',
				'Cc: ',
				'x@y Cc: ',
				'"a" ',
			],
			...[
				'a@x.com ',
				'a@x.com;',
				'Doe, John (Sales) <john@x.com>; ',
				'Doe, John <john@x.com>, ',
				'"Doe, John" <john@x.com>\n',
				'(a)',
				'"\\"',
				'\ud800',
			],
		].map((piece) => [JSON.stringify(piece), (size: number) => piece.repeat(Math.ceil(size / piece.length))]),
	),
	'an open quote with escapes': (size) => `"${'\\"'.repeat(size / 2)}`,
	'spaces inside': (size) => `a${' '.repeat(size)}b`,
	'invisible characters inside': (size) => `a${'\u200b'.repeat(size)}b`,
	'spaces before a bracket': (size) => `a\n${' '.repeat(size)}<a@x`,
	'dots behind a domain': (size) => `a@x${'.'.repeat(size)}`,
	'comments behind an address': (size) => `a@x.com ${'(a)'.repeat(size / 3)}`,
	'words in quotes': (size) => `${'"a" '.repeat(size / 4)}<a@x.com>`,
	'a link of escapes': (size) => `mailto:${'%41'.repeat(size / 3)}`,
	'a nested list': (size) => '['.repeat(size / 2) + ']'.repeat(size / 2),
};
