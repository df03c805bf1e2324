import { ACCOUNT_FIELDS, type AccountField } from '../../credentials/accountFields';
import { ACCOUNT_TEXTS, accountForm } from './accountForm';
import type { Field, Pair } from '../../core/fields';
import { MOST_HEADERS } from '../../core/message/headers';
import { CREDENTIAL_NAMES, CREDENTIAL_TYPES } from '../credentialNames';
import {
	ALL_FIELDS,
	isTyped,
	OPERATIONS,
	otherWords,
	SECTIONS,
	sectionOf,
	selectDefault,
	typedDefault,
	typeProperty,
	wordsOf,
	type Section,
} from '../fields';
import { escapeHtml } from '../escapeHtml';
import { STATUS_TEXTS } from '../statuses';

/**
 * Writes the editor file of the node set at build time. Node-RED, its scorecard and the flow library read types and
 * defaults from the text of this file, so `registerType` gets literals only.
 */
export function editorHtml(
	script: string,
	style: string,
	help: Record<'outlook-draft' | 'outlook-account', string>,
): string {
	return `<!-- Generated from core/fields and credentials/account.ts. -->
<script type="text/javascript">
(function () {
${script.replace(/<\/script/g, '<\\/script')}
RED.nodes.registerType("outlook-account", {
	category: "config",
	defaults: {
${accountDefaults().join(',\n')}
	},
	credentials: {
${Object.entries(CREDENTIAL_TYPES)
	.map(([credential, { type }]) => `		${credential}: { type: "${type}" }`)
	.join(',\n')}
	},
	label: function () { return this.name || "outlook account"; },
	oneditprepare: OutlookDraftEditor.prepareAccount,
	oneditcancel: OutlookDraftEditor.closeAccount,
	oneditsave: OutlookDraftEditor.closeAccount
});
RED.nodes.registerType("outlook-draft", {
	category: "social",
	color: "#A7D1F5",
	icon: "outlook-draft.svg",
	inputs: 1,
	outputs: 1,
	paletteLabel: "outlook draft email",
	outputLabels: OutlookDraftEditor.outputLabels,
	onpaletteadd: OutlookDraftEditor.nameForSearch,
	defaults: {
${draftDefaults().join(',\n')}
	},
	label: OutlookDraftEditor.label,
	labelStyle: OutlookDraftEditor.labelStyle,
	oneditprepare: OutlookDraftEditor.prepareDraft,
	oneditsave: OutlookDraftEditor.saveDraft,
	oneditcancel: OutlookDraftEditor.closeDraft
});
})();
</script>
<style>
${style.trim()}
</style>
<script type="text/html" data-template-name="outlook-account">
${accountForm()}
</script>
<script type="text/html" data-template-name="outlook-draft">
${draftRows()}
</script>
<script type="text/markdown" data-help-name="outlook-account">
${help['outlook-account']}
</script>
<script type="text/markdown" data-help-name="outlook-draft">
${help['outlook-draft'].replace(FIELD_LIST, fieldHelp)}
</script>
`;
}

/** Where the help of the draft node has its list of fields. */
const FIELD_LIST = '<!-- fields -->';

/** The fields of each operation with their descriptions, folded. */
function fieldHelp(): string {
	return OPERATIONS.map(
		({ label, fields }) =>
			`<details><summary>${escapeHtml(label)}</summary>\n\n${fields.map(lineOfHelp).join('\n')}\n\n</details>`,
	).join('\n\n');
}

/** Node-RED takes what stands between two colons, with something in brackets, for the description of a property. */
function lineOfHelp({ label, description, choices = [] }: Field): string {
	const values = choices
		.map((choice) => (choice.description ? `*${choice.label}* (${choice.description})` : `*${choice.label}*`))
		.join(', ');
	return ` - **${label}**: ${description.replace(/\.$/, '')}.${values ? ` ${values}.` : ''}`.replace(/:/g, '&#58;');
}

