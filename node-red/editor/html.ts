import { ACCOUNT_FIELDS } from '../../credentials/accountFields';
import { accountForm } from './accountForm';
import type { Field } from '../../core/fields';
import { CREDENTIAL_NAMES, CREDENTIAL_TYPES } from '../credentialNames';
import { ALL_FIELDS, isChosen, isTyped, OPERATIONS, selectDefault, typedDefault, typeProperty } from '../fields';
import { draftForm } from './draftForm';
import { helpHtml, type Help } from './help';
import { locale } from './locale';
import { watchDefaults, watchForm } from './watchForm';

/**
 * Writes the editor file of the node set at build time. Node-RED, its scorecard and the flow library read types and
 * defaults from the text of this file, so `registerType` gets literals only.
 */
export function editorHtml(script: string, style: string, help: Help): string {
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
	label: OutlookDraftEditor.accountLabel,
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
	paletteLabel: OutlookDraftEditor.paletteLabel,
	outputLabels: OutlookDraftEditor.outputLabels,
	onpaletteadd: OutlookDraftEditor.addedToPalette,
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
	paletteLabel: OutlookDraftEditor.watchPaletteLabel,
	outputLabels: "msg.payload",
	onpaletteadd: OutlookDraftEditor.watchAddedToPalette,
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
${helpHtml(help, locale())}`;
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
