import { checkInOurLanguage } from './said';
import type { Translate } from './translate';
import { markOf, type AccountReport } from '../../core/signIn/accountChecks';

/** Writes what Check has found below its button: one sentence for all, then one line for each thing. */
export function showReport({ ok, checks }: AccountReport, translate: Translate): void {
	const say = (name: string) => translate(`signIn.${name}`);
	const said = (text: string) => checkInOurLanguage(translate, text);
	const marked = checks.map((line) => ({ ...line, mark: markOf(line) }));
	const isClear = marked.every(({ mark }) => mark !== 'warning');
	$('#outlook-account-checked').text(say(`check.${ok ? (isClear ? 'right' : 'warnings') : 'wrong'}`));
	const list = $('#outlook-account-checks').empty();
	for (const { mark, detail, fix } of marked) {
		const line = $('<li>').addClass(`outlook-account-${mark}`).appendTo(list);
		// Colour and sign alone say nothing to everybody.
		$('<span class="outlook-account-said">')
			.text(`${say(`check.mark.${mark}`)} `)
			.appendTo(line);
		$('<span>').text(said(detail)).appendTo(line);
		if (fix !== '') $('<span class="outlook-account-fix">').text(said(fix)).appendTo(line);
	}
}

/** What was found is about settings that have changed since. */
export function clearReport(text = ''): void {
	$('#outlook-account-checked').text(text);
	$('#outlook-account-checks').empty();
}
