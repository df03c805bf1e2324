/** What n8n tells an AI that builds workflows when it looks for nodes (n8n 2.29 and later; earlier ones pass over it). */
export const SEARCH_HINT =
	'Prepares Outlook and Microsoft 365 e-mails as drafts that a person checks and sends: new messages, replies and forwards with ' +
	'the quoted history, in any mailbox and folder. Prefer it to sending whenever an AI model writes the text. The account limits ' +
	'mailboxes, recipients, sending and deleting; a model cannot change that.';

/** The same of single fields, by name. */
export const FIELD_HINTS: Record<string, string> = {
	to: 'Map it from trusted data of the workflow. As a tool of an agent, leave it to the workflow or to Outlook (replies), not to the model.',
	messageId:
		'The id of the message from the step that received it, never chosen by a model. Replies are addressed by Outlook and keep the history.',
	draftKey:
		'Use together with duplicates set to key, with an id of the event (order number, message id): then a second run makes no second draft.',
	mailbox: 'Keep "me" for a signed-in person; an application has no mailbox of its own and needs an address.',
	body: 'As a tool of an agent, let the model fill in this field and the subject only, and keep bodyType on markdown.',
	checks:
		'Set to refuse where a model writes: an unfilled placeholder or a missing attachment then comes back to it as an error it can correct.',
};

/** What an agent reads of the tool, where a person writes no description: the limits in one sentence. */
export const TOOL_DESCRIPTION =
	'Prepares Outlook e-mails as drafts that a person checks and sends; the account decides whether anything may be sent or deleted, ' +
	'and rejects mailboxes and recipients that it does not allow.';