/** The English texts: labels and descriptions from the field list, and what the dialogs say. */
export function locale(): object {
	const texts = (fields: Array<Field | AccountField>) =>
		Object.fromEntries(
			fields.map((field) => [
				field.name,
				{ ...wordsOf(field), ...('pair' in field && field.pair ? pairTexts(field.pair) : {}) },
			]),
		);
	return {
		'outlook-draft': {
			label: {
				name: 'Name',
				account: 'Account',
				operation: 'Operation',
				oneAtATime: 'One message at a time, in strict order',
				resultTo: 'Result To',
			},
			operation: Object.fromEntries(OPERATIONS.map(({ value, label }) => [value.replace(':', '-'), label])),
			field: texts(ALL_FIELDS),
			words: Object.fromEntries(
				OPERATIONS.map((operation) => [operation.value.replace(':', '-'), otherWords(operation)]),
			),
			account: texts(ACCOUNT_FIELDS),
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
				mustache:
					'{{…}} is not filled in here: the draft would contain it unchanged. Choose msg or JSONata as the kind of value, or put a template node before this one.',
			},
			status: STATUS_TEXTS,
			type: {
				mailbox: 'mailbox',
				list: 'folder from the list',
				listOf: { draft: 'draft from the list', message: 'message from the list' },
				path: 'path, ID or web address',
				id: 'ID or web address',
				text: 'text',
			},
			test: {
				button: 'Make a test draft',
				making: 'Creating a draft …',
				made: 'The draft has been created.',
				left: 'A message fills these in later: {fields}.',
				open: 'Open it in Outlook',
			},
			ownMailbox: 'my mailbox',
			list: {
				loading: 'Loading …',
				none: 'Nothing found.',
				refresh: 'Load again',
				hidden: 'hidden folders',
				chooseFolder: 'Choose a folder',
				choose: { draft: 'Choose a draft', message: 'Choose a message' },
				draftOne: '1 draft.',
				draftMany: '{count} drafts.',
				messageOne: '1 message.',
				messageMany: '{count} messages.',
				folderOne: '1 folder.',
				folderMany: '{count} folders.',
				mailboxOne: '1 mailbox.',
				mailboxMany: '{count} mailboxes.',
				first: 'The first {count}: type to search, scroll for more.',
			},
			folder: {
				drafts: 'Drafts',
				inbox: 'Inbox',
				sentitems: 'Sent Items',
				deleteditems: 'Deleted Items',
				junkemail: 'Junk Email',
				archive: 'Archive',
			},
			probe: { checking: 'Checking …', right: 'Drafts can be made in this mailbox.' },
			reason: {
				noAccount: 'Choose or add an account first.',
				disabled:
					'The account is disabled. Open it and switch it on at the bottom of its dialog, or choose another one.',
				mayNotDeploy: 'You are signed in to Node-RED without the permission to deploy flows (flows.write).',
				mailboxFirst: 'Choose a mailbox above to see what is in it.',
				otherMailboxOf: {
					draft: 'This draft is in another mailbox. Choose the draft again.',
					message: 'This message is in another mailbox. Choose the message again.',
				},
				notAllowed: 'You are signed in to Node-RED without the permission to use accounts (outlook-draft.write).',
				offline: 'Node-RED gave no answer. Is it running?',
				otherMailbox: 'This folder is in another mailbox. Choose the folder again.',
				noFolder: 'This folder is not in this mailbox. Choose the folder again.',
				noMailbox: 'Choose a mailbox above to see its own folders.',
				mailboxAtRunTime:
					'The mailbox is known only when a message arrives. For another folder choose "path" and write it like Inbox/Clients.',
			},
			signIn: ACCOUNT_TEXTS,
		},
	};
}

function pairTexts({ label, first, second }: Pair) {
	return { add: `add ${label.toLowerCase()}`, first: `${label}: ${first.label}`, second: `${label}: ${second.label}` };
}

function draftDefaults(): string[] {
	const lines = [
		'name: { value: "" }',
		'account: { value: "", type: "outlook-account", required: true, label: "Account" }',
		`operation: { value: ${JSON.stringify(OPERATIONS[0]!.value)} }`,
		'oneAtATime: { value: false }',
		'resultTo: { value: "payload", label: "Result To" }',
		'resultToType: { value: "msg" }',
	];
	for (const field of ALL_FIELDS) {
		if (field.pair) {
			const check = field.name === 'customHeaders' ? ', validate: OutlookDraftEditor.checkHeaders' : '';
			lines.push(`${field.name}: { value: [], label: ${JSON.stringify(field.label)}${check} }`);
		} else if (isTyped(field)) {
			const preset = typedDefault(field);
			const checks: Partial<Record<Field['kind'], string>> = {
				mailbox: ', validate: OutlookDraftEditor.checkMailbox',
				folder: ', validate: OutlookDraftEditor.checkFolder',
			};
			const check = checks[field.kind] ?? '';
			// An application has no mailbox of its own, so the address has to be entered.
			const value = field.kind === 'mailbox' ? '' : preset.value;
			lines.push(`${field.name}: { value: ${JSON.stringify(value)}, label: ${JSON.stringify(field.label)}${check} }`);
			lines.push(`${typeProperty(field)}: { value: ${JSON.stringify(preset.type)} }`);
			// The way to the folder that was chosen from the list, for the label: its id says nothing to a person.
			if (field.kind === 'folder') lines.push(`${field.name}Name: { value: "Drafts" }`);
			if (field.kind === 'draft' || field.kind === 'message') lines.push(`${field.name}Name: { value: "" }`);
		} else {
			lines.push(`${field.name}: { value: ${JSON.stringify(selectDefault(field))} }`);
		}
	}
	return lines.map((line) => `\t\t${line}`);
}

