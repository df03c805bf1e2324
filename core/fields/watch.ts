import type { Field } from './field';
import { ofCreate } from './ofCreate';
import { MAILBOX, TIMEOUT } from './shared';

const OF_MESSAGES = { watchFor: ['message'] };
const OF_DRAFTS = { watchFor: ['draft'] };

/** The fields of n8n's Outlook Draft Trigger and Node-RED's outlook-watch. Names and values are saved in workflows and never change. */
export const WATCH: Field[] = [
	{
		name: 'watchFor',
		label: 'Event',
		kind: 'select',
		place: 'main',
		default: 'message',
		description: 'What starts the flow',
		choices: [
			// What most people want stands first.
			{
				value: 'message',
				label: 'A Message Arrives',
				action: 'When a message arrives',
				description: 'Every new message in a folder, once',
			},
			{
				value: 'draft',
				label: 'Something Happens to a Draft',
				action: 'When something happens to a draft',
				description:
					'Someone sends, changes or deletes a draft that this package made, in whatever workflow, or leaves it untouched',
			},
		],
	},
	{
		...MAILBOX,
		description: 'The mailbox to watch. An application has no mailbox of its own: choose one or enter its address.',
	},
	ofCreate('folder', {
		default: 'inbox',
		description:
			'Folder to watch (subfolders are not included): one from the list, a path, a folder ID, or its address in Outlook on the web',
		when: OF_MESSAGES,
	}),
	{
		name: 'events',
		label: 'Draft Events',
		kind: 'choices',
		place: 'main',
		default: 'sent;deleted',
		description: 'What starts the flow: one item for each of these',
		choices: [
			{ value: 'answered', label: 'Answered', description: 'Someone answers a draft that was sent' },
			{ value: 'deleted', label: 'Deleted', description: 'Someone deletes it' },
			{ value: 'edited', label: 'Edited', description: 'Someone changes its recipients, subject, text or attachments' },
			{ value: 'sent', label: 'Sent', description: 'Someone sends it; the item says whether it was changed before' },
			{ value: 'unanswered', label: 'Unanswered', description: 'No one has answered it for some working days' },
			{ value: 'waiting', label: 'Waiting', description: 'It has been left untouched for some days' },
		],
		when: OF_DRAFTS,
	},
	{
		name: 'waitingDays',
		label: 'Waiting After (Days)',
		kind: 'number',
		place: 'options',
		default: 7,
		description: 'After how many days without a change a draft is reported as waiting',
		when: OF_DRAFTS,
	},
	{
		name: 'unansweredDays',
		label: 'Unanswered After (Working Days)',
		kind: 'number',
		place: 'options',
		default: 3,
		description:
			'After how many working days, Monday to Friday, a sent draft is reported as unanswered; automatic replies are no answers',
		when: OF_DRAFTS,
	},
	{
		name: 'difference',
		label: 'Difference',
		kind: 'boolean',
		place: 'options',
		default: false,
		description:
			'Whether sent and edited drafts come with the text before and after, and what differs. Until then the texts of open drafts are stored with the workflow.',
		when: OF_DRAFTS,
	},
	{
		name: 'watchTimeZone',
		label: 'Time Zone',
		kind: 'text',
		place: 'options',
		default: '',
		description:
			"Time zone in which working days are counted; if empty, the workflow's in n8n, the computer's in Node-RED",
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
			'Only messages from these senders: addresses, @contoso.com for everyone there, or parts of names, separated by semicolons or commas',
		placeholder: 'e.g. anna@example.com; @contoso.com',
		when: OF_MESSAGES,
	},
	{
		name: 'subjectWords',
		label: 'Words in Subject',
		kind: 'text',
		place: 'additionalFields',
		default: '',
		description: 'Only messages with all of these in the subject, separated by semicolons or commas',
		placeholder: 'e.g. order; 2026',
		when: OF_MESSAGES,
	},
	{
		name: 'unreadOnly',
		label: 'Unread Only',
		kind: 'boolean',
		place: 'additionalFields',
		default: true,
		description: 'Whether to leave out messages that are marked as read',
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
			'Whether to leave out newsletters, automatic messages, messages that were answered already, and conversations with an unsent draft of this package',
		when: OF_MESSAGES,
	},
	{
		name: 'arrival',
		label: 'Counts as Arrived',
		kind: 'select',
		place: 'options',
		default: 'auto',
		description: 'When a message counts as having arrived in the folder',
		choices: [
			{
				value: 'auto',
				label: 'Automatic',
				description:
					'In the Inbox when it is delivered, in other folders also when someone moves it there, which then starts the flow',
			},
			{ value: 'delivered', label: 'When Delivered' },
			{ value: 'moved', label: 'When Delivered or Moved There' },
		],
		when: OF_MESSAGES,
	},
	TIMEOUT,
];
