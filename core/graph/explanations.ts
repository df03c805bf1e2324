import type { Account } from '../account';
import { shortened } from '../redact';
import type { PermittedPurpose, Purpose } from './call';
import { permissionsFor } from './permissions';

/** What a code means for a person: `what` happened and `hint`, how to put it right. */
export interface Explanation {
	what: string;
	hint: string;
}

/** What a refusal is explained from. */
export interface Circumstances {
	purpose: PermittedPurpose;
	/** Graph's own text; shown, never branched on. */
	said: string;
	signIn?: Account['signIn'] | undefined;
	/** Milliseconds that the service asked to wait. */
	pause?: number | undefined;
}

export type Explain = (circumstances: Circumstances) => Explanation;

const inMailbox = ({ mailbox }: Purpose) => (mailbox === 'me' ? 'your mailbox' : `the mailbox "${mailbox}"`);
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
/** An id of Outlook: nobody reads one in a sentence, so errors carry it as a fact. */
const isId = (text: string) => text.length > 40 && !/\s/.test(text);
const folderNamed = ({ folder = '' }: Purpose) => (isId(folder) ? 'with this ID' : `"${folder}"`);
/** The id of the folder that a request is about. */
export const folderIdOf = ({ folder, folderId }: Purpose): string | undefined =>
	folderId ?? (folder !== undefined && isId(folder) ? folder : undefined);

/** Graph's own words, as a sentence. */
export function quote(said: string): string {
	const text = shortened(said);
	return text === '' ? '' : ` Microsoft said: ${text}${/[.!?]$/.test(text) ? '' : '.'}`;
}

/** Which permission is missing, for the kind of sign-in at hand; for all kinds when it is not known. */
function missingPermission({ purpose, signIn }: Circumstances): string {
	const { delegated, otherMailbox, application } = permissionsFor(purpose.permission);
	const person = purpose.mailbox === 'me' ? delegated : otherMailbox;
	if (signIn === 'application')
		return `The application needs the application permission ${application} with admin consent`;
	if (signIn === 'delegated')
		return `The account needs the delegated permission ${person}; connect it again after adding the permission`;
	return `The account needs the permission ${person} (signed-in person) or ${application} (application)`;
}

const noRights: Explain = (circumstances) => {
	const { purpose, signIn } = circumstances;
	const rights =
		signIn === 'application'
			? ' An administrator may also have excluded this mailbox by an application access policy or RBAC for Applications; changes there take up to two hours.'
			: purpose.mailbox === 'me'
				? ''
				: ' The signed-in person also needs rights on that mailbox in Exchange (Full Access, or on the folder), which take up to an hour.';
	const policy =
		signIn === undefined && purpose.mailbox !== 'me'
			? ' For an application, an access policy may exclude the mailbox.'
			: '';
	return {
		what: `The account may not ${purpose.task} in ${inMailbox(purpose)}.${quote(circumstances.said)}`,
		hint: `${missingPermission(circumstances)}.${rights}${policy}`,
	};
};

const noMailbox: Explain = ({ purpose }) => ({
	what: `${capital(inMailbox(purpose))} cannot be used through Microsoft Graph: it is inactive, has no Exchange Online licence, belongs to a guest, or is kept on-premises.`,
	hint:
		purpose.mailbox === 'me'
			? 'Sign in with an account that has an Exchange Online mailbox or an outlook.com address. A new mailbox can take about 15 minutes.'
			: 'Check that the address belongs to a licensed Exchange Online mailbox of this organisation. A new mailbox can take about 15 minutes.',
});

/** Seen at random for mailboxes that exist, where the same request works a moment later (OBS docs-contrib#8823). */
const mailboxNotFoundNow: Explain = (circumstances) => {
	const { what, hint } = noMailbox(circumstances);
	return {
		what: `Outlook says that ${inMailbox(circumstances.purpose)} does not exist. This happens for a moment to mailboxes that do exist.`,
		hint: `Try again first. If it keeps happening: ${what} ${hint}`,
	};
};

