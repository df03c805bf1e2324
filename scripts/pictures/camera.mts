// Takes pictures for the documents: one window, light, sharp on fine screens, and small.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { launchBrowser } from '../../test/hosts/browser.mts';
import { root } from '../hosts/pack.mts';

const FOLDER = join(root, 'docs/pictures');
/** What a browser showed before it was made small, to look at. */
const ORIGINALS = join(root, '.tmp/pictures/documents');

/** How large a picture may be; the width is about twice that of GitHub's column. */
interface Size {
	mostBytes: number;
	mostWidth: number;
}
const LARGE: Size = { mostBytes: 80_000, mostWidth: 1_800 };
/** There are many of them. */
export const SMALL: Size = { mostBytes: 36_000, mostWidth: 1_400 };

/** Without any loss they are twice as large, and look the same. */
const QUALITIES = [0.9, 0.8, 0.7, 0.6, 0.5];

/** Light, at a fixed place on earth, and with two dots for each: GitHub shows pictures at half their width to people with a fine screen. */
export const SCENE = {
	viewport: { width: 1280, height: 800 },
	deviceScaleFactor: 2,
	colorScheme: 'light',
	locale: 'en-US',
	timezoneId: 'UTC',
	reducedMotion: 'reduce',
} satisfies BrowserContextOptions;

export interface Box {
	x: number;
	y: number;
	width: number;
	height: number;
}

export interface Camera {
	browser: Browser;
	/** A page in a scene of its own. */
	open(options?: BrowserContextOptions): Promise<Page>;
	/** Writes docs/pictures/NAME.webp; `clip` is a part of the page. Answers with what the browser showed, as PNG. */
	take(name: string, page: Page, clip?: Box, size?: Size): Promise<Buffer>;
	close(): Promise<void>;
}

export async function startCamera(): Promise<Camera> {
	const browser = await launchBrowser();
	const darkroom = await browser.newPage();
	return {
		browser,
		async open(options = {}) {
			const context = await browser.newContext({ ...SCENE, ...options });
			context.setDefaultTimeout(60_000);
			return await context.newPage();
		},
		async take(name, page, clip, size = LARGE) {
			const png = await page.screenshot({ clip, animations: 'disabled', caret: 'hide' });
			write(join(ORIGINALS, `${name}.png`), png);
			const small = await developed(darkroom, png, size);
			if (!small) throw new Error(`${name} does not fit into ${size.mostBytes} bytes: show less of the page.`);
			write(join(FOLDER, `${name}.webp`), small.bytes);
			console.log(
				`  ${name}.webp  ${small.bytes.length} bytes${small.quality < 1 ? `, quality ${small.quality}` : ''}`,
			);
			return png;
		},
		close: async () => await browser.close(),
	};
}

/** The same picture as WebP, in the best quality that is small enough. The browser writes it, so that nothing has to be installed for it. */
async function developed(
	page: Page,
	png: Buffer,
	{ mostBytes, mostWidth }: Size,
): Promise<{ bytes: Buffer; quality: number } | undefined> {
	for (const quality of QUALITIES) {
		const base64 = await page.evaluate(
			async ([address, wanted, most]) => {
				const { document, Image } = globalThis as any;
				const image = new Image();
				image.src = address;
				await image.decode();
				const canvas = document.createElement('canvas');
				const scale = Math.min(1, most / image.naturalWidth);
				const [width, height] = [image.naturalWidth, image.naturalHeight].map((length) => Math.round(length * scale));
				Object.assign(canvas, { width, height });
				const context = canvas.getContext('2d');
				context.imageSmoothingQuality = 'high';
				context.drawImage(image, 0, 0, width, height);
				return canvas.toDataURL('image/webp', wanted).split(',')[1] as string;
			},
			[`data:image/png;base64,${png.toString('base64')}`, quality, mostWidth] as const,
		);
		const bytes = Buffer.from(base64, 'base64');
		if (bytes.length <= mostBytes) return { bytes, quality };
	}
	return undefined;
}

/** The smallest part of a page that shows what all elements of a selector draw, with a margin; nothing outside of `frame`. */
export async function around(page: Page, selector: string, margin: number, frame = 'body'): Promise<Box> {
	const boxes = await page.locator(selector).evaluateAll((elements) =>
		elements
			.filter((element: any) => {
				if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
				// What only holds other elements draws nothing itself.
				const { backgroundColor, borderTopWidth } = (globalThis as any).getComputedStyle(element);
				const hasText = [...element.childNodes].some(({ nodeType, data }) => nodeType === 3 && data.trim());
				const isDrawing = element.ownerSVGElement || element.tagName === 'svg';
				return isDrawing || hasText || backgroundColor !== 'rgba(0, 0, 0, 0)' || borderTopWidth !== '0px';
			})
			.map((element) => element.getBoundingClientRect())
			.filter(({ width, height }) => width > 0 || height > 0)
			.map(({ left, top, right, bottom }) => ({ left, top, right, bottom })),
	);
	if (boxes.length === 0) throw new Error(`Nothing on the page is ${selector}.`);
	const most = await boxOf(page, frame);
	const left = Math.max(most.x, Math.floor(Math.min(...boxes.map((box) => box.left)) - margin));
	const top = Math.max(most.y, Math.floor(Math.min(...boxes.map((box) => box.top)) - margin));
	const right = Math.min(most.x + most.width, Math.ceil(Math.max(...boxes.map((box) => box.right)) + margin));
	const bottom = Math.min(most.y + most.height, Math.ceil(Math.max(...boxes.map((box) => box.bottom)) + margin));
	return { x: left, y: top, width: right - left, height: bottom - top };
}

/** The place of one element. */
export async function boxOf(page: Page, selector: string): Promise<Box> {
	return (await page.locator(selector).first().boundingBox())!;
}

/** Removes the pictures of examples that are there no more. */
export function forget(folder: string): void {
	rmSync(join(FOLDER, folder), { recursive: true, force: true });
}

function write(path: string, bytes: Buffer): void {
	mkdirSync(dirname(path), { recursive: true });
	writeFileSync(path, bytes);
}
