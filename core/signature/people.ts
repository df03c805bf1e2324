import type { Line, Outline } from './outline';

/** Somebody who writes or gets a mail. */
export interface Person {
	name?: string;
	/** In lower case. */
	address: string;
}

/** A mail that was sent, as far as it matters here. */
export interface Mail {
	id: string;
	conversation?: string;
	/** Whose name it bears, and who has sent it: two people where one writes for a shared mailbox. */
	from: Person;
	sender: Person;
	/** Who else has part in it: its recipients. */
	others: Person[];
	outline: Outline;
	/** It answers or forwards another one. */
	isReply: boolean;
}

const wordsOf = (name: string | undefined): string[] =>
	(name ?? '')
		.toLowerCase()
		.replace(/\([^)]*\)/g, ' ')
		.split(/[^\p{L}\p{M}\p{N}'’]+/u)
		.filter((word) => word.length >= 2);

/** What a company is called in its addresses: `contoso` of `anna@contoso.com`. */
const companyOf = (address: string): string | undefined => {
	const labels = address.split('@')[1]?.split('.') ?? [];
	return labels
		.slice(0, -1)
		.find((label) => label.length >= 4 && !/^(?:mail|gmail|outlook|hotmail|live|yahoo)$/.test(label));
};

/** Whether a text names the one who writes, or the company. */
export function namesSender({ from, sender }: Mail, text: string): boolean {
	const words = new Set(wordsOf(text));
	return [from, sender].some(
		({ name, address }) =>
			text.toLowerCase().includes(address) ||
			wordsOf(name).some((word) => words.has(word)) ||
			words.has(companyOf(address) ?? '') ||
			// Scripts without spaces.
			(name !== undefined && /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/.test(name) && text.includes(name.slice(0, 2))),
	);
}

/** Whether lines bear the address or the full name of a recipient and nothing of the one who writes. */
export function namesSomebodyElse(mail: Mail, lines: Line[]): boolean {
	const text = lines.map((line) => [line.text, ...line.links].join('\n')).join('\n');
	const words = new Set(wordsOf(text));
	const lower = text.toLowerCase();
	const own = new Set([mail.from.address, mail.sender.address]);
	const named = mail.others.some(({ name, address }) => {
		if (own.has(address)) return false;
		if (address !== '' && lower.includes(address)) return true;
		const full = wordsOf(name);
		return full.length >= 2 && full.every((word) => words.has(word));
	});
	return named && ![...own].some((address) => lower.includes(address)) && !isNamed(mail, words);
}

/** By more than one word of the name, where it has more: families share theirs. */
const isNamed = ({ from, sender }: Mail, words: Set<string>): boolean =>
	[from, sender].some(({ name }) => {
		const own = wordsOf(name);
		const present = own.filter((word) => words.has(word)).length;
		return present > 0 && present >= Math.min(2, own.length);
	});
