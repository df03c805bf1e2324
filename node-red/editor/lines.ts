// Texts of several lines. Node-RED's typed input is one line, and a browser drops the line breaks of what is put into it: they are
// shown as ↵ there, and saved as line breaks.

/** The second character is a line break that browsers leave in a field of one line; so a ↵ that somebody types stays one. */
const MARK = '\u21b5\u2028';

const inOneLine = (text: string) => text.replace(/\r\n?|\n/g, MARK);
const inLines = (text: string) => text.replace(/\u21b5?\u2028/g, '\n');

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

const inputOf = (name: string) => document.getElementById(`node-input-${name}`) as HTMLInputElement | null;
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

/** Puts the text with its lines where Node-RED takes it from when the dialog closes. */
export function saveLines(name: string): void {
	const text = $(`#node-input-${name}`).typedInput('value');
	const input = inputOf(name);
	if (!input || $(`#node-input-${name}`).typedInput('type') !== 'str' || !text.includes('\u2028')) return;
	const lines = document.createElement('textarea');
	lines.value = inLines(text);
	lines.hidden = true;
	input.after(lines);
	input.id = '';
	lines.id = `node-input-${name}`;
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
