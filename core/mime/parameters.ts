import { invalidInput, quoted } from '../errors';
import { hexByte } from './encodedWord';

/** RFC 2045 §5.1 `token`. */
const TOKEN = "[!#$%&'*+\\-.0-9A-Z^_`a-z{|}~]+";
/** Values that need no quotes. Less than `token`: some programs stumble over its other characters. */
const BARE = /^[\w.+-]+$/;
const MEDIA_TYPE = new RegExp(`^\\s*(${TOKEN})/(${TOKEN})\\s*(?:;|$)`);
const PARAMETER = new RegExp(`\\s*(${TOKEN})\\s*=\\s*(?:"((?:[^"\\\\]|\\\\.)*)"|([^\\s";]*))\\s*(?:;|$)`, 'y');
/** RFC 2231 §7 `attribute-char`: no `*`, `'` or `%`. */
const PLAIN_IN_EXTENDED = /[!#$&+\-.0-9A-Z^_`a-z{|}~]/;
/** A parameter stands on a line of its own; the line has 76 characters, with a space before and a semicolon after. */
const LONGEST_PARAMETER = 74;

/** `name=value` of Content-Type or Content-Disposition. */
export type Parameter = [name: string, value: string];

/**
 * The parameters of a structured header, each short enough for a line. What is not ASCII, or too long for a line, is
 * written by RFC 2231 and, after it, as a plain ASCII value for programs that do not know RFC 2231.
 */
export function formatParameters(parameters: Parameter[]): string[] {
	return parameters.flatMap(([name, value]) => {
		const plain = plainParameter(name, value);
		return plain === undefined
			? [...extendedParameters(name, value), `${name}="${asciiFallback(value, LONGEST_PARAMETER - name.length - 3)}"`]
			: [plain];
	});
}

/** Undefined when the value needs RFC 2231. A value like an encoded word would be decoded by many programs. */
function plainParameter(name: string, value: string): string | undefined {
	if (!/^[\x20-\x7e]*$/.test(value) || value.includes('=?')) return undefined;
	const written = BARE.test(value) ? value : `"${value.replace(/["\\]/g, '\\$&')}"`;
	return name.length + 1 + written.length > LONGEST_PARAMETER ? undefined : `${name}=${written}`;
}

function extendedParameters(name: string, value: string): string[] {
	const room = LONGEST_PARAMETER - name.length - '*99*='.length;
	const sections: string[] = [];
	let section = "utf-8''";
	for (const char of value) {
		const written = PLAIN_IN_EXTENDED.test(char) ? char : percentEncoded(char);
		if (section.length + written.length > room) {
			sections.push(section);
			section = '';
		}
		section += written;
	}
	sections.push(section);
	return sections.length === 1 ? [`${name}*=${section}`] : sections.map((text, index) => `${name}*${index}*=${text}`);
}

const percentEncoded = (char: string) =>
	[...new TextEncoder().encode(char)].map((byte) => `%${hexByte(byte)}`).join('');

/** ASCII that resembles the value: accents dropped, other characters replaced; its file name extension is kept when it is cut. */
function asciiFallback(value: string, longest: number): string {
	const ascii = value
		.normalize('NFKD')
		.replace(/\p{M}/gu, '')
		.replace(/[^\x20-\x7e]/gu, '_')
		.replace(/["\\]|=(?=\?)/g, '_');
	if (ascii.length <= longest) return ascii;
	const extension = /\.[A-Za-z0-9]{1,10}$/.exec(ascii)?.[0] ?? '';
	return ascii.slice(0, longest - extension.length) + extension;
}

interface MediaType {
	/** `type/subtype` in lower case. */
	type: string;
	parameters: Parameter[];
}

/** Reads a content type as people and other nodes give it, with or without parameters. `label` names the part in the refusal. */
export function readMediaType(text: string, label: string): MediaType {
	const match = text.length > 1000 || /[\r\n\0]/.test(text) ? null : MEDIA_TYPE.exec(text);
	const parameters = match ? readParameters(text.slice(match[0].length)) : undefined;
	if (!match || !parameters)
		throw invalidInput(`${label}: ${quoted(text)} is not a content type.`, 'Write it like application/pdf.');
	return { type: `${match[1]}/${match[2]}`.toLowerCase(), parameters };
}

function readParameters(text: string): Parameter[] | undefined {
	const parameters: Parameter[] = [];
	PARAMETER.lastIndex = 0;
	while (text.slice(PARAMETER.lastIndex).trim() !== '') {
		const match = PARAMETER.exec(text);
		if (!match) return undefined;
		parameters.push([match[1]!.toLowerCase(), match[2]?.replace(/\\(.)/g, '$1') ?? match[3]!]);
	}
	return parameters;
}
