import { Combobox } from './combobox';
import { pageInOurLanguage } from './said';
import {
	asking,
	chosenAccount,
	isCertain,
	isPerson,
	knownMailbox,
	rowOf,
	setQuietly,
	StateLine,
	textsOf,
	typeOf,
	valueOf,
} from './rows';
import type { Translate } from './translate';

/** The mailbox's typed input as a searchable list; the line below says whether the mailbox can be used. */
export class MailboxField {
	private readonly input = rowOf('mailbox').querySelector<HTMLInputElement>('.red-ui-typedInput-input')!;
	private readonly line = new StateLine(rowOf('mailbox'));
	private readonly combobox: Combobox;
	/** Outlook's words for why the mailbox cannot be used, if it has said so. */
	wrong = '';
	private chosen = valueOf('mailbox').trim();
	/** Nothing yet: what was saved is tried too. */
	private probed: string | undefined;
	/** Answers to older questions are dropped. */
	private question = 0;

	constructor(
		private readonly translate: Translate,
		/** Called when it is another mailbox, or the same one of another account. */
		private readonly onOther: (what: 'mailbox' | 'account') => void,
	) {
		this.combobox = this.makeCombobox();
		this.input.addEventListener('blur', () => window.setTimeout(() => this.check()));
		$('#node-input-mailbox').on('change', () => {
			this.combobox.update();
			if (typeOf('mailbox') !== 'str') this.check();
		});
		$('#node-input-account').on('change', () => this.onAccount());
		this.showOwn();
		this.check();
	}

	private makeCombobox(): Combobox {
		const request = asking(this.translate);
		return new Combobox(this.input, {
			id: 'outlook-draft-mailbox',
			row: rowOf('mailbox'),
			labelledBy: 'outlook-draft-label-mailbox',
			texts: textsOf(this.translate, 'mailbox'),
			searchesHere: false,
			isActive: () => typeOf('mailbox') === 'str',
			parts: (name) => {
				const [, main = name, address = ''] = /^(.+?)( \([^()]*\))$/.exec(name) ?? [];
				return ['', main, address];
			},
			load: async ({ search, next, fresh }) =>
				pageInOurLanguage(
					this.translate,
					await request('mailboxes', { search, fresh, ...(next === undefined ? {} : { next }) }),
				),
			choose: ({ value }) => {
				// What an empty field says to a person: "my mailbox".
				setQuietly('mailbox', value === 'me' && isPerson($('#node-input-account').val()) ? '' : value);
				this.check();
			},
			leave: () => this.check(),
		});
	}

	/** Another account may not see the same mailbox and folder: both are looked at again. */
	private onAccount(): void {
		this.probed = undefined;
		this.say('');
		this.showOwn();
		this.combobox.forget();
		this.onOther('account');
		this.check();
		// Whether it may stay empty.
		$('#node-input-mailbox').trigger('change');
	}

	private showOwn(): void {
		this.input.placeholder = isPerson($('#node-input-account').val())
			? this.translate('ownMailbox')
			: ($('#node-input-mailbox').attr('placeholder') ?? '');
	}

	private check(): void {
		const value = valueOf('mailbox').trim();
		if (value !== this.chosen) {
			this.chosen = value;
			this.onOther('mailbox');
		}
		if (value === this.probed) return;
		this.probed = value;
		const current = ++this.question;
		this.say('');
		const mailbox = knownMailbox();
		if (mailbox === undefined || !chosenAccount()) return;
		this.line.say(this.translate('probe.checking'));
		void asking(this.translate)('probe', { mailbox }).then(
			() => {
				if (current === this.question) this.line.say(this.translate('probe.right'), 'right');
			},
			(reason: unknown) => {
				if (current === this.question) this.say((reason as Error).message, isCertain(reason));
			},
		);
	}

	private say(text: string, isWrong = false): void {
		this.wrong = isWrong ? text : '';
		this.line.say(text, text === '' ? '' : 'wrong');
	}
}
