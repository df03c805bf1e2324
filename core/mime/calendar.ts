import { invalidInput, quoted } from '../errors';
import { textEntity, type Entity } from './entity';
import { toCrlf } from './newlines';

/**
 * An invitation as a part of the message's alternatives (RFC 6047 §2.4), so that Outlook shows it as a meeting. `content`
 * is the iCalendar text; the method of the part is the one that it states.
 */
export function calendarEntity(content: string): Entity {
	const text = toCrlf(content).replace(/^[\s\uFEFF]+/, '');
	if (!/^BEGIN:VCALENDAR\r\n/i.test(text))
		throw invalidInput(
			`Calendar invitation: ${quoted(content)} is not iCalendar text.`,
			'It begins with BEGIN:VCALENDAR.',
		);
	const method = /\r\nMETHOD(?:;[^:\r\n]*)?:([A-Za-z-]{1,40})[ \t]*\r\n/i.exec(text)?.[1];
	if (method === undefined) {
		throw invalidInput(
			'Calendar invitation: it states no METHOD, so that Outlook would not show it as an invitation.',
			'Add the line METHOD:REQUEST, or attach it as a file.',
		);
	}
	return textEntity('text/calendar', text, [['method', method.toUpperCase()]]);
}
