// What a person does with a mouse and a keyboard, counted.
import type { Locator, Page } from 'playwright-core';

/** Uses a real mouse and keys; each click, drag and field that was filled in counts once. */
export class Person {
	clicks = 0;
	fields = 0;

	async click(target: Locator): Promise<void> {
		this.clicks += 1;
		await target.click();
	}

	/** A double-click opens something, as one click does elsewhere. */
	async open(target: Locator): Promise<void> {
		this.clicks += 1;
		await target.dblclick();
	}

	/** From the middle of one thing to a place in another. */
	async drag(page: Page, from: Locator, to: Locator, place: { x: number; y: number }): Promise<void> {
		this.clicks += 1;
		const [start, end] = [(await from.boundingBox())!, (await to.boundingBox())!];
		await page.mouse.move(start.x + start.width / 2, start.y + start.height / 2);
		await page.mouse.down();
		for (let step = 1; step <= 10; step++)
			await page.mouse.move(
				start.x + ((end.x + place.x - start.x) * step) / 10,
				start.y + ((end.y + place.y - start.y) * step) / 10,
			);
		await page.mouse.up();
	}

	async fill(target: Locator, text: string): Promise<void> {
		this.fields += 1;
		await target.fill(text);
	}
}
