import { FOLDER_NAMES } from './folderNames';
import { TEST_DRAFT_TEXTS } from '../testDraftTexts';
import { MOST_HEADERS } from '../../core/message/headers';

/** What the draft node's dialog says, besides the words of its fields; the parts in braces are filled in. */
export const DIALOG_TEXTS = {
	palette: { draft: 'outlook draft email', watch: 'outlook watch' },
	/** Words by which someone looks for the nodes in the palette. */
	search: {
		draft: 'mail, e-mail, email, Microsoft 365, Office 365, Exchange, message, reply, approval',
		watch:
			'mail, e-mail, email, Microsoft 365, Office 365, Exchange, message, reply, approval, trigger, inbox, arrives, sent',
	},
	/** What a node without a name is called. */
	node: {
		draft: 'outlook draft',
		account: 'outlook account',
		watch: 'outlook watch',
		draftIn: 'draft → {mailbox} / {folder}',
	},
	group: {
		additionalFields: 'More fields',
		marks: 'Marks and follow-up',
		tracking: 'Tracking',
		programs: 'For programs',
		options: 'Options',
		limits: 'Limits',
	},
	unset: '(not set)',
	me: 'my mailbox',
	removeLine: 'Remove this line',
	openEditor: 'Open in an editor',
	invalid: {
		headerName: 'header names must begin with x- and have no spaces or colons',
		headerCount: `Outlook accepts at most ${MOST_HEADERS} custom headers`,
		empty: 'this must not be empty',
		account: 'tenant ID, client ID or the secret is missing: open the account and press Check',
		mustache:
			'{{…}} is not filled in here: the draft would contain it unchanged. Choose msg or JSONata as the kind of value, or put a ' +
			'template node before this one.',
	},
	type: {
		mailbox: 'mailbox',
		list: 'folder from the list',
		listOf: { draft: 'draft from the list', message: 'message from the list', template: 'template from the list' },
		path: 'path, ID or web address',
		id: 'ID or web address',
		subject: 'subject, ID or web address',
		text: 'text',
	},
	test: {
		button: 'Make a test draft',
		making: 'Making a draft …',
		made: 'The draft is made.',
		left: 'A message fills these in later: {fields}.',
		open: 'Open it in Outlook',
		draft: TEST_DRAFT_TEXTS,
	},
	ownMailbox: 'my mailbox',
	list: {
		loading: 'Loading …',
		none: 'Nothing found.',
		refresh: 'Load again',
		hidden: 'hidden folders',
		chooseFolder: 'Choose a folder',
		choose: { draft: 'Choose a draft', message: 'Choose a message', template: 'Choose a template' },
		draftOne: '1 draft.',
		draftMany: '{count} drafts.',
		messageOne: '1 message.',
		messageMany: '{count} messages.',
		templateOne: '1 template.',
		templateMany: '{count} templates.',
		folderOne: '1 folder.',
		folderMany: '{count} folders.',
		mailboxOne: '1 mailbox.',
		mailboxMany: '{count} mailboxes.',
		first: 'The first {count}: type to search, scroll for more.',
	},
	folder: FOLDER_NAMES,
	probe: { checking: 'Checking …', right: 'Drafts can be made in this mailbox.' },
	reason: {
		noAccount: 'Choose or add an account first.',
		disabled: 'The account is disabled. Open it and switch it on at the bottom of its dialog, or choose another one.',
		mayNotDeploy: 'You are signed in to Node-RED without the permission to deploy flows (flows.write).',
		mailboxFirst: 'Choose a mailbox above to see what is in it.',
		otherMailboxOf: {
			draft: 'This draft is in another mailbox. Choose the draft again.',
			message: 'This message is in another mailbox. Choose the message again.',
			template: 'This template is in another mailbox. Choose the template again.',
		},
		notAllowed: 'You are signed in to Node-RED without the permission to use accounts (outlook-draft.write).',
		offline: 'Node-RED gave no answer. Is it running?',
		otherMailbox: 'This folder is in another mailbox. Choose the folder again.',
		noFolder: 'This folder is not in this mailbox. Choose the folder again.',
		noMailbox: 'Choose a mailbox above to see its own folders.',
		mailboxAtRunTime:
			'The mailbox is known only when a message arrives. For another folder choose "path" and write it like Inbox/Clients.',
	},
};