const unknownMailbox: Explain = ({ purpose }) => ({
	what: `Microsoft 365 knows no mailbox "${purpose.mailbox}".`,
	hint: 'Check the address, and that the account belongs to the same organisation. A personal account can use its own mailbox only, a group has none.',
});

/** Graph's words, with status 404, for a signed or encrypted message (OBS docs#7258, docs-contrib#5787); the code says less. */
const cannotOpen = (said: string): boolean => /cannot open attachment/i.test(said);

/** Where a host knows that the folder was chosen from the list of another mailbox. */
const chosenElsewhere = (purpose: Purpose): Explanation => ({
	what: `The folder ${folderNamed(purpose)} was chosen in another mailbox (${purpose.chosenIn}); Outlook does not find it in ${inMailbox(purpose)}.`,
	hint: 'Choose the folder again, from the list of this mailbox, or enter its path.',
});

const itemNotFound: Explain = ({ purpose, said }) => {
	if (purpose.chosenIn !== undefined) return chosenElsewhere(purpose);
	if (cannotOpen(said)) {
		return {
			what: `Microsoft Graph cannot ${purpose.task} here: the message is signed or encrypted (S/MIME), or an attachment of it cannot be opened.`,
			hint: 'Forward or answer it in Outlook, or get it as an .eml file and attach that to a new draft.',
		};
	}
	if (purpose.message !== undefined) {
		return {
			what: `Outlook found no message with this ID in ${inMailbox(purpose)}: it was moved or deleted, belongs to another mailbox, or the ID is that of something else, such as a folder or an attachment.`,
			hint: 'Take mailbox and ID from the same step, and the ID of the message itself.',
		};
	}
	if (purpose.draft !== undefined) {
		return {
			what: `Outlook found no draft with this ID in ${inMailbox(purpose)}: it was sent, moved or deleted, or belongs to another mailbox.`,
			hint: 'Look it up again, for example by its internetMessageId. A draft that someone edited in Outlook may have a new ID.',
		};
	}
	return {
		what: purpose.folder
			? `Outlook found no folder ${folderNamed(purpose)} in ${inMailbox(purpose)}, or the account has no rights on it.`
			: `Outlook found nothing to work on in ${inMailbox(purpose)}, or the account has no rights on it.`,
		hint: 'Choose the folder again: it may have been chosen for another mailbox, or deleted. Check also that the account was granted rights on the mailbox in Exchange.',
	};
};

const badId: Explain = ({ purpose }) => {
	const { draft, message, folder = '', destination } = purpose;
	const id = draft ?? message;
	// A move names both.
	if (id !== undefined && destination !== undefined)
		return {
			what: `Outlook does not know the folder ${folderNamed(purpose)} or the ID of the message: one of them is damaged.`,
			hint: 'Choose the folder from the list again, and use the ID that an earlier step returned, unchanged.',
		};
	return id === undefined
		? {
				what: isId(folder)
					? 'The ID of the folder is damaged, so Outlook does not know it.'
					: `"${folder}" is neither a folder ID nor one of Outlook's folder names such as inbox or drafts.`,
				hint: 'Choose the folder from the list, or paste its ID unchanged.',
			}
		: {
				what: isId(id)
					? 'The ID of the message is damaged, so Outlook does not know it.'
					: `"${id}" is not an ID of Outlook.`,
				hint: 'Use the ID that an earlier step returned, unchanged.',
			};
};

const wrongMailbox: Explain = ({ purpose }) =>
	purpose.chosenIn !== undefined
		? chosenElsewhere(purpose)
		: {
				what: `This ID belongs to a different mailbox, not to ${inMailbox(purpose)}.`,
				hint: 'An ID is valid only in the mailbox it came from: take mailbox and ID from the same step.',
			};

