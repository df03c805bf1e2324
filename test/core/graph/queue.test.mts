import { Queue } from '../../../core/graph/queue';

test('first in, first out, through all its sizes', () => {
	const queue = new Queue<number>();
	let next = 0;
	let expected = 0;
	expect(queue.shift()).toBeUndefined();
	for (let round = 0; round < 50; round++) {
		for (let i = 0; i < 100; i++) queue.push(next++);
		for (let i = 0; i < 60; i++) expect(queue.shift()).toBe(expected++);
		expect(queue.size).toBe(next - expected);
	}
	while (queue.size > 0) expect(queue.shift()).toBe(expected++);
	expect([expected, queue.shift(), queue.size]).toEqual([next, undefined, 0]);
	queue.push(1);
	expect([queue.size, queue.shift()]).toEqual([1, 1]);
});
