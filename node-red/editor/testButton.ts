import { ALL_FIELDS, isTyped, OPERATIONS, typeProperty, wordsKey } from '../fields';
import type { TestDraftWords } from '../testDraftTexts';
import { shownPairs } from './pairs';
import { asking, rowOf, StateLine, typeOf, valueOf } from './rows';
import type { Translate } from './translate';

/** The settings of the node as they stand in the dialog, by property. */
function shownSettings(id: string): Record<string, unknown> {
	const settings: Record<string, unknown> = { id };
	for (const field of ALL_FIELDS) {
		const { name, pair } = field;
		if (pair) settings[name] = shownPairs({ ...field, pair });
		else if (isTyped(field)) Object.assign(settings, { [name]: valueOf(name), [typeProperty(field)]: typeOf(name) });
		else settings[name] = $(`#node-input-${name}`).val();
	}
	return settings;
}

/** What the draft says, and what the dialog calls its fields. */
const wordsOfDraft = (translate: Translate): TestDraftWords => ({
	subject: translate('test.draft.subject'),
	body: translate('test.draft.body'),
	filled: translate('test.draft.filled'),
	labels: Object.fromEntries(CREATE.fields.map((field) => [field.name, translate(`${wordsKey(CREATE, field)}.label`)])),
});

const CREATE = OPERATIONS[0]!;

/** The button that makes one draft with the settings as they stand, for a first look without a flow around the node. */
export function prepareTest(node: EditorNode, translate: Translate): void {
	const row = rowOf('test');
	const button = row.querySelector('button')!;
	const line = new StateLine(row);
	const link = document.createElement('a');
	link.target = '_blank';
	link.rel = 'noopener noreferrer';
	link.textContent = translate('test.open');
	const show = () => void $(row).toggle($('#node-input-operation').val() === CREATE.value);
	$('#node-input-operation').on('change', show);
	show();
	button.addEventListener('click', () => {
		if (button.getAttribute('aria-disabled') === 'true') return;
		// Not `disabled`, which would take the focus away.
		button.setAttribute('aria-disabled', 'true');
		line.say(translate('test.making'));
		void asking(translate)('test', { node: shownSettings(node.id), words: wordsOfDraft(translate) })
			.then(
				({ link: address, left, warnings }) => {
					const texts = [
						translate('test.made'),
						left.length > 0 && translate('test.left').replace('{fields}', () => left.join(', ')),
						...warnings,
					];
					line.say(texts.filter(Boolean).join(' '), 'right');
					if (!/^https?:/.test(address)) return;
					link.href = address;
					line.append(link);
				},
				(reason: unknown) => line.say((reason as Error).message, 'wrong'),
			)
			.then(() => {
				button.removeAttribute('aria-disabled');
				line.reveal();
			});
	});
}