const tooLarge: Explain = () => ({
	what: 'The message is larger than Outlook accepts in one request (4 MB).',
	hint: 'Shorten the body or move large content into a file that you link to.',
});
const overMailboxLimit: Explain = () => ({
	what: 'The message exceeds the size that this mailbox accepts.',
	hint: "Make the message smaller (the usual limit is 35 MB with all attachments), or ask an administrator to raise the mailbox's message size limit. Trying again does not help.",
});
const throttled: Explain = ({ purpose, pause }) => {
	const tooMany = `Outlook is receiving too many requests for ${inMailbox(purpose)}`;
	const seconds = Math.ceil((pause ?? 0) / 1_000);
	if (seconds === 0)
		return {
			what: `${tooMany} and kept asking to wait until the time was up.`,
			hint: 'Run fewer workflows on this mailbox at the same time, or raise the timeout.',
		};
	return {
		what: `${tooMany} and asks to wait ${seconds} seconds, which is longer than the time that was left.`,
		hint: `Run it again in ${seconds} seconds. Run fewer workflows on this mailbox at the same time, or raise the timeout.`,
	};
};
const overBandwidth: Explain = ({ purpose }) => ({
	what: `Microsoft Graph could not ${purpose.task}: this app or organisation has exchanged as much data as it may for the moment.`,
	hint: 'Try again later.',
});
const noToken: Explain = () => ({
	what: 'Microsoft Graph did not accept the sign-in: the token is missing, has expired or is meant for another service.',
	hint: "Sign in again in the account settings, check that cloud, tenant and client belong together, and that this computer's clock is right.",
});
const header: Explain = ({ said }) => ({
	what: `Outlook rejected a custom header.${quote(said)}`,
	hint: 'Custom header names must begin with x-.',
});
const wrongForm: Explain = () => ({
	what: 'Outlook could not read the message: one of its values has the wrong form.',
	hint: 'Compare the message JSON with the "message" resource of Microsoft Graph: lists in [ ], texts in quotes.',
});
const busy: Explain = ({ purpose, said }) => ({
	what: `Microsoft Graph is not available at the moment and could not ${purpose.task}.${quote(said)}`,
	hint: 'Try again later. The state of the service is shown at https://status.cloud.microsoft.',
});
const tooSlow: Explain = ({ purpose }) => ({
	what: `Microsoft Graph took too long to ${purpose.task}.`,
	hint: 'Try again later.',
});
const notPossible: Explain = ({ purpose, said }) => ({
	what: `Microsoft Graph rejected the request to ${purpose.task} in this way.${quote(said)}`,
	hint: 'Check the fields of this step, first mailbox and folder.',
});
const changedMeanwhile: Explain = ({ purpose }) => ({
	what: `Someone else changed the same item in ${inMailbox(purpose)} at the same moment.`,
	hint: 'Run it again; let only one workflow at a time work on an item.',
});
const conditionalAccess: Explain = () => ({
	what: 'A Conditional Access policy of the organisation does not allow this sign-in to reach Outlook.',
	hint: 'Connect the account again from a device and place that the policy allows, or ask an administrator to exclude this app or its address.',
});

/** Whether Graph says that the mailbox cannot take one more name of an extended property (status 403, OBS docs#12168, docs#12767). */
export const isNamedPropertyQuota = (said: string): boolean => /cannot get id from name/i.test(said);
const namedProperties = (purpose: Purpose): Explanation => ({
	what: `${capital(inMailbox(purpose))} has no space for another named property: programs have used up all the names that Exchange allows a mailbox.`,
	hint: 'Leave Extended Properties empty, or ask an administrator: moving the mailbox to another database clears names that are not used.',
});
const fullMailbox = (purpose: Purpose): Explanation => ({
	what: `${capital(inMailbox(purpose))} is full.`,
	hint: 'Delete or archive mail there, or ask an administrator for more space.',
});

