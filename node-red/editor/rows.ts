import { ask, type Answers, type AskError, type Question } from './ask';
import type { ComboboxTexts } from './combobox';
import type { Translate } from './translate';

// What the rows of the dialog have in common.

export const rowOf = (field: string) => document.getElementById(`outlook-draft-row-${field}`)!;
export const typeOf = (field: string) => $(`#node-input-${field}`).typedInput('type');
export const valueOf = (field: string) => $(`#node-input-${field}`).typedInput('value');

/** Sets a typed input's value without making it draw itself anew, which would take the focus out of it. */
export function setQuietly(field: string, value: string): void {
	$(rowOf(field)).find('.red-ui-typedInput-input').val(value).trigger('change');
}

/** An environment variable, whose value is known only where Node-RED runs. */
export const isVariable = (value: string) => /^\$\{\S+\}$/.test(value);

export const accountOf = (id: unknown) => RED.nodes.node(String(id ?? ''));
export const chosenAccount = () => accountOf($('#node-input-account').val());
/** A person has a mailbox of their own, which an empty field means. */
export const isPerson = (id: unknown) => accountOf(id)?.grantType === 'authorizationCode';

let edited: EditorNode | undefined;
/** Called with the node whose dialog opens, without one when it closes. */
export const setEdited = (node?: EditorNode): void => void (edited = node);
/** The account of a node: in its dialog the one that is chosen there. */
export const accountIdOf = (node: EditorNode): unknown =>
	edited?.id === node.id ? $('#node-input-account').val() : node.account;

/** The mailbox as it is asked for; undefined while it is not known: it comes with the message, or nobody has chosen one. */
export function knownMailbox(): string | undefined {
	const mailbox = valueOf('mailbox').trim();
	if (typeOf('mailbox') !== 'str' || isVariable(mailbox)) return undefined;
	if (mailbox !== '') return mailbox;
	return isPerson($('#node-input-account').val()) ? 'me' : undefined;
}

/** A question to the node's endpoints, with the words for what can go wrong on the way. */
export const asking =
	(translate: Translate) =>
	async <What extends keyof Answers>(what: What, question: Question): Promise<Answers[What]> =>
		await ask(what, question, {
			noAccount: translate('reason.noAccount'),
			disabled: translate('reason.disabled'),
			notAllowed: translate(what === 'test' || what === 'example' ? 'reason.mayNotDeploy' : 'reason.notAllowed'),
			offline: translate('reason.offline'),
		});

export const textsOf = (
	translate: Translate,
	what: 'folder' | 'mailbox' | 'draft' | 'message' | 'template',
): ComboboxTexts => ({
	loading: translate('list.loading'),
	none: translate('list.none'),
	refresh: translate('list.refresh'),
	found: translate(`list.${what}Many`),
	foundOne: translate(`list.${what}One`),
	foundFirst: translate('list.first'),
});

/** Codes with which Outlook says for certain that a place cannot be used; others may be over in a moment. */
const CERTAIN = new RegExp(
	`^(${[
		'Error(ItemNotFound|FolderNotFound|AccessDenied|NonExistentMailbox|InvalidUser)',
		'Mailbox\\w+',
		'ResourceNotFound',
		'FolderNotFound',
		'extensionError',
		'InvalidInput',
	].join('|')})$`,
);

export const isCertain = (reason: unknown): boolean => CERTAIN.test((reason as Partial<AskError>).code ?? '');

/** The line below a field. */
export class StateLine {
	private readonly element = document.createElement('div');

	constructor(row: HTMLElement) {
		this.element.setAttribute('role', 'status');
		row.append(this.element);
		this.say('');
	}

	say(text: string, kind: 'wrong' | 'right' | '' = ''): void {
		this.element.className = `outlook-draft-state${kind ? ` outlook-draft-${kind}` : ''}`;
		this.element.textContent = text;
	}

	/** Where the dialog would have to be scrolled to it. */
	reveal(): void {
		this.element.scrollIntoView({ block: 'nearest' });
	}

	append(element: HTMLElement): void {
		this.element.append(' ', element);
	}
}
