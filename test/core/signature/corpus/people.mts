/** The people of the corpus: nobody real. What others write bears a word that may never be in a signature that was found. */

export interface Writer {
	name: string;
	address: string;
}

export const ANNA: Writer = { name: 'Anna Lindqvist', address: 'anna@contoso.com' };
export const BEN: Writer = { name: 'Ben Okafor', address: 'ben@contoso.com' };
export const SUPPORT: Writer = { name: 'Contoso Support', address: 'support@contoso.com' };

export const OTHERS: Writer[] = [
	{ name: 'Priya Fremdling', address: 'priya@fabrikam.com' },
	{ name: 'Jorge Fremdling', address: 'jorge@fabrikam.com' },
	{ name: 'Mei Fremdling', address: 'mei@northwind.example' },
	{ name: 'Olu Fremdling', address: 'olu@fabrikam.com' },
];

/** Stands in everything that somebody else has written. */
export const FOREIGN = 'Fremdling';
/** Stands in everything that was typed in a mail above its signature. */
export const TYPED = 'Typed';

/** Texts of different lengths; each holds TYPED in each of its lines. */
export function typedText(number: number, name: string): string[] {
	const first = `Typed greeting to ${name},`;
	const texts = [
		[first, `Typed thanks for your message of day ${number}.`],
		[first, `Typed answer ${number}: the delivery arrives on Tuesday.`, `Typed question: does day ${number} suit you?`],
		[`Typed yes, number ${number}.`],
		[
			first,
			`Typed report ${number}.`,
			'Typed line two of it.',
			'Typed line three of it.',
			`Typed end of report ${number}.`,
		],
		[first, `Typed note on order ${4700 + number}, which we have checked.`],
	];
	return texts[number % texts.length]!;
}
