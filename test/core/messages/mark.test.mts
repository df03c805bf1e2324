import { filterBy, KEY_ID, MARK_ID, newMark, withProperties } from '../../../core/messages/mark';

test('fixed for ever: drafts that earlier versions made are found by it', () => {
	expect(MARK_ID).toBe('String {6f1d7a52-0c3e-4b8f-9a6d-2e5c81f4b7d9} Name OutlookDraftsMark');
});

test('properties join those of the message', () => {
	const own = { id: 'String 0x1045', value: '<https://contoso.com>' };
	const mark = { id: MARK_ID, value: newMark() };
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
		{ id: MARK_ID, value: 'x' },
		{ id: KEY_ID.toUpperCase(), value: 'y' },
		{ id: 'String 0x1045', value: 'z' },
		null,
	];
	expect(withProperties({ singleValueExtendedProperties: theirs }, []).singleValueExtendedProperties).toEqual([
		theirs[2],
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
