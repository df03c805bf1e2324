import { checkMailbox, type Account } from '../account';
import { quoted } from '../errors';
import type { FieldValues } from '../fields';
import { invalidField, read } from '../fields/read';
import { findFolder } from '../folders/findFolder';
import { folderText, readFolder } from '../folders/readFolder';
import { createGraph, type Graph } from '../graph/client';
import type { Host } from '../host';
import { readMailbox } from '../message/readMailbox';
import { isTimeZone } from '../message/timeZone';
import { drafts as shownDrafts, exampleDraft } from './draftOutput';
import { lookAtDrafts, type DraftOptions } from './drafts';
import { DRAFT_EVENTS, type DraftEventName, type DraftWatchState } from './draftState';
import { graphDrafts } from './graphDrafts';
import { graphMessages } from './graphMessages';
import { exampleMessage, messages as shownMessages } from './messageOutput';
import { readSender } from './messageFilter';
import { lookAtMessages, type MessageOptions } from './messages';
import { ARRIVALS, type MessageWatchState } from './messageState';
import { rememberedDrafts, rememberedMessages } from './rememberedState';

export type WatchState = DraftWatchState | MessageWatchState;

/** What one look found, as workflows see it. */
export interface Looked {
	outputs: Array<Record<string, unknown>>;
	/** To be stored when the outputs were handed on. */
	state: WatchState;
	warnings: string[];
	/** Open drafts that are watched. */
	waiting?: number;
}

/** What a look works with; everything is read and checked before any request. */
interface Watch {
	look(state: unknown): Promise<Looked>;
	example(): Promise<Array<Record<string, unknown>>>;
}

/**
 * Looks once, and says what has happened since the look that left this state; without one, or with one of another watch, it begins. Throws
 * DraftError for fields that cannot be used, and where the mailbox cannot be read: the state then stays as it is.
 */
export async function lookOnce(
	host: Host,
	account: Account,
	fields: FieldValues,
	state: unknown,
	stop: AbortSignal,
): Promise<Looked> {
	return await (await open(host, account, fields, stop)).look(state);
}

/** A real example of what the watch gives: the newest message that fits, or the draft that changed last. Changes no state; may be empty. */
export async function lookForExample(
	host: Host,
	account: Account,
	fields: FieldValues,
	stop: AbortSignal,
): Promise<Array<Record<string, unknown>>> {
	return await (await open(host, account, fields, stop)).example();
}

async function open(host: Host, account: Account, fields: FieldValues, stop: AbortSignal): Promise<Watch> {
	const mailbox = readMailbox(fields.mailbox);
	// Results say whose mailbox it is: `me` means someone else in another account.
	const shown = () => (mailbox === 'me' ? host.me?.() : undefined) ?? mailbox;
	const watchFor = read.choice(fields, 'watchFor', ['message', 'draft']) ?? 'message';
	checkMailbox(account, mailbox);
	const graph = createGraph(host, account, {
		timeout: (read.whole(fields, 'timeout', 1, 86_400) ?? 120) * 1_000,
		stop,
		permission: 'Mail.Read',
	});
	return watchFor === 'draft'
		? watchDrafts(graph, mailbox, readDraftOptions(fields, mailbox, host.timeZone), shown)
		: await watchMessages({ graph, account, mailbox, fields, shown });
}

function watchDrafts(graph: Graph, mailbox: string, options: DraftOptions, shown: () => string): Watch {
	const reader = graphDrafts(graph, mailbox);
	return {
		look: async (state) => {
			const known = rememberedDrafts(state);
			const look = await lookAtDrafts(reader, known.state, options);
			const warnings = [...known.warnings, ...look.warnings];
			const waiting = Object.values(look.state.drafts).filter(({ phase }) => phase === 'open').length;
			return { state: look.state, warnings, outputs: shownDrafts(look.events, shown(), options.withText), waiting };
		},
		example: async () => exampleDraft((await reader.begin()).drafts.at(-1), shown(), options),
	};
}

interface OfMessages {
	graph: Graph;
	account: Account;
	mailbox: string;
	fields: FieldValues;
	/** The mailbox as results name it. */
	shown(): string;
}

async function watchMessages({ graph, account, mailbox, fields, shown }: OfMessages): Promise<Watch> {
	const chosen = readFolder(fields.folder, mailbox);
	const options = readMessageOptions(fields);
	const folder = await findFolder(graph, account, mailbox, chosen);
	const reader = graphMessages(graph, mailbox, folder);
	const arrival = read.choice(fields, 'arrival', ARRIVALS) ?? 'auto';
	const countMoved = arrival === 'moved' || (arrival === 'auto' && folder.toLowerCase() !== 'inbox');
	const all: MessageOptions = {
		filter: options,
		countMoved,
		place: `${mailbox.toLowerCase()} ${folder} ${countMoved}`,
	};
	const about = () => ({ mailbox: shown(), folder: folderText(chosen) });
	return {
		look: async (state) => {
			const known = rememberedMessages(state);
			const look = await lookAtMessages(reader, known.state, all);
			const warnings = [...known.warnings, ...look.warnings];
			return { state: look.state, warnings, outputs: shownMessages(look.events, about()) };
		},
		example: async () => shownMessages(await exampleMessage(reader, options), about()),
	};
}

function readDraftOptions(fields: FieldValues, mailbox: string, hostZone = 'UTC'): DraftOptions {
	const timeZone = read.line(fields, 'watchTimeZone') || hostZone;
	if (!isTimeZone(timeZone))
		throw invalidField(
			'watchTimeZone',
			`${quoted(timeZone)} is not the name of a time zone.`,
			'For example Europe/Berlin.',
		);
	const events = read.names(fields, 'events').map((name) => {
		const known = DRAFT_EVENTS.find((event) => event === name.toLowerCase());
		if (!known)
			throw invalidField('events', `${quoted(name)} is not known.`, `Use some of: ${DRAFT_EVENTS.join(', ')}.`);
		return known as DraftEventName;
	});
	if (events.length === 0)
		throw invalidField('events', 'none is chosen.', `Choose at least one of: ${DRAFT_EVENTS.join(', ')}.`);
	return {
		place: mailbox.toLowerCase(),
		events,
		timeZone,
		waitingDays: read.whole(fields, 'waitingDays', 1, 36_500) ?? 7,
		unansweredDays: read.whole(fields, 'unansweredDays', 1, 36_500) ?? 3,
		withText: read.flag(fields, 'difference', false),
	};
}

function readMessageOptions(fields: FieldValues): MessageOptions['filter'] {
	return {
		senders: read.names(fields, 'senders').map(readSender),
		subject: read.names(fields, 'subjectWords'),
		unreadOnly: read.flag(fields, 'unreadOnly', false),
		withAttachments: read.flag(fields, 'withAttachments', false),
		importance: read.choice(fields, 'importanceOnly', ['low', 'normal', 'high']) ?? '',
		needsAnswer: read.flag(fields, 'needsAnswer', false),
	};
}
