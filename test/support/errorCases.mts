// Answers of the service, and what a person reads in both hosts. The account signs in as an application.
import type { FieldValues } from '../../core/fields';
import type { Fault } from '../../simulator/server.mts';

export interface ErrorCase {
	name: string;
	/** What the simulator answers to the create; without it, it answers by itself. */
	fault?: Fault;
	fields?: FieldValues;
	code: string;
	/** What happened and what to do, as one text. */
	text: string;
	status?: number;
	draftMayExist?: true;
}

const MAY_EXIST =
	'The draft may exist all the same. Check the folder before you run it again: Outlook has no way to repeat this safely.';
const PAGE = (title: string) => ({
	body: `<!DOCTYPE html>\n<html><head><title>${title}</title></head><body>no</body></html>`,
	contentType: 'text/html',
});
/** Never to be seen in any text. */
export const LEAKS = ['eyJhbGciOiJub25lIn0.eyJhIjoxfQ.c2ln', 'hunter2hunter2', 'sessiontoken123'];
const LEAKING = `See Bearer ${LEAKS[0]} and client_secret=${LEAKS[1]} and https://outlook.office.com/x?authtoken=${LEAKS[2]}`;

export const ERROR_CASES: ErrorCase[] = [
	{
		name: 'no permission, or no access to the mailbox',
		fault: { status: 403, code: 'ErrorAccessDenied', message: 'Access is denied. Check credentials and try again.' },
		code: 'ErrorAccessDenied',
		text: 'The account may not create the draft in the mailbox "support@contoso.com". Microsoft said: Access is denied. Check credentials and try again. The application needs the application permission Mail.ReadWrite with admin consent. An administrator may also have excluded this mailbox by an application access policy or RBAC for Applications; changes there take up to two hours.',
		status: 403,
	},
	{
		name: 'an application access policy',
		fault: { status: 403, code: 'ErrorAccessDenied', message: 'Access to OData is disabled.' },
		code: 'ErrorAccessDenied',
		text: 'The account may not create the draft in the mailbox "support@contoso.com". Microsoft said: Access to OData is disabled. The application needs the application permission Mail.ReadWrite with admin consent. An administrator may also have excluded this mailbox by an application access policy or RBAC for Applications; changes there take up to two hours.',
		status: 403,
	},
	{
		name: 'no right to send as the sender (docs-contrib#7401)',
		fault: {
			status: 403,
			code: 'ErrorSendAsDenied',
			message:
				'The user account which was used to submit this request does not have the right to send mail on behalf of the specified sending account. Cannot submit message.',
		},
		code: 'ErrorSendAsDenied',
		text: 'The account may not send as the address in From, from the mailbox "support@contoso.com". Ask an Exchange administrator to grant "Send as" or "Send on behalf" on that mailbox, or leave From empty.',
		status: 403,
	},
	{
		name: 'the directory may not be read',
		fault: {
			status: 403,
			code: 'Authorization_RequestDenied',
			message: 'Insufficient privileges to complete the operation.',
		},
		code: 'Authorization_RequestDenied',
		text: 'The account may not create the draft. The application needs the application permission Mail.ReadWrite with admin consent. You can still enter a mailbox by its address.',
		status: 403,
	},
	{
		name: '403 with a code that nobody knows',
		fault: { status: 403, code: 'SomethingNew', message: 'Not today.' },
		code: 'SomethingNew',
		text: 'Microsoft Graph rejected the request to create the draft (status 403). Microsoft said: Not today. Check the fields of this step.',
		status: 403,
	},
	{
		name: 'a folder that is gone, or no rights on it',
		fault: { status: 404, code: 'ErrorItemNotFound', message: 'The specified object was not found in the store.' },
		code: 'ErrorItemNotFound',
		text: 'Outlook found no folder "Inbox" in the mailbox "support@contoso.com", or the account has no rights on it. Choose the folder again: it may have been chosen for another mailbox, or deleted. Check also that the account was granted rights on the mailbox in Exchange.',
		status: 404,
	},
	{
		name: 'a folder that is gone',
		fault: {
			status: 404,
			code: 'ErrorFolderNotFound',
			message: 'The specified folder could not be found in the store.',
		},
		code: 'ErrorFolderNotFound',
		text: 'Outlook found no folder "Inbox" in the mailbox "support@contoso.com". Choose the folder again: it may have been chosen for another mailbox, or deleted.',
		status: 404,
	},
	{
		name: 'an id that is none',
		fault: { status: 400, code: 'ErrorInvalidIdMalformed', message: 'Id is malformed.' },
		code: 'ErrorInvalidIdMalformed',
		text: '"Inbox" is neither a folder ID nor one of Outlook\'s folder names such as inbox or drafts. Choose the folder from the list, or paste its ID unchanged.',
		status: 400,
	},
	{
		name: 'an empty id',
		fault: { status: 400, code: 'ErrorInvalidIdEmpty', message: 'Id is empty.' },
		code: 'ErrorInvalidIdEmpty',
		text: '"Inbox" is neither a folder ID nor one of Outlook\'s folder names such as inbox or drafts. Choose the folder from the list, or paste its ID unchanged.',
		status: 400,
	},
	{
		name: 'an id of another mailbox (office-js#1116)',
		fault: {
			status: 404,
			code: 'ErrorInvalidMailboxItemId',
			message: "Item Id doesn't belong to the current mailbox.",
		},
		code: 'ErrorInvalidMailboxItemId',
		text: 'This ID belongs to a different mailbox, not to the mailbox "support@contoso.com". An ID is valid only in the mailbox it came from: take mailbox and ID from the same step.',
		status: 404,
	},
	{
		name: 'an unknown mailbox',
		fault: { status: 404, code: 'ErrorInvalidUser', message: "The requested user 'support@contoso.com' is invalid." },
		code: 'ErrorInvalidUser',
		text: 'Microsoft 365 knows no mailbox "support@contoso.com". Check the address, and that the account belongs to the same organisation. A personal account can use its own mailbox only, a group has none.',
		status: 404,
	},
	{
		name: 'an unknown person',
		fault: {
			status: 404,
			code: 'Request_ResourceNotFound',
			message: "Resource 'x' does not exist or one of its queried reference-property objects are not present.",
		},
		code: 'Request_ResourceNotFound',
		text: 'Microsoft 365 knows no mailbox "support@contoso.com". Check the address, and that the account belongs to the same organisation. A personal account can use its own mailbox only, a group has none.',
		status: 404,
	},
	{
		name: 'unlicensed, guest, inactive or on-premises',
		fault: {
			status: 404,
			code: 'MailboxNotEnabledForRESTAPI',
			message: 'The mailbox is either inactive, soft-deleted, or is hosted on-premise.',
		},
		code: 'MailboxNotEnabledForRESTAPI',
		text: 'The mailbox "support@contoso.com" cannot be used through Microsoft Graph: it is inactive, has no Exchange Online licence, belongs to a guest, or is kept on-premises. Check that the address belongs to a licensed Exchange Online mailbox of this organisation. A new mailbox can take about 15 minutes.',
		status: 404,
	},
	{
		name: 'the same with another code',
		fault: {
			status: 403,
			code: 'ErrorMailboxNotEnabledForRESTAPI',
			message: 'REST API is not yet supported for this mailbox.',
		},
		code: 'ErrorMailboxNotEnabledForRESTAPI',
		text: 'The mailbox "support@contoso.com" cannot be used through Microsoft Graph: it is inactive, has no Exchange Online licence, belongs to a guest, or is kept on-premises. Check that the address belongs to a licensed Exchange Online mailbox of this organisation. A new mailbox can take about 15 minutes.',
		status: 403,
	},
	{
		name: 'a mailbox without REST',
		fault: {
			status: 404,
			code: 'MailboxNotSupportedForRESTAPI',
			message: 'REST API is not yet supported for this mailbox.',
		},
		code: 'MailboxNotSupportedForRESTAPI',
		text: 'The mailbox "support@contoso.com" cannot be used through Microsoft Graph: it is inactive, has no Exchange Online licence, belongs to a guest, or is kept on-premises. Check that the address belongs to a licensed Exchange Online mailbox of this organisation. A new mailbox can take about 15 minutes.',
		status: 404,
	},
	{
		name: 'the same mailbox at another moment',
		fault: { status: 404, code: 'ResourceNotFound', message: 'Resource could not be discovered.' },
		code: 'ResourceNotFound',
		text: 'The mailbox "support@contoso.com" cannot be used through Microsoft Graph: it is inactive, has no Exchange Online licence, belongs to a guest, or is kept on-premises. Check that the address belongs to a licensed Exchange Online mailbox of this organisation. A new mailbox can take about 15 minutes.',
		status: 404,
	},
	{
		name: 'an address without a mailbox',
		fault: {
			status: 404,
			code: 'ErrorNonExistentMailbox',
			message: 'The SMTP address has no mailbox associated with it.',
		},
		code: 'ErrorNonExistentMailbox',
		text: 'Outlook says that the mailbox "support@contoso.com" does not exist. This happens for a moment to mailboxes that do exist. Try again first. If it keeps happening: The mailbox "support@contoso.com" cannot be used through Microsoft Graph: it is inactive, has no Exchange Online licence, belongs to a guest, or is kept on-premises. Check that the address belongs to a licensed Exchange Online mailbox of this organisation. A new mailbox can take about 15 minutes.',
		status: 404,
	},
	{
		name: 'on-premises without a federation',
		fault: { status: 400, code: 'extensionError', message: 'x' },
		code: 'extensionError',
		text: 'The mailbox "support@contoso.com" cannot be reached: it is kept on-premises, or a policy of the organisation blocks it. Use a mailbox in Exchange Online, or ask an administrator about the policy.',
		status: 400,
	},
	{
		name: 'a header without x-',
		fault: {
			status: 400,
			code: 'InvalidInternetMessageHeader',
			message: "The internet message header name 'Sender' should start with 'x-' or 'X-'.",
		},
		code: 'InvalidInternetMessageHeader',
		text: "Outlook rejected a custom header. Microsoft said: The internet message header name 'Sender' should start with 'x-' or 'X-'. Custom header names must begin with x-.",
		status: 400,
	},
	{
		name: 'too many headers',
		fault: {
			status: 400,
			code: 'InvalidInternetMessageHeaderCollection',
			message: 'Maximum number of headers in one message should be less than or equal to 5.',
		},
		code: 'InvalidInternetMessageHeaderCollection',
		text: 'Outlook rejected the custom headers. Microsoft said: Maximum number of headers in one message should be less than or equal to 5. Use at most 5 custom headers.',
		status: 400,
	},
	{
		name: 'a recipient',
		fault: {
			status: 400,
			code: 'ErrorInvalidRecipients',
			message: "At least one recipient is not valid., Recipient 'a;b' is not resolved",
		},
		code: 'ErrorInvalidRecipients',
		text: "Outlook rejected a recipient. Microsoft said: At least one recipient is not valid., Recipient 'a;b' is not resolved. Check the addresses in To, Cc and Bcc: each needs a whole e-mail address, a name alone is not looked up.",
		status: 400,
	},
	{
		name: 'a value of the wrong form',
		fault: { status: 400, code: 'UnableToDeserializePostBody', message: 'were unable to deserialize ' },
		code: 'UnableToDeserializePostBody',
		text: 'Outlook could not read the message: one of its values has the wrong form. Compare the message JSON with the "message" resource of Microsoft Graph: lists in [ ], texts in quotes.',
		status: 400,
	},
	{
		name: 'an unknown member',
		fault: {
			status: 400,
			code: 'RequestBodyRead',
			message: "The property 'x' does not exist on type 'microsoft.graph.message'.",
		},
		code: 'RequestBodyRead',
		text: "Outlook could not read the message. Microsoft said: The property 'x' does not exist on type 'microsoft.graph.message'. Remove or rename the member of the message JSON that it names.",
		status: 400,
	},
	{
		name: 'MIME that is not base64',
		fault: {
			status: 400,
			code: 'ErrorMimeContentInvalidBase64String',
			message: 'Invalid base64 string for MIME content.',
		},
		code: 'ErrorMimeContentInvalidBase64String',
		text: 'Outlook could not read the MIME message: it is not base64. Give the message as text, or as base64 in the alphabet A-Z a-z 0-9 + /.',
		status: 400,
	},
	{
		name: 'a property that cannot be set',
		fault: { status: 400, code: 'ErrorInvalidPropertySet', message: 'Message is not draft.' },
		code: 'ErrorInvalidPropertySet',
		text: 'Outlook rejected a change of something that cannot be changed. Microsoft said: Message is not draft. Only a draft can be changed, and only its subject, body, recipients and the like.',
		status: 400,
	},
	{
		name: 'a request that is not supported',
		fault: { status: 405, code: 'ErrorInvalidRequest', message: 'The OData request is not supported.' },
		code: 'ErrorInvalidRequest',
		text: 'Microsoft Graph rejected the request to create the draft in this way. Microsoft said: The OData request is not supported. Check the fields of this step, first mailbox and folder.',
		status: 405,
	},
	{
		name: 'a bad request',
		fault: { status: 400, code: 'BadRequest', message: "Resource not found for the segment 'x'." },
		code: 'BadRequest',
		text: "Microsoft Graph rejected the request to create the draft in this way. Microsoft said: Resource not found for the segment 'x'. Check the fields of this step, first mailbox and folder.",
		status: 400,
	},
	{
		name: 'too large, as old front ends say it (docs#11806)',
		fault: { status: 400, code: 'BadRequest', message: 'The maximum request length supported is 4MB.' },
		code: 'BadRequest',
		text: 'The message is larger than Outlook accepts in one request (4 MB). Shorten the body or move large content into a file that you link to.',
		status: 400,
	},
	{
		name: 'a search that is too complex',
		fault: {
			status: 400,
			code: 'InefficientFilter',
			message: 'The restriction or sort order is too complex for this operation.',
		},
		code: 'InefficientFilter',
		text: 'The search is too complex for Outlook. Use fewer conditions, or sort by the property that is searched.',
		status: 400,
	},
	{
		name: 'a folder that exists',
		fault: { status: 409, code: 'ErrorFolderExists', message: 'A folder with the specified name already exists.' },
		code: 'ErrorFolderExists',
		text: 'The mailbox "support@contoso.com" already has a folder of this name there. Choose the folder from the list, or use another name.',
		status: 409,
	},
	{
		name: 'more than the mailbox accepts (docs#15579)',
		fault: {
			status: 400,
			code: 'ErrorMessageSizeExceeded',
			message: 'The message exceeds the maximum supported size.',
		},
		code: 'ErrorMessageSizeExceeded',
		text: "The message exceeds the size that this mailbox accepts. Make the message smaller (the usual limit is 35 MB with all attachments), or ask an administrator to raise the mailbox's message size limit. Trying again does not help.",
		status: 400,
	},
	{
		name: 'the same in the spelling that was seen at sending (docs-contrib#8823)',
		fault: { status: 404, code: 'ErrorNonExistentMailBox', message: 'Mailbox does not exist.' },
		code: 'ErrorNonExistentMailBox',
		text: 'Outlook says that the mailbox "support@contoso.com" does not exist. This happens for a moment to mailboxes that do exist. Try again first. If it keeps happening: The mailbox "support@contoso.com" cannot be used through Microsoft Graph: it is inactive, has no Exchange Online licence, belongs to a guest, or is kept on-premises. Check that the address belongs to a licensed Exchange Online mailbox of this organisation. A new mailbox can take about 15 minutes.',
		status: 404,
	},
	{
		name: 'an account that Microsoft has suspended (recorded 2026)',
		fault: {
			status: 403,
			code: 'ErrorAccountSuspend',
			message: 'Account suspended. Follow the instructions in your Inbox to verify your account.',
		},
		code: 'ErrorAccountSuspend',
		text: 'Microsoft has suspended sending from the mailbox "support@contoso.com". Microsoft said: Account suspended. Follow the instructions in your Inbox to verify your account. Sign in to Outlook on the web with this account and follow what Microsoft asks for there; an administrator finds blocked senders under Microsoft Defender → Restricted entities.',
		status: 403,
	},
	{
		name: 'an extended property under another type (docs#2251)',
		fault: {
			status: 400,
			code: 'ErrorInvalidExtendedProperty',
			message: 'The extended property attribute combination is invalid.',
		},
		code: 'ErrorInvalidExtendedProperty',
		text: 'Outlook rejected an extended property. Microsoft said: The extended property attribute combination is invalid. Check the type before its ID: the property must be given with the type under which it exists, for example "SystemTime 0x3FEF".',
		status: 400,
	},
	{
		name: 'a full mailbox',
		fault: { status: 400, code: 'ErrorQuotaExceeded', message: 'Quota exceeded.' },
		code: 'ErrorQuotaExceeded',
		text: 'The mailbox "support@contoso.com" is full. Delete or archive mail there, or ask an administrator for more space.',
		status: 400,
	},
	{
		name: 'a precondition',
		fault: { status: 412, code: 'ErrorPreconditionFailed', message: '' },
		code: 'ErrorPreconditionFailed',
		text: 'Someone else changed the same item in the mailbox "support@contoso.com" at the same moment. Run it again; let only one workflow at a time work on an item.',
		status: 412,
	},
	{
		name: 'more than 4 MB',
		fault: { status: 413, code: 'RequestEntityTooLarge', message: 'The maximum request length supported is 4MB.' },
		code: 'RequestEntityTooLarge',
		text: 'The message is larger than Outlook accepts in one request (4 MB). Shorten the body or move large content into a file that you link to.',
		status: 413,
	},
	{
		name: 'a media type',
		fault: { status: 415, code: 'UnknownError', message: '' },
		code: 'UnknownError',
		text: 'Microsoft Graph did not accept the form in which the message was sent. A proxy may have changed the request; otherwise please report this with the request id.',
		status: 415,
	},
	{
		name: 'throttled',
		fault: {
			status: 429,
			code: 'ApplicationThrottled',
			message: 'Application is over its MailboxConcurrency limit.',
			retryAfter: '600',
		},
		code: 'ApplicationThrottled',
		text: 'Outlook is receiving too many requests for the mailbox "support@contoso.com" and asks to wait 600 seconds, which is longer than the time that was left. It was tried once, with a timeout of 120 seconds. Run it again in 600 seconds. Run fewer workflows on this mailbox at the same time, or raise the timeout.',
		status: 429,
	},
	{
		name: 'throttled, with the generic code',
		fault: { status: 429, code: 'TooManyRequests', message: 'Please retry again later.', retryAfter: '600' },
		code: 'TooManyRequests',
		text: 'Outlook is receiving too many requests for the mailbox "support@contoso.com" and asks to wait 600 seconds, which is longer than the time that was left. It was tried once, with a timeout of 120 seconds. Run it again in 600 seconds. Run fewer workflows on this mailbox at the same time, or raise the timeout.',
		status: 429,
	},
	{
		name: 'the service fails',
		fault: {
			status: 500,
			code: 'ErrorInternalServerError',
			message: 'An internal server error occurred. The operation failed.',
		},
		code: 'ErrorInternalServerError',
		text: `Microsoft Graph is not available at the moment and could not create the draft. Microsoft said: An internal server error occurred. The operation failed. ${MAY_EXIST}`,
		status: 500,
		draftMayExist: true,
	},
	{
		name: 'the service fails for a moment',
		fault: { status: 500, code: 'ErrorInternalServerTransientError', message: 'x' },
		code: 'ErrorInternalServerTransientError',
		text: `Microsoft Graph is not available at the moment and could not create the draft. Microsoft said: x. ${MAY_EXIST}`,
		status: 500,
		draftMayExist: true,
	},
	{
		name: 'the service is not there (simstudioai#6041)',
		fault: { status: 503, code: 'ServiceUnavailable', message: 'Service unavailable.' },
		code: 'ServiceUnavailable',
		text: `Microsoft Graph is not available at the moment and could not create the draft. Microsoft said: Service unavailable. ${MAY_EXIST}`,
		status: 503,
		draftMayExist: true,
	},
	{
		name: 'the service is too slow',
		fault: { status: 504, code: 'UnknownError', message: '' },
		code: 'UnknownError',
		text: `Microsoft Graph took too long to create the draft. ${MAY_EXIST}`,
		status: 504,
		draftMayExist: true,
	},
	{
		name: 'no space',
		fault: { status: 507, code: 'SomethingNew', message: 'Insufficient storage.' },
		code: 'SomethingNew',
		text: `There is no space left in the mailbox "support@contoso.com". ${MAY_EXIST}`,
		status: 507,
		draftMayExist: true,
	},
	{
		name: 'bandwidth',
		fault: { status: 509, code: 'SomethingNew', message: 'Bandwidth limit exceeded.' },
		code: 'SomethingNew',
		text: `Microsoft Graph could not create the draft: this app or organisation has exchanged as much data as it may for the moment. ${MAY_EXIST}`,
		status: 509,
		draftMayExist: true,
	},
	{
		name: 'a code that nobody knows, with secrets in its text',
		fault: { status: 400, code: 'SomethingNew', message: LEAKING },
		code: 'SomethingNew',
		text: 'Microsoft Graph rejected the request to create the draft (status 400). Microsoft said: See Bearer (token) and client_secret=(removed) and https://outlook.office.com/x?authtoken=(removed). Check the fields of this step.',
		status: 400,
	},
	{
		name: 'a token that has expired',
		fault: {
			status: 401,
			code: 'InvalidAuthenticationToken',
			message: 'Lifetime validation failed, the token is expired.',
			times: 4,
		},
		code: 'InvalidAuthenticationToken',
		text: "Microsoft Graph did not accept the sign-in: the token is missing, has expired or is meant for another service. Sign in again in the account settings, check that cloud, tenant and client belong together, and that this computer's clock is right.",
		status: 401,
	},
	// Without Graph's form of an answer.
	{
		name: '413 with an empty body (msgraph-sdk-javascript#260)',
		fault: { status: 413, body: '' },
		code: 'Http413',
		text: 'The message is larger than Outlook accepts in one request (4 MB). Shorten the body or move large content into a file that you link to.',
		status: 413,
	},
	{
		name: "a firewall's page",
		fault: { status: 403, ...PAGE('Access blocked by policy') },
		code: 'Http403',
		text: 'The answer did not come from Microsoft Graph (status 403). It is a page with the title "Access blocked by policy". Check the cloud or the custom Graph address of the account, and whether a proxy answers in between.',
		status: 403,
	},
	{
		name: 'the sign-in page of a network, as a success',
		fault: { status: 200, ...PAGE('Guest network') },
		code: 'Http200',
		text: `The answer did not come from Microsoft Graph (status 200). It is a page with the title "Guest network". ${MAY_EXIST}`,
		status: 200,
		draftMayExist: true,
	},
	{
		name: "a gateway's page",
		fault: { status: 502, ...PAGE('Bad gateway') },
		code: 'Http502',
		text: `Microsoft Graph is not available at the moment and could not create the draft. ${MAY_EXIST}`,
		status: 502,
		draftMayExist: true,
	},
	{
		name: 'a success that is no JSON',
		fault: { status: 201, body: 'created' },
		code: 'Http201',
		text: `The answer did not come from Microsoft Graph (status 201). ${MAY_EXIST}`,
		status: 201,
		draftMayExist: true,
	},
	{
		name: 'JSON that is no answer of Graph',
		fault: { status: 400, body: '["no"]', contentType: 'application/json' },
		code: 'Http400',
		text: 'Microsoft Graph rejected the request to create the draft (status 400). Check the fields of this step.',
		status: 400,
	},
	{
		name: 'the code of an inner error, spelled innererror',
		fault: {
			status: 404,
			body: '{"error":{"code":"notFound","message":"x","innererror":{"code":"ErrorInvalidUser"}}}',
			contentType: 'application/json',
		},
		code: 'notFound',
		text: 'Microsoft 365 knows no mailbox "support@contoso.com". Check the address, and that the account belongs to the same organisation. A personal account can use its own mailbox only, a group has none.',
		status: 404,
	},
	// By the simulator itself.
	{
		name: 'a person without a licence',
		fields: { mailbox: 'nolicence@contoso.com' },
		code: 'MailboxNotEnabledForRESTAPI',
		text: 'The mailbox "nolicence@contoso.com" cannot be used through Microsoft Graph: it is inactive, has no Exchange Online licence, belongs to a guest, or is kept on-premises. Check that the address belongs to a licensed Exchange Online mailbox of this organisation. A new mailbox can take about 15 minutes.',
		status: 404,
	},
];

const isLost = ({ status }: ErrorCase) => [500, 502, 503, 504].includes(status ?? 0);

/** Said at once. */
export const REFUSALS = ERROR_CASES.filter((refused) => !isLost(refused));

/**
 * Answers that leave open whether the draft was made: they are said when the look-up window has passed and nobody answered
 * whether it is there. Each has a folder of its own, so that all of them wait together.
 */
export const LOST = ERROR_CASES.filter(isLost).map((lost, index) => ({
	...lost,
	folder: ['inbox', 'archive', 'junkemail', 'outbox', 'sentitems', 'deleteditems'][index],
}));

export function loseAnswers(faults: { add(fault: Fault): void }): void {
	for (const { fault, folder } of LOST)
		faults.add({ method: 'POST', path: new RegExp(`mailFolders/${folder}/messages`), ...fault, times: 100 });
	faults.add({ method: 'GET', path: /messages/, status: 403, code: 'ErrorAccessDenied', times: 1_000 });
}
