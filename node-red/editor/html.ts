import { ACCOUNT_FIELDS, type AccountField } from '../../credentials/accountFields';
import { ACCOUNT_TEXTS, accountForm } from './accountForm';
import type { Field, Pair } from '../../core/fields';
import { CREDENTIAL_NAMES, CREDENTIAL_TYPES } from '../credentialNames';
import {
	ALL_FIELDS,
	isChosen,
	isTyped,
	OPERATIONS,
	otherWords,
	selectDefault,
	typedDefault,
	typeProperty,
	WATCH_FIELDS,
	wordsOf,
} from '../fields';
import { DIALOG_TEXTS } from './dialogTexts';
import { draftForm } from './draftForm';
import { escapeHtml } from '../escapeHtml';
import { STATUS_TEXTS } from '../statuses';
import { watchDefaults, watchForm, watchTexts } from './watchForm';

/**
 * Writes the editor file of the node set at build time. Node-RED, its scorecard and the flow library read types and
 * defaults from the text of this file, so `registerType` gets literals only.
 */
export function editorHtml(
	script: string,
	style: string,
	help: Record<'outlook-draft' | 'outlook-account' | 'outlook-watch', string>,
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
	oneditsave: OutlookDraftEditor.saveAccount
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
RED.nodes.registerType("outlook-watch", {
	category: "social",
	color: "#A7D1F5",
	icon: "outlook-draft.svg",
	inputs: 0,
	outputs: 1,
	paletteLabel: "outlook watch",
	outputLabels: "msg.payload",
	onpaletteadd: OutlookDraftEditor.watchForSearch,
	defaults: {
${watchDefaults().join(',\n')}
	},
	label: OutlookDraftEditor.watchLabel,
	labelStyle: OutlookDraftEditor.labelStyle,
	oneditprepare: OutlookDraftEditor.prepareWatch,
	oneditsave: OutlookDraftEditor.saveWatch,
	oneditcancel: OutlookDraftEditor.closeWatch
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
${draftForm()}
</script>
<script type="text/html" data-template-name="outlook-watch">
${watchForm()}
</script>
<script type="text/markdown" data-help-name="outlook-watch">
${help['outlook-watch']}
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
			...DIALOG_TEXTS,
			status: STATUS_TEXTS,
			signIn: ACCOUNT_TEXTS,
			watch: watchTexts(texts(WATCH_FIELDS)),
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
			else if (isChosen(field)) lines.push(`${field.name}Name: { value: "" }`);
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
		// Credentials are not in the editor before the dialog is opened, so the dialog notes whether they are all there.
		'isFilledIn: { value: false, validate: OutlookDraftEditor.checkFilledIn }',
	].map((line) => `\t\t${line}`);
}
