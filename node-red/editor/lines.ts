import { inLines, inOneLine } from '../oneLine';

/** A text with a button that opens the editor of Node-RED's template node. */
export const textType = (translate: (key: string) => string): InputType => ({
	value: 'str',
	label: translate('type.text'),
	icon: 'red/images/typedInput/az.svg',
	expand() {
		RED.editor.editText({
			value: inLines(this.value()),
			mode: 'html',
			complete: (text) => {
				this.value(inOneLine(text));
			},
		});
	},
});

const shownInput = (name: string) =>
	document.querySelector<HTMLInputElement>(`#outlook-draft-row-${name} .red-ui-typedInput-input`);

/** Shows a saved text, and keeps the lines of what is pasted. `saved`: as the node has it. */
export function prepareLines(name: string, saved: unknown): void {
	const input = $(`#node-input-${name}`);
	if (typeof saved === 'string' && /[\r\n]/.test(saved) && input.typedInput('type') === 'str')
		input.typedInput('value', inOneLine(saved));
	const shown = shownInput(name);
	shown?.addEventListener('paste', (event) => {
		const pasted = event.clipboardData?.getData('text/plain') ?? '';
		if (!/[\r\n]/.test(pasted) || input.typedInput('type') !== 'str') return;
		event.preventDefault();
		shown.setRangeText(inOneLine(pasted), shown.selectionStart ?? 0, shown.selectionEnd ?? 0, 'end');
		$(shown).trigger('change');
	});
}

/** Says below a text that `{{…}}`, as template nodes have it, is not filled in. */
export function warnOfMustache(node: EditorNode, name: string): void {
	const input = $(`#node-input-${name}`);
	const warning = document.createElement('div');
	warning.className = 'outlook-draft-state outlook-draft-wrong';
	warning.setAttribute('role', 'status');
	document.getElementById(`outlook-draft-row-${name}`)?.append(warning);
	const check = () => {
		const isMustache = input.typedInput('type') === 'str' && /\{\{[^{}]+\}\}/.test(input.typedInput('value'));
		warning.textContent = isMustache ? node._('outlook-draft.invalid.mustache') : '';
	};
	input.on('change', check);
	check();
}
