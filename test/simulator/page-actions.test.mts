import { editDraft, resetSwitches, setSwitch, shownSwitches } from '../../simulator/page-actions.mts';
import { Person } from '../../simulator/person.mts';
import { Store } from '../../simulator/store.mts';
import { defaultSwitches, switchTable } from '../../simulator/switches.mts';
import type { Switches } from '../../simulator/switches.mts';

let switches: Switches;
beforeEach(() => {
	switches = { ...defaultSwitches };
});

test('every switch of the table is shown, with where it comes from', () => {
	switches.filterLagMs = 7;
	const shown = shownSwitches(switches) as Record<string, unknown>[];
	expect(shown.map(({ name }) => name)).toEqual(Object.keys(switchTable));
	for (const { about, source } of shown)
		expect([about, source]).toEqual([expect.stringMatching(/\w/), expect.stringMatching(/DOC|OBS|RECALL|INFERRED/)]);
	expect(shown.find(({ name }) => name === 'filterLagMs')).toMatchObject({ standard: 0, value: 7 });
	expect(shown.find(({ name }) => name === 'folderExistsStatus')).toMatchObject({ choices: [409, 400] });
});

test('a value is set, and set back', () => {
	const settings: [keyof Switches, unknown][] = [
		['mimeAtFolderUrl', 'accepted'],
		['locationHeader', false],
		['folderExistsStatus', 400],
		['filterLagMs', 8000],
		['wrongTypeCode', 'ErrorOther'],
	];
	for (const [name, value] of settings) {
		expect(setSwitch(switches, name, value)).toBeUndefined();
		expect(switches[name]).toBe(value);
	}
	expect(setSwitch(switches, 'filterLagMs')).toBeUndefined();
	expect([switches.filterLagMs, switches.wrongTypeCode]).toEqual([0, 'ErrorOther']);
	resetSwitches(switches);
	expect(switches).toEqual(defaultSwitches);
});

test('what a switch cannot be is refused in words', () => {
	const refused: [unknown, unknown, RegExp][] = [
		['nothing', 1, /no switch/],
		['toString', 1, /no switch/],
		[undefined, 1, /no switch/],
		['mimeAtFolderUrl', 'maybe', /refused, accepted/],
		['locationHeader', 'true', /true, false/],
		['folderExistsStatus', '400', /409, 400/],
		['locationHeader', null, /true, false/],
		...[-1, 1.5, NaN, Infinity, '5', '', null, 2 ** 60].map((value): [unknown, unknown, RegExp] => [
			'filterLagMs',
			value,
			/whole number/,
		]),
		...['', 'two words', 'x'.repeat(101), 'line\n', 5, null, {}].map((value): [unknown, unknown, RegExp] => [
			'wrongTypeCode',
			value,
			/one word/,
		]),
	];
	for (const [name, value, text] of refused)
		expect([name, value, setSwitch(switches, name, value)]).toEqual([name, value, expect.stringMatching(text)]);
	expect(switches).toEqual(defaultSwitches);
});

describe('editing a draft', () => {
	const megan = 'megan.bowen@contoso.com';
	const store = new Store();
	beforeEach(() => store.reset());

	test('what is given changes, the rest stays; people as they are written side by side', async () => {
		const draft = new Person(store, switches, megan).write({
			subject: 'old',
			body: { contentType: 'html', content: '<p>a <b>b</b></p>' },
			ccRecipients: [{ emailAddress: { address: 'c@example.com' } }],
		});
		const { changeKey, body } = draft;
		await editDraft(store, switches, megan, draft.id, {
			subject: 'new',
			to: '"Doe, J" <j@example.com>; b@example.com',
		});
		expect(draft).toMatchObject({ subject: 'new', ccRecipients: [{}], body });
		expect(draft.toRecipients.at(-1)).toEqual({ emailAddress: { address: 'b@example.com' } });
		expect(draft.changeKey).not.toBe(changeKey);
		await editDraft(store, switches, megan, draft.immutableId, { text: 'one <two>\nthree', cc: '' });
		expect(draft.body.content).toContain('<div>one &lt;two&gt;<br>three</div>');
		expect([draft.ccRecipients, draft.bodyPreview]).toEqual([[], 'one <two>\r\nthree']);
	});

	test('what is no draft, or not there, is refused', async () => {
		const mail = new Person(store, switches, megan).receive();
		await expect(editDraft(store, switches, megan, mail.id, { subject: 'x' })).rejects.toThrow('Message is not draft.');
		await expect(editDraft(store, switches, megan, 'x', {})).rejects.toThrow('not found');
	});
});
