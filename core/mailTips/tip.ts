import { htmlToText } from '../html/htmlToText';
import { quoted } from '../errors';

/** Graph's `mailTips` resource, as far as it is used. */
export interface GraphTip {
	emailAddress?: { address?: string | null; name?: string | null } | null;
	error?: { code?: string | null; message?: string | null } | null;
	automaticReplies?: {
		message?: string | null;
		scheduledStartTime?: GraphTime | null;
		scheduledEndTime?: GraphTime | null;
	} | null;
	mailboxFull?: boolean | null;
	customMailTip?: string | null;
	externalMemberCount?: number | null;
	totalMemberCount?: number | null;
	deliveryRestricted?: boolean | null;
	isModerated?: boolean | null;
	recipientScope?: string | null;
}

interface GraphTime {
	dateTime?: string | null;
	timeZone?: string | null;
}

/** What is to be said of one recipient; a member is there only where there is something. */
export interface Tip {
	address: string;
	/** The text of the automatic answer, and until when it is sent, in UTC. */
	away?: { message: string; until?: string };
	mailboxFull?: true;
	external?: true;
	/** Of a list. */
	members?: number;
	externalMembers?: number;
	moderated?: true;
	/** May not be written to by everybody. */
	restricted?: true;
	/** What the organisation wants people to read before they write there. */
	note?: string;
	/** Why there is no tip: mostly nobody has this address. */
	problem?: string;
}

const LONGEST_NOTE = 300;
const shortened = (html: string) => htmlToText(html).replace(/\s+/g, ' ').trim().slice(0, LONGEST_NOTE);

/** Reads Graph's answer for one recipient; undefined where there is nothing to say. */
export function tipOf(given: GraphTip): Tip | undefined {
	const address = given.emailAddress?.address ?? '';
	const away = shortened(given.automaticReplies?.message ?? '');
	const until = timeOf(given.automaticReplies?.scheduledEndTime);
	const note = shortened(given.customMailTip ?? '');
	const members = given.totalMemberCount ?? 0;
	const externalMembers = given.externalMemberCount ?? 0;
	const said: Omit<Tip, 'address'> = {
		...(away !== '' ? { away: { message: away, ...(until === undefined ? {} : { until }) } } : {}),
		...(given.mailboxFull === true ? { mailboxFull: true } : {}),
		...(/external/i.test(given.recipientScope ?? '') ? { external: true } : {}),
		...(members > 0 ? { members } : {}),
		...(externalMembers > 0 ? { externalMembers } : {}),
		...(given.isModerated === true ? { moderated: true } : {}),
		...(given.deliveryRestricted === true ? { restricted: true } : {}),
		...(note !== '' ? { note } : {}),
		...(given.error?.message ? { problem: shortened(given.error.message) } : {}),
	};
	return Object.keys(said).length > 0 ? { address, ...said } : undefined;
}

/** Graph gives UTC unless another zone was asked for (resources/automaticreplies: a dateTimeTimeZone). */
function timeOf(time: GraphTime | null | undefined): string | undefined {
	const written = time?.dateTime ?? '';
	if (!/^\d{4}-\d\d-\d\dT/.test(written) || written.startsWith('0001')) return undefined;
	const zone = /^(?:utc|)$/i.test(time?.timeZone ?? '') && !/Z$/.test(written) ? 'Z' : '';
	const date = new Date(written + zone);
	return Number.isNaN(date.getTime()) ? undefined : `${date.toISOString().slice(0, 19)}Z`;
}

/** A sentence for each thing that somebody would want to know before the message is sent. */
export function inWords(tips: Tip[]): string[] {
	const external = tips.filter((tip) => tip.external).map(({ address }) => address);
	return [
		...tips.flatMap(sentencesOf),
		...(external.length > 0
			? [
					`Outside of the organisation: ${external.slice(0, 10).join(', ')}${external.length > 10 ? ' and others' : ''}.`,
				]
			: []),
	];
}

function sentencesOf(tip: Tip): string[] {
	const { address, away, members, externalMembers = 0 } = tip;
	const day = away?.until?.slice(0, 10);
	return [
		away && `${address} answers automatically${day ? ` until ${day}` : ''}: ${quoted(away.message)}.`,
		tip.mailboxFull && `The mailbox of ${address} is full, so the message will come back.`,
		members !== undefined &&
			`${address} is a list with ${members} members` +
				`${externalMembers > 0 ? `, ${externalMembers} of them outside of the organisation` : ''}.`,
		tip.moderated && `A moderator has to release messages to ${address}.`,
		tip.restricted && `Only some people may write to ${address}.`,
		tip.note !== undefined && `About ${address}: ${quoted(tip.note)}.`,
		tip.problem !== undefined && `Outlook has no information about ${address}: ${tip.problem}`,
	].filter((text): text is string => typeof text === 'string');
}
