// Which ids Graph has shown a moment ago, so that a 404 for them is not taken at its word.
import { FreshIds } from '../../../core/graph/freshIds';

let now = 0;
let fresh: FreshIds;
beforeEach(() => {
	now = 0;
	fresh = new FreshIds(() => now);
});

test.each([
	['an item', { id: 'AAMk1' }],
	['a list', { value: [{ id: 'AAMk0' }, { id: 'AAMk1' }] }],
	['a batch', { responses: [{ id: '1', status: 200, body: { id: 'AAMk1' } }] }],
])('an id is fresh for half a minute after it was in the answer: %s', (_what, answer) => {
	fresh.note(answer);
	expect(fresh.isIn('/me/messages/AAMk1/attachments?$select=id')).toBe(true);
	now = 29_000;
	expect(fresh.isIn('/me/messages/AAMk1')).toBe(true);
	now = 31_000;
	expect(fresh.isIn('/me/messages/AAMk1')).toBe(false);
});

test('each success at its path shows it again: files may wait longer for their turn than that', () => {
	fresh.note({ id: 'AAMk1' });
	now = 40_000;
	fresh.touch('/me/messages/AAMk1/attachments');
	now = 60_000;
	expect(fresh.isIn('/me/messages/AAMk1')).toBe(true);
	// Nobody has seen this one.
	fresh.touch('/me/messages/AAMk2');
	expect(fresh.isIn('/me/messages/AAMk2')).toBe(false);
});

test('what was sent or deleted is not waited for', () => {
	fresh.note({ id: 'AAMk1' });
	fresh.forget('/me/messages/AAMk1/send');
	expect(fresh.isIn('/me/messages/AAMk1')).toBe(false);
});
