import { asking, rowOf, StateLine } from './rows';
import type { Translate } from './translate';

/** The button that fetches one real example with the settings as they stand, and shows what a flow gets. */
export function prepareExample(translate: Translate, shownSettings: () => Record<string, unknown>): void {
	const row = rowOf('example');
	const button = row.querySelector('button')!;
	const line = new StateLine(row);
	const shown = document.createElement('pre');
	shown.className = 'outlook-watch-example';
	shown.setAttribute('role', 'region');
	shown.setAttribute('aria-label', translate('watch.example.label'));
	// For the keyboard, where it is longer than its frame.
	shown.tabIndex = 0;
	shown.hidden = true;
	row.append(shown);
	const finish = (text: string, kind: 'right' | 'wrong' | '', example?: unknown) => {
		line.say(text, kind);
		shown.hidden = example === undefined;
		shown.textContent = example === undefined ? '' : JSON.stringify(example, null, 2);
		button.removeAttribute('aria-disabled');
		(example === undefined ? row : shown).scrollIntoView({ block: 'nearest' });
	};
	button.addEventListener('click', () => {
		if (button.getAttribute('aria-disabled') === 'true') return;
		// Not `disabled`, which would take the focus away.
		button.setAttribute('aria-disabled', 'true');
		shown.hidden = true;
		line.say(translate('watch.example.fetching'));
		void asking(translate)('example', { node: shownSettings() }).then(
			({ results: [example], sent }) => {
				if (example) finish(translate(`watch.example.${sent ? 'sent' : 'shown'}`), 'right', example);
				else finish(translate(`watch.example.none.${$('#node-input-watchFor').val()}`), '');
			},
			(reason: unknown) => finish((reason as Error).message, 'wrong'),
		);
	});
}