/** Graph's codes (`error.code`), as documented or observed; the texts Graph sends with them are never branched on. */
export const BY_CODE: Record<string, Explain> = {
	ErrorAccessDenied: noRights,
	Authorization_RequestDenied: (circumstances) => ({
		what: `The account may not ${circumstances.purpose.task}.`,
		hint: `${missingPermission(circumstances)}. You can still enter a mailbox by its address.`,
	}),
	ErrorSendAsDenied: ({ purpose }) => ({
		what: `The account may not send as the address in From, from ${inMailbox(purpose)}.`,
		hint: 'Ask an Exchange administrator to grant "Send as" or "Send on behalf" on that mailbox, or leave From empty.',
	}),
	insufficient_claims: conditionalAccess,
	ErrorItemNotFound: itemNotFound,
	ErrorFolderNotFound: ({ purpose }) =>
		purpose.chosenIn !== undefined
			? chosenElsewhere(purpose)
			: {
					what: `Outlook found no folder ${folderNamed(purpose)} in ${inMailbox(purpose)}.`,
					hint: 'Choose the folder again: it may have been chosen for another mailbox, or deleted.',
				},
	ErrorInvalidIdMalformed: badId,
	ErrorInvalidIdEmpty: badId,
	ErrorInvalidMailboxItemId: wrongMailbox,
	ErrorInvalidUser: unknownMailbox,
	Request_ResourceNotFound: unknownMailbox,
	ErrorNonExistentMailbox: mailboxNotFoundNow,
	ErrorAccountSuspend: ({ purpose, said }) => ({
		what: `Microsoft has suspended sending from ${inMailbox(purpose)}.${quote(said)}`,
		hint: 'Sign in to Outlook on the web with this account and follow what Microsoft asks for there; an administrator finds blocked senders under Microsoft Defender → Restricted entities.',
	}),
	ErrorInvalidExtendedProperty: ({ said }) => ({
		what: `Outlook rejected an extended property.${quote(said)}`,
		hint: 'Check the type before its ID: the property must be given with the type under which it exists, for example "SystemTime 0x3FEF".',
	}),
	ErrorInvalidArgument: notPossible,
	MailboxNotEnabledForRESTAPI: noMailbox,
	ErrorMailboxNotEnabledForRESTAPI: noMailbox,
	MailboxNotSupportedForRESTAPI: noMailbox,
	ResourceNotFound: noMailbox,
	extensionError: ({ purpose }) => ({
		what: `${capital(inMailbox(purpose))} cannot be reached: it is kept on-premises, or a policy of the organisation blocks it.`,
		hint: 'Use a mailbox in Exchange Online, or ask an administrator about the policy.',
	}),
	InvalidInternetMessageHeader: header,
	ErrorInvalidInternetMessageHeader: header,
	InvalidInternetMessageHeaderCollection: ({ said }) => ({
		what: `Outlook rejected the custom headers.${quote(said)}`,
		hint: 'Use at most 5 custom headers.',
	}),
	ErrorInvalidRecipients: ({ said }) => ({
		what: `Outlook rejected a recipient.${quote(said)}`,
		hint: 'Check the addresses in To, Cc and Bcc: each needs a whole e-mail address, a name alone is not looked up.',
	}),
	UnableToDeserializePostBody: wrongForm,
	RequestBodyRead: ({ said }) => ({
		what: `Outlook could not read the message.${quote(said)}`,
		hint: 'Remove or rename the member of the message JSON that it names.',
	}),
	ErrorMimeContentInvalidBase64String: () => ({
		what: 'Outlook could not read the MIME message: it is not base64.',
		hint: 'Give the message as text, or as base64 in the alphabet A-Z a-z 0-9 + /.',
	}),
	ErrorInvalidPropertySet: ({ said }) => ({
		what: `Outlook rejected a change of something that cannot be changed.${quote(said)}`,
		hint: 'Only a draft can be changed, and only its subject, body, recipients and the like.',
	}),
	ErrorInvalidRequest: notPossible,
	// The one case in which the text counts: old front ends reject what is too large with this code (OBS docs#85, docs#11806).
	BadRequest: (circumstances) => (/request length/i.test(circumstances.said) ? tooLarge : notPossible)(circumstances),
	InefficientFilter: () => ({
		what: 'The search is too complex for Outlook.',
		hint: 'Use fewer conditions, or sort by the property that is searched.',
	}),
	Request_UnsupportedQuery: () => ({
		what: 'Microsoft 365 does not support this search.',
		hint: 'Search by the beginning of a name or an address.',
	}),
	ErrorFolderExists: ({ purpose }) => ({
		what: `${capital(inMailbox(purpose))} already has a folder of this name there.`,
		hint: 'Choose the folder from the list, or use another name.',
	}),
	ErrorAttachmentSizeShouldNotBeLessThanMinimumSize: () => ({
		what: 'The attachment is too small to be uploaded in parts.',
		hint: 'This is not about your settings: please report it with the request id.',
	}),
	ErrorAttachmentSizeLimitExceeded: overMailboxLimit,
	ErrorMessageSizeExceeded: overMailboxLimit,
	RequestEntityTooLarge: tooLarge,
	// The text counts here: the same code stands for a full mailbox and for a full table of named properties (OBS docs#12168).
	ErrorQuotaExceeded: ({ purpose, said }) =>
		isNamedPropertyQuota(said) ? namedProperties(purpose) : fullMailbox(purpose),
	InvalidAuthenticationToken: noToken,
	ErrorIrresolvableConflict: changedMeanwhile,
	invalidRange: () => ({ what: 'Outlook lost track of the parts of an upload.', hint: 'Run it again.' }),
	ApplicationThrottled: throttled,
	TooManyRequests: throttled,
	activityLimitReached: throttled,
	ErrorTooManyObjectsOpened: throttled,
	ErrorInternalServerError: busy,
	ErrorInternalServerTransientError: busy,
	generalException: busy,
	ServiceUnavailable: busy,
	serviceNotAvailable: busy,
};

