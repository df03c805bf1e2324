/* The page of switches: each with its source, its present value and the way back. */

import { at, element } from './dom.js';
import { act, follow, load } from './server.js';

/** `comment` in backticks is a name of Graph's. */
const words = (text) => text.split('`').map((part, index) => (index % 2 === 1 ? element('code', {}, part) : part));

const shownValue = (value) => (typeof value === 'boolean' ? (value ? 'on' : 'off') : String(value));

let shown = '';

/** Sets one switch and says what is wrong beside it. */
async function change({ name, value: present }, value, field) {
	const answer = await act('switch', { name, ...(value === undefined ? {} : { value }) });
	const problem = at(`problem-${name}`);
	problem.textContent = answer.ok ? '' : `Not changed. ${answer.message}`;
	problem.hidden = answer.ok;
	field.toggleAttribute('aria-invalid', !answer.ok);
	if (answer.ok) draw(answer.switches);
	else if (field.tagName === 'SELECT') field.value = String(present);
}

/** A list for choices, else a text or number that takes effect with Enter or on leaving the field. */
function control(one) {
	const { name, choices, value, standard } = one;
	const properties = { id: `value-${name}`, 'data-key': name, 'aria-describedby': `about-${name} problem-${name}` };
	if (choices) {
		const options = choices.map((choice) =>
			element('option', { value: String(choice), selected: choice === value }, shownValue(choice)),
		);
		const select = element('select', properties, ...options);
		select.addEventListener('change', () => change(one, choices[select.selectedIndex], select));
		return select;
	}
	const isNumber = typeof standard === 'number';
	const input = element('input', {
		...properties,
		type: isNumber ? 'number' : 'text',
		...(isNumber ? { min: '0', step: '1' } : {}),
		value: String(value),
		spellcheck: 'false',
		autocomplete: 'off',
	});
	input.addEventListener('change', () =>
		change(one, isNumber && input.value !== '' ? Number(input.value) : input.value, input),
	);
	input.addEventListener('keydown', ({ key }) => {
		if (key === 'Escape') input.value = String(value);
	});
	return input;
}

function row(one) {
	const { name, about, source, standard, value } = one;
	const isChanged = value !== standard;
	const field = control(one);
	const back = element(
		'button',
		{
			type: 'button',
			class: 'button',
			'data-key': `${name} back`,
			'aria-label': `Set back ${name} to ${shownValue(standard)}`,
			onclick: () => change(one, undefined, field),
		},
		'Set back',
	);
	return element(
		'li',
		{ class: isChanged ? 'switch changed' : 'switch', id: `switch-${name}` },
		element(
			'div',
			{ class: 'switch-words' },
			element(
				'h3',
				{},
				element('label', { for: `value-${name}` }, name),
				isChanged ? element('span', { class: 'badge strong' }, 'changed') : null,
			),
			element('p', { id: `about-${name}` }, ...words(about)),
			element('p', { class: 'muted' }, `Source: ${source}`),
		),
		element(
			'div',
			{ class: 'switch-value' },
			field,
			element('p', { class: 'muted' }, 'Standard: ', element('code', {}, shownValue(standard))),
			isChanged ? back : null,
			element('p', { id: `problem-${name}`, class: 'problem', role: 'alert', hidden: true }),
		),
	);
}

function draw(switches) {
	const wanted = JSON.stringify(switches);
	if (wanted === shown) return;
	const before = new Map(shown ? JSON.parse(shown).map((one) => [one.name, JSON.stringify(one)]) : []);
	shown = wanted;
	// Only what has changed is drawn anew: a value just being typed elsewhere stays.
	for (const one of switches) {
		if (before.get(one.name) === JSON.stringify(one)) continue;
		const old = at(`switch-${one.name}`);
		const made = row(one);
		const hadFocus = old?.contains(document.activeElement);
		if (old) old.replaceWith(made);
		else at('switches').append(made);
		if (hadFocus) at(`value-${one.name}`).focus();
	}
	const count = switches.filter(({ value, standard }) => value !== standard).length;
	at('changed').textContent =
		count === 0
			? 'All switches are at their standard.'
			: count === 1
				? '1 switch is changed.'
				: `${count} switches are changed.`;
	at('reset-all').hidden = count === 0;
}

at('reset-all').addEventListener('click', async () => {
	const answer = await act('reset-switches');
	at('problem').textContent = answer.ok ? '' : `Not changed. ${answer.message}`;
	at('problem').hidden = answer.ok;
	if (!answer.ok) return;
	draw(answer.switches);
	at('switches').focus();
});

follow(async () => {
	const found = await load('switch-values');
	if (found) draw(found.switches);
});
