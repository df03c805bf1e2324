import { WATCH } from '../../core/fields';

// What the dialog of outlook-watch does in the browser.

/** `inbox of support@`, `drafts of my mailbox` */
export function watchLabel(this: EditorNode): string {
	if (this.name) return this.name;
	const mailbox = String(this.mailbox ?? '').trim();
	const where = mailbox === '' || mailbox === 'me' ? this._('outlook-draft.me') : mailbox.replace(/@.*$/, '@');
	return this.watchFor === 'draft' ? `drafts of ${where}` : `${String(this.folder ?? '')} of ${where}`;
}

export function checkInterval(this: EditorNode, value: unknown, options: unknown): true | string {
	void options;
	const seconds = Number(value);
	return (seconds >= 10 && seconds <= 86_400) || this._('outlook-draft.watch.invalidInterval');
}

export function prepareWatch(this: EditorNode): void {
	const chosen = $('#node-input-watchFor');
	const show = () => {
		for (const { name, when } of WATCH) {
			const applies = !when || when.watchFor!.includes(String(chosen.val()));
			$(`#outlook-watch-row-${name}`).toggle(applies);
		}
		$('.outlook-watch-group').each((_index, group) => {
			const rows = $(group).find('.outlook-watch-row');
			let applies = 0;
			rows.each((_at, row) => {
				if ((row as HTMLElement).style.display !== 'none') applies += 1;
			});
			$(group).toggle(applies > 0);
		});
	};
	chosen.on('change', show);
	show();
	const state = $('#outlook-watch-state');
	$('#outlook-watch-example').on('click', () => {
		const text = (key: string) => this._(`outlook-draft.${key}`);
		// A relative address: only then Node-RED adds the token of whoever is signed in to the editor.
		$.ajax({
			url: 'outlook-draft/example',
			type: 'POST',
			contentType: 'application/json',
			data: JSON.stringify({ id: this.id }),
			success: (answer) => {
				const { results = [] } = answer as { results?: unknown[] };
				state.text(text(results.length > 0 ? 'watch.exampleSent' : 'watch.exampleNone'));
			},
			error: ({ status, responseJSON }) => {
				const said = (responseJSON as { error?: { text?: unknown } } | undefined)?.error?.text;
				const otherwise = status === 401 || status === 403 ? 'reason.notAllowed' : 'reason.offline';
				state.text(typeof said === 'string' ? said : text(otherwise));
			},
		});
	});
}
