import type { MissingValues } from '../fields/choices';
import { dateOf, isRecord, parseJson, readText } from '../fields/values';
import { quoted, toDraftError } from '../errors';
import { textToHtml } from '../html/textToHtml';
import { readWallTime } from '../message/dateTime';
import { bringsScheme, decodedHtml, inAddress, isIdleSlash, isSafeAddress } from './addresses';
import { formatDate, isDateFormat, showsTime } from './dateFormat';
import { NamedValues } from './names';
import type { AttributeValue, Compiled, Cut, Part, Repeated } from './parts';
import type { Expression } from './placeholder';
import type { Gaps } from './gaps';

interface FillOptions {
	missing: MissingValues;
	/** Of names of months and days. */
	locale: string;
	/** Of moments. */
	timeZone: string;
}

/** How a value becomes a part of what it is put into. */
type Written = (value: string) => string;
type ValueExpression = Extract<Expression, { kind: 'value' }>;
/** The values of one item; within rows those of an entry first. */
type Scopes = NamedValues[];

const asHtml: Written = textToHtml;
const asText: Written = (value) => value.replace(/\r\n|\r|\n/g, '\r\n');

/** Fills templates in with the values of one item, and notes what is missing. */
export class Filler {
	constructor(
		/** Those that come first, first. */
		private readonly values: Scopes,
		private readonly options: FillOptions,
		private readonly gaps: Gaps,
	) {}

	html(template: Compiled): string {
		return this.fill(template, asHtml);
	}

	text(template: Compiled): string {
		return this.fill(template, asText);
	}

	private fill({ parts, problems }: Compiled, written: Written): string {
		for (const problem of problems) this.gaps.broken.add(problem);
		return this.filled(parts, this.values, written);
	}

	private filled(parts: Part[], scopes: Scopes, written: Written): string {
		/** One placeholder has several parts where markup stands in it. */
		const known = new Map<Expression, string | undefined>();
		const valueOf = (expression: Expression): string | undefined => {
			if (!known.has(expression)) known.set(expression, this.valueOf(expression, scopes));
			return known.get(expression);
		};
		return parts
			.map((part) => {
				if (typeof part === 'string') return part;
				if (part.kind === 'repeated') return this.repeated(part, scopes, written);
				if (part.kind === 'attribute') return this.attribute(part, valueOf);
				const value = valueOf(part.expression);
				return value === undefined ? part.source : part.carries ? written(value) : '';
			})
			.join('');
	}

	private repeated({ expression, parts, source }: Repeated, scopes: Scopes, written: Written): string {
		const list = this.listOf(expression.name, scopes);
		if (list === undefined) {
			this.gaps.missing(expression.written, expression.name, namesIn(scopes));
			return this.options.missing === 'keep' ? source : '';
		}
		return list
			.map((entry) => {
				const values = new NamedValues(isRecord(entry) ? entry : { [expression.name]: entry });
				return this.filled(parts, [values, ...scopes], written);
			})
			.join('');
	}

	/** Undefined: there is none. */
	private listOf(name: string, scopes: Scopes): unknown[] | undefined {
		const found = this.find(name, scopes);
		if (found === undefined || isEmpty(found.value)) return undefined;
		const value = typeof found.value === 'string' ? parseJson(found.value) : found.value;
		if (Array.isArray(value)) return value as unknown[];
		if (isRecord(value)) return [value];
		this.gaps.wrong.add(`${quoted(name)} is not a list, so no rows can be made from it`);
		return [];
	}

	private attribute(
		{ pieces: written, isAddress, isInQuotes }: AttributeValue,
		valueOf: (expression: Expression) => string | undefined,
	): string {
		const escape = isInQuotes ? inQuotes : withoutQuotes;
		const pieces = isAddress ? withoutIdle(written, valueOf) : written;
		let html = '';
		let address = '';
		const filled: Array<{ cut: Cut; value: string }> = [];
		for (const piece of pieces) {
			const value = typeof piece === 'string' ? undefined : valueOf(piece.expression);
			if (typeof piece === 'string' || value === undefined) {
				const source = typeof piece === 'string' ? piece : piece.source;
				html += source;
				address += decodedHtml(source);
				continue;
			}
			const text = isAddress ? inAddress(address, value) : value.replace(/[\r\n\t]+/g, ' ');
			html += escape(text);
			address += text;
			filled.push({ cut: piece, value });
		}
		const given = typeof pieces[0] === 'string' ? decodedHtml(pieces[0]) : '';
		if (isAddress && filled.length > 0 && !isSafeAddress(address, given))
			for (const { cut, value } of filled)
				this.gaps.wrong.add(`${shown(cut.expression)} stands in a link, and ${quoted(value)} is not a web address`);
		return html === '' && !isInQuotes ? '""' : html;
	}

	/** Undefined: the placeholder stays as it is. */
	private valueOf(expression: Expression, scopes: Scopes): string | undefined {
		switch (expression.kind) {
			case 'value':
				return this.textOf(expression, scopes);
			case 'wrong':
				this.gaps.broken.add(`${shown(expression)} cannot be filled in, because ${expression.why}`);
				return undefined;
			default:
				// A marker of a list, whose rows are known or not, which has been said.
				return undefined;
		}
	}