function accountDefaults(): string[] {
	const plain = ACCOUNT_FIELDS.filter(({ name }) => !(name in CREDENTIAL_NAMES));
	return [
		'name: { value: "" }',
		...plain.map((field) => `${field.name}: { value: ${JSON.stringify(field.default)} }`),
	].map((line) => `\t\t${line}`);
}

const key = (path: string) => `data-i18n="outlook-draft.${path}"`;

function draftRows(): string {
	const section = (name: Section) => {
		const rows = ALL_FIELDS.filter((field) => sectionOf(field) === name)
			.map(draftRow)
			.join('\n');
		const id = `id="outlook-draft-section-${name}"`;
		return name === SECTIONS[0]
			? `<div ${id}>\n${rows}\n</div>`
			: `<details class="outlook-draft-group" ${id}><summary style="margin-bottom: 12px; cursor: pointer;" ${key(`group.${name}`)}></summary>\n${rows}\n</details>`;
	};
	return [
		`<div class="form-row"><label for="node-input-name"><i class="fa fa-tag"></i> <span ${key('label.name')}></span></label> <input type="text" id="node-input-name"></div>`,
		`<div class="form-row"><label for="node-input-account"><i class="fa fa-user"></i> <span ${key('label.account')}></span></label> <input type="text" id="node-input-account"></div>`,
		`<div class="form-row"><label for="node-input-operation"><span ${key('label.operation')}></span></label> <select id="node-input-operation" style="width: 70%;">${OPERATIONS.map(
			({ value }) => `<option value="${value}" ${key(`operation.${value.replace(':', '-')}`)}></option>`,
		).join('')}</select></div>`,
		...SECTIONS.slice(0, 1).map(section),
		`<div class="form-row outlook-draft-row" id="outlook-draft-row-test"><label></label> <button type="button" class="red-ui-button" ${key('test.button')}></button></div>`,
		...SECTIONS.slice(1).map(section),
		`<div class="form-row"><label for="node-input-resultTo" id="outlook-draft-label-resultTo"><span ${key('label.resultTo')}></span></label> <input type="text" id="node-input-resultTo" style="width: 70%;" aria-labelledby="outlook-draft-label-resultTo"><input type="hidden" id="node-input-resultToType"></div>`,
		`<div class="form-row"><label></label> <label for="node-input-oneAtATime" style="width: 70%;"><input type="checkbox" id="node-input-oneAtATime" style="width: auto; margin: 0 6px 0 0; vertical-align: baseline;"><span ${key('label.oneAtATime')}></span></label></div>`,
	].join('\n');
}

function draftRow(field: Field): string {
	const id = `node-input-${field.name}`;
	const title = `data-i18n="[title]outlook-draft.field.${field.name}.description"`;
	const head = `<div class="form-row outlook-draft-row" id="outlook-draft-row-${field.name}"><label for="${id}" id="outlook-draft-label-${field.name}" ${title}><span ${key(`field.${field.name}.label`)}></span></label> `;
	if (field.kind === 'select') {
		const unset = selectDefault(field) === '' ? `<option value="" ${key('unset')}></option>` : '';
		const choices = field
			.choices!.map(({ value }) => `<option value="${value}" ${key(`field.${field.name}.choice.${value}`)}></option>`)
			.join('');
		return `${head}<select id="${id}" style="width: 70%;">${unset}${choices}</select></div>`;
	}
	if (field.kind === 'pairs') {
		return `${head}<div class="outlook-draft-pairs" style="display: inline-block; width: calc(100% - 108px); vertical-align: top;"><ol id="${id}-list"></ol></div></div>`;
	}
	const name = ['folder', 'draft', 'message'].includes(field.kind) ? `<input type="hidden" id="${id}Name">` : '';
	// The label names the hidden input; aria-labelledby is copied to the one that is seen.
	const labelled = `aria-labelledby="outlook-draft-label-${field.name}"`;
	return `${head}<input type="text" id="${id}" style="width: 70%;" placeholder="${escapeHtml(field.placeholder ?? '')}" ${labelled}><input type="hidden" id="node-input-${typeProperty(field)}">${name}</div>`;
}
