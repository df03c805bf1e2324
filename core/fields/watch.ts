import type { Field } from './field';
import { ofCreate } from './ofCreate';
import { MAILBOX } from './shared';

const OF_MESSAGES = { watchFor: ['message'] };
const OF_DRAFTS = { watchFor: ['draft'] };

/** The fields of n8n's Outlook Draft Trigger and Node-RED's outlook-watch. Names and values are saved in workflows and never change. */
export const WATCH: Field[] = [
	{
		name: 'watchFor',
		label: 'Watch For',
		kind: 'select',
		place: 'main',
		default: 'message',
		description: 'What begins the flow',
		choices: [
			{
				value: 'draft',
				label: 'Something Happens to a Draft',
				description:
					'To a draft that this package made, in any workflow: somebody sends it, changes it, throws it away',
			},
			{ value: 'message', label: 'A Message Arrives', description: 'Each message of a folder once' },
		],
	},
	{
		...MAILBOX,
		description: 'The mailbox that is watched. An account that signs in as an application needs an address here.',
	},
	ofCreate('folder', {
		default: 'inbox',
		description:
			'The folder that is watched, without those inside of it: from the list, or a path, a folder ID, an address in Outlook on the web',
		when: OF_MESSAGES,
	}),
	{
		name: 'events',
		label: 'Events',
		kind: 'choices',
		place: 'main',
		default: 'sent;deleted',
		description: 'What of a draft is told',
		choices: [
			{ value: 'answered', label: 'Answered', description: 'Somebody answers a draft that was sent' },
			{ value: 'deleted', label: 'Deleted', description: 'Somebody has thrown it away' },
			{
				value: 'edited',
				label: 'Edited',
				description: 'Somebody has changed recipients, subject, text or attachments',
			},
			{ value: 'sent', label: 'Sent', description: 'Somebody has sent it; tells whether it was changed before' },
			{ value: 'unanswered', label: 'Unanswered', description: 'Nobody has answered it for some working days' },
			{ value: 'waiting', label: 'Waiting', description: 'It lies there unchanged for some days' },
		],
		when: OF_DRAFTS,
	},
	{
		name: 'waitingDays',
		label: 'Waiting After (Days)',
		kind: 'number',
		place: 'options',
		default: 7,
		description: 'Days without a change after which a draft counts as waiting',
		when: OF_DRAFTS,
	},
	{
		name: 'unansweredDays',
		label: 'Unanswered After (Working Days)',
		kind: 'number',
		place: 'options',
		default: 3,
		description: 'Working days, Monday to Friday, without an answer by a person; automatic replies do not count',
		when: OF_DRAFTS,
	},
	{
		name: 'difference',
		label: 'Difference',
		kind: 'boolean',
		place: 'options',
		default: false,
		description:
			'Whether sent and edited drafts come with both texts and what differs. The texts of open drafts are then kept in the state of the workflow.',
		when: OF_DRAFTS,
	},
	{
		name: 'watchTimeZone',
		label: 'Time Zone',
		kind: 'text',
		place: 'options',
		default: '',
		description: 'Of the working days; that of the workflow in n8n, of the computer in Node-RED if empty',
		placeholder: 'e.g. Europe/Berlin',
		when: OF_DRAFTS,
	},
	{
		name: 'senders',
		label: 'Sender',
		kind: 'text',
		place: 'additionalFields',
		default: '',
		description:
			'Only from these: addresses, @contoso.com for all of a company, or parts of names, separated by ; or ,',
		placeholder: 'e.g. anna@example.com; @contoso.com',
		when: OF_MESSAGES,
	},
	{
		name: 'subjectWords',
		label: 'Words in Subject',
		kind: 'text',
		place: 'additionalFields',
		default: '',
		description: 'Only with all of these in the subject, separated by ; or ,',
		placeholder: 'e.g. order; 2026',
		when: OF_MESSAGES,
	},
	{
		name: 'unreadOnly',
		label: 'Unread Only',
		kind: 'boolean',
		place: 'additionalFields',
		default: true,
		description: 'Whether to leave out what somebody has read already',
		when: OF_MESSAGES,
	},
	{
		name: 'withAttachments',
		label: 'With Attachments Only',
		kind: 'boolean',
		place: 'additionalFields',
		default: true,
		description: 'Whether to leave out messages without attachments',
		when: OF_MESSAGES,
	},
	{
		name: 'importanceOnly',
		label: 'Importance',
		kind: 'select',
		place: 'additionalFields',
		default: 'high',
		description: 'Only messages of this importance',
		choices: [
			{ value: 'high', label: 'High' },
			{ value: 'low', label: 'Low' },
			{ value: 'normal', label: 'Normal' },
		],
		when: OF_MESSAGES,
	},
	{
		name: 'needsAnswer',
		label: 'Only What Needs an Answer',
		kind: 'boolean',
		place: 'additionalFields',
		default: true,
		description:
			'Whether to leave out newsletters, automatic messages, what was answered already, and conversations in which a draft of this package waits',
		when: OF_MESSAGES,
	},
	{
		name: 'arrival',
		label: 'Arrives When',
		kind: 'select',
		place: 'options',
		default: 'auto',
		description: 'When a message counts as having arrived in the folder',
		choices: [
			{
				value: 'auto',
				label: 'Delivered; in Folders Other Than the Inbox Also When Moved There',
				description: 'So that a person can begin the flow by moving a message into a folder',
			},
			{ value: 'delivered', label: 'Delivered' },
			{ value: 'moved', label: 'Delivered or Moved There' },
		],
		when: OF_MESSAGES,
	},
	{
		name: 'timeout',
		label: 'Timeout (Seconds)',
		kind: 'number',
		place: 'options',
		default: 120,
		description: 'How long one request may take, with all its repeats',
	},
];