/** Of these codes no source is at hand: general knowledge, to be checked against the service. */
export const RECALLED = new Set([
	'Authorization_RequestDenied',
	'RequestBodyRead',
	'Request_ResourceNotFound',
	'Request_UnsupportedQuery',
	'ErrorInvalidIdEmpty',
	'ErrorIrresolvableConflict',
]);

/** For answers whose code says nothing more than their status. */
export const BY_STATUS: Record<number, Explain> = {
	401: noToken,
	403: noRights,
	405: notPossible,
	407: () => ({
		what: 'The proxy on the way to Microsoft Graph wants a sign-in of its own.',
		hint: 'Enter user and password of the proxy where n8n or Node-RED gets its proxy from.',
	}),
	408: tooSlow,
	409: changedMeanwhile,
	412: changedMeanwhile,
	413: tooLarge,
	415: () => ({
		what: 'Microsoft Graph did not accept the form in which the message was sent.',
		hint: 'A proxy may have changed the request; otherwise please report this with the request id.',
	}),
	429: throttled,
	500: busy,
	502: busy,
	503: busy,
	504: tooSlow,
	507: ({ purpose }) => ({
		what: `There is no space left in ${inMailbox(purpose)}.`,
		hint: 'Delete or archive mail there, or ask an administrator for more space.',
	}),
	509: overBandwidth,
};

/** A success that is not the one of this request: nobody knows whether anything was done. */
export const unexpectedSuccess = (status: number, { task }: Purpose): Explanation => ({
	what: `Microsoft Graph answered with status ${status} when asked to ${task}, which does not say that it was done.`,
	hint: 'Check the mailbox before you run it again.',
});

/** The answer of something between us and Microsoft: a proxy, a firewall, a sign-in page of a network. `title` is that of its page. */
export const fromElsewhere = (status: number, title: string): Explanation => ({
	what: `The answer did not come from Microsoft Graph (status ${status}).${title === '' ? '' : ` It is a page with the title "${title}".`}`,
	hint: 'Check the cloud or the custom Graph address of the account, and whether a proxy answers in between.',
});

/** This computer's clock is off by more than tokens allow. */
export const clockIsWrong = (minutes: number): Explanation => ({
	what: `Microsoft Graph did not accept the sign-in: this computer's clock is ${Math.abs(minutes)} minutes ${minutes > 0 ? 'ahead' : 'behind'}.`,
	hint: 'Set the clock, best by a time server; then run it again.',
});
