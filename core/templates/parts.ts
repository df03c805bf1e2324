import type { Place } from '../html/readHtml';
import type { Expression } from './placeholder';

/** A template taken apart once, to be filled in for each item. */
export interface Compiled {
	parts: Part[];
	/** Braces that are no whole placeholder, and lists whose rows cannot be told: why, in words. */
	problems: string[];
}

export type Part = string | Cut | AttributeValue | Repeated;

/** What is taken away of a placeholder in one run of text: one has several where markup stands in it. */
export interface Cut {
	kind: 'cut';
	expression: Expression;
	source: string;
	/** What is filled in stands here. */
	carries: boolean;
}

/** The value of an attribute that holds placeholders. */
export interface AttributeValue {
	kind: 'attribute';
	isAddress: boolean;
	isInQuotes: boolean;
	pieces: Array<string | Cut>;
}

/** What is repeated for each entry of a list. */
export interface Repeated {
	kind: 'repeated';
	expression: ListExpression;
	parts: Part[];
	/** As it stands in the template. */
	source: string;
}

export type ListExpression = Extract<Expression, { name: string }>;

/** A part and where it stands in the source. */
export interface Piece extends Place {
	part: Exclude<Part, string>;
}

/** The source between two places, with the pieces in it, which are in their order. */
export function assembled(source: string, pieces: Piece[], start: number, end: number): Part[] {
	const parts: Part[] = [];
	let done = start;
	for (const piece of pieces) {
		if (piece.start > done) parts.push(source.slice(done, piece.start));
		parts.push(piece.part);
		done = piece.end;
	}
	if (end > done) parts.push(source.slice(done, end));
	return parts;
}