	private textOf(expression: ValueExpression, scopes: Scopes): string | undefined {
		const { written, readings, fallback } = expression;
		const wrongFormats: string[] = [];
		for (const { name, format } of readings) {
			const found = this.find(name, scopes);
			if (found === undefined) continue;
			if (format !== undefined && !isDateFormat(format)) {
				wrongFormats.push(format);
				continue;
			}
			if (isEmpty(found.value)) break;
			return this.shownAs(found.value, format, expression);
		}
		if (wrongFormats.length > 0) {
			this.gaps.wrong.add(
				`${shown(expression)}: ${quoted(wrongFormats[0])} is not a way to write a date, such as dd.MM.yyyy`,
			);
			return undefined;
		}
		const { name } = readings.find(({ format }) => format !== undefined && isDateFormat(format)) ?? readings[0]!;
		const isKnown = this.find(name, scopes) !== undefined;
		if (fallback !== undefined) {
			if (!isKnown) this.gaps.unlikely(written, name, namesIn(scopes));
			return fallback;
		}
		if (isKnown) this.gaps.empty.add(written);
		else this.gaps.missing(written, name, namesIn(scopes));
		return this.options.missing === 'keep' ? undefined : '';
	}

	/** The innermost that has the name. Several values for one name are as bad as none. */
	private find(name: string, scopes: Scopes): { value: unknown } | undefined {
		for (const scope of scopes) {
			const found = scope.find(name);
			if (found === undefined) continue;
			if ('value' in found) return found;
			this.gaps.wrong.add(
				`${quoted(name)} could be ${found.ambiguous.map(quoted).join(' or ')}, which are not the same`,
			);
			return { value: undefined };
		}
		return undefined;
	}

	private shownAs(value: unknown, format: string | undefined, expression: Expression): string | undefined {
		const { locale, timeZone } = this.options;
		const date = dateOf(value);
		const style = format ?? (date ? 'medium' : undefined);
		if (style !== undefined) {
			const wall = wallTime(value, timeZone, showsTime(style));
			if (typeof wall === 'number') return formatDate(wall, style, locale);
			this.gaps.wrong.add(`${shown(expression)}: ${wall || `${quoted(value)} is not a date`}`);
			return undefined;
		}
		const text = plainText(value);
		if (text === undefined)
			this.gaps.wrong.add(
				Array.isArray(value)
					? `${shown(expression)} is a list: put {{#${written(expression)}}} and {{/${written(expression)}}} round the row of a table`
					: `${shown(expression)} is an object: name one of its values, such as ${firstInside(value, expression)}`,
			);
		return text;
	}
}

/** An address without what an editor has put around a placeholder that was entered as a link. */
function withoutIdle(
	[first, second, third, ...more]: AttributeValue['pieces'],
	valueOf: (expression: Expression) => string | undefined,
): AttributeValue['pieces'] {
	const all = [first, second, third, ...more].filter((piece) => piece !== undefined);
	if (typeof first !== 'string' || typeof second !== 'object') return all;
	const value = valueOf(second.expression);
	if (value === undefined) return all;
	const before = decodedHtml(first);
	const isBrought = bringsScheme(before, value);
	const address = isBrought ? value.trim() : `${before.trim()}${value.trim()}`;
	const isIdle = typeof third === 'string' && more.length === 0 && isIdleSlash(address, decodedHtml(third));
	return all.filter((piece) => !(piece === first && isBrought) && !(piece === third && isIdle));
}

const shown = ({ written: text }: Expression) => `{{${text}}}`;
const written = (expression: Expression) => expression.written;
const namesIn = (scopes: Scopes) => scopes.flatMap(({ paths }) => paths);
/** So is what a calculation without a result gives. */
const isEmpty = (value: unknown) =>
	value === undefined ||
	value === null ||
	Number.isNaN(value) ||
	(typeof value === 'string' && value.trim() === '') ||
	(Object.prototype.toString.call(value) === '[object Date]' && !dateOf(value));

/** Undefined: it is an object, or holds some. A list of words becomes one text. */
function plainText(value: unknown): string | undefined {
	if (Array.isArray(value)) {
		const texts = value.map((one: unknown) => (typeof one === 'object' ? undefined : plainText(one)));
		return texts.every((text) => text !== undefined) ? texts.filter((text) => text !== '').join(', ') : undefined;
	}
	try {
		return readText(value, '') ?? '';
	} catch {
		return undefined;
	}
}

function firstInside(value: unknown, expression: Expression): string {
	const [first] = isRecord(value) ? Object.keys(value) : [];
	return `{{${written(expression)}.${first ?? 'name'}}}`;
}

/** The reason where it is none, without the full stop. */
function wallTime(value: unknown, timeZone: string, wantsTime: boolean): number | string {
	try {
		return readWallTime(value, 'Date', timeZone, wantsTime) ?? '';
	} catch (caught) {
		return toDraftError(caught).text.replace(/^Date: |\.$/g, '');
	}
}

const CODES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const inQuotes = (text: string) => text.replace(/[&<>"']/g, (character) => CODES[character]!);
/** Nothing in it ends the value. */
const withoutQuotes = (text: string) =>
	text.replace(/[&<>"'`=\s/]/g, (character) => CODES[character] ?? `&#${character.charCodeAt(0)};`);
