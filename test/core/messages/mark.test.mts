import {
	EARLIER_IDS,
	filterBy,
	IDENTITY_ID,
	markOf,
	newMark,
	ownProperties,
	STATE_ID,
	stateOf,
	stateProperty,
	withProperties,
} from '../../../core/messages/mark';

test('fixed for ever: drafts that earlier versions made are found by it', () => {
	const set = 'String {6f1d7a52-0c3e-4b8f-9a6d-2e5c81f4b7d9} Name';
	expect([IDENTITY_ID, STATE_ID]).toEqual([`${set} OutlookDraftsKey`, `${set} OutlookDraftsState`]);
	expect(EARLIER_IDS).toEqual([`${set} OutlookDraftsMark`, `${set} OutlookDraftsComplete`, `${set} OutlookDraftsText`]);
});

test('one property without a key, two with one', () => {
	expect(ownProperties('m', undefined, true)).toEqual([{ id: IDENTITY_ID, value: 'm' }]);
	expect(ownProperties('m', 'order#1', false)).toEqual([
		{ id: IDENTITY_ID, value: 'order#1' },
		{ id: STATE_ID, value: 'mark:m' },
	]);
	const [, state] = ownProperties('m', 'order#1', true);
	expect(state.value).toBe('mark:m complete');
});

test.each([{}, { mark: 'm' }, { text: 't' }, { mark: 'm', complete: true as const, text: 't' }])(
	'the state %j is read as it was written, in whatever spelling its id comes back',
	(state) => {
		const { id, value } = stateProperty(state);
		expect(stateOf({ singleValueExtendedProperties: [{ id: id.toLowerCase(), value }] })).toEqual(state);
	},
);

test('the mark is in the state of a draft with a key, else it is what the draft is found by', () => {
	expect(markOf({ singleValueExtendedProperties: ownProperties('m', 'order#1', true) })).toBe('m');
	expect(markOf({ singleValueExtendedProperties: ownProperties('m', undefined, true) })).toBe('m');
	expect(markOf({})).toBeUndefined();
});

test('properties join those of the message', () => {
	const own = { id: 'String 0x1045', value: '<https://contoso.com>' };
	const mark = { id: IDENTITY_ID, value: newMark() };
	expect(withProperties({ singleValueExtendedProperties: [own] }, [mark]).singleValueExtendedProperties).toEqual([
		own,
		mark,
	]);
	expect(withProperties({ singleValueExtendedProperties: undefined }, [mark])).toEqual({
		singleValueExtendedProperties: [mark],
	});
});

test('ours that come along with another draft are left out', () => {
	const theirs = [
		{ id: IDENTITY_ID, value: 'x' },
		{ id: STATE_ID.toUpperCase(), value: 'y' },
		{ id: EARLIER_IDS[0], value: 'y' },
		{ id: 'String 0x1045', value: 'z' },
		null,
	];
	expect(withProperties({ singleValueExtendedProperties: theirs }, []).singleValueExtendedProperties).toEqual([
		theirs[3],
		null,
	]);
});

test('no two marks are the same', () => {
	expect(newMark()).not.toBe(newMark());
});

test('a quote in a value is doubled', () => {
	expect(filterBy('String 0x1', "O'Hara")).toBe(
		"singleValueExtendedProperties/Any(ep: ep/id eq 'String 0x1' and ep/value eq 'O''Hara')",
	);
});
