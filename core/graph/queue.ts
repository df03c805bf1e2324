/** First in, first out, at the same cost however long it is (`Array.shift` moves all that wait). */
export class Queue<T> {
	private items: Array<T | undefined> = [];
	private head = 0;

	get size(): number {
		return this.items.length - this.head;
	}

	push(item: T): void {
		this.items.push(item);
	}

	shift(): T | undefined {
		const item = this.items[this.head];
		this.items[this.head] = undefined;
		if (this.head < this.items.length) this.head += 1;
		if (this.head > 1_000 && this.head * 2 > this.items.length) {
			this.items = this.items.slice(this.head);
			this.head = 0;
		}
		return item;
	}
}
