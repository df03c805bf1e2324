import type { Line, OpenElement } from './outline';

/**
 * Cuts lines out of a document as HTML of its own: elements that began before and hold more than these lines are opened once more, and all
 * that are open at the end are closed.
 */
export function cutOut(html: string, lines: Line[], before: Line | undefined): string {
	const first = lines[0]!;
	const last = lines.at(-1)!;
	const around = before ? first.openAtStart.filter(({ start }) => start < before.end) : [];
	const start = first.openAtStart[around.length]?.start ?? first.start;
	const tags = around.map((element) => html.slice(element.start, element.end)).join('');
	const ends = closing(last.openAtEnd);
	return `${tags}${html.slice(start, last.end)}${ends}`;
}

const closing = (open: readonly OpenElement[]) =>
	[...open]
		.reverse()
		.map(({ name }) => `</${name}>`)
		.join('');
